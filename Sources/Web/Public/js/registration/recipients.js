// ② One box for pasted text and for files; the server reads and checks the list.
import { api } from "../api.js";
import { number, phone } from "../format.js";
import { changed, draft, field } from "./draft.js";
import { mark } from "./steps.js";

const byId = (id) => document.getElementById(id);
const [drop, box, fileInput, fileLine] = ["drop", "pasted", "file", "file-line"].map(byId);
const [reading, refusal, result] = ["reading", "list-problem", "list-result"].map(byId);
const [table, title, hint, problemsFile, repairs] = ["list-rows", "shown-title", "shown-hint", "problems-file", "repairs"].map(byId);
const words = { valid: "정상", duplicate: "중복 제외", invalid: "오류", optedOut: "수신거부" };
const mostShown = 200;
const mostBytes = 20 * 1024 * 1024;
let filter = "valid";
let running;
let waiting;

export function startRecipients() {
  box.addEventListener("paste", () => setTimeout(checkPasted));
  box.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(checkPasted, 900);
  });
  fileInput.addEventListener("change", () => {
    if (fileInput.files[0]) checkFile(fileInput.files[0]);
    fileInput.value = "";
  });
  const picker = drop.querySelector('[data-act="pick-file"]');
  picker.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    fileInput.click();
  });
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, over);
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", dropped);
  // A file let go beside the box must not replace the page.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  result.querySelector(".tally").addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (button) choose(button.dataset.show);
  });
}

function over(event) {
  event.preventDefault();
  drop.classList.add("over");
}

function dropped(event) {
  event.preventDefault();
  const file = event.dataTransfer.files[0];
  if (file) return checkFile(file);
  const text = event.dataTransfer.getData("text/plain");
  if (text) {
    showBox();
    box.value = text;
    checkPasted();
  }
}

function checkPasted() {
  clearTimeout(waiting);
  const text = box.value.trim();
  if (!text) return clear();
  check({ text, ...company() }, "");
}

function checkFile(file) {
  if (file.size > mostBytes) return refuse(`${file.name}은(는) 20MB보다 큽니다. 명단만 남겨 나누어 올려 주세요.`);
  const body = new FormData();
  body.append("file", file, file.name);
  for (const [name, value] of Object.entries(company())) body.append(name, value);
  check(body, file.name);
}

/** An administrator's list belongs to the company the campaign is for. */
const company = () => (field("companyId") ? { companyId: field("companyId") } : {});

async function check(body, fileName) {
  running?.abort();
  const mine = (running = new AbortController());
  reading.hidden = false;
  reading.lastElementChild.textContent = fileName ? `${fileName} 파일을 읽고 있습니다.` : "명단을 읽고 있습니다.";
  refusal.hidden = true;
  try {
    const answer = await api("POST", "/api/v1/recipients/parse", body, { signal: mine.signal });
    const rows = answer.rows || [];
    const quantity = answer.counts.coupons ?? rows.reduce((sum, row) => sum + (row.quantity || 1), 0);
    const nameless = rows.filter((row) => !row.name).length;
    const longest = rows.reduce((name, row) => ((row.name || "").length > name.length ? row.name : name), "");
    draft.list = { ...answer, rows, problems: answer.problems || [], fileName, quantity, nameless, longest: longest.length };
    filter = answer.counts.valid || !answer.counts.invalid ? "valid" : "invalid";
    showList();
    changed("list");
  } catch (problem) {
    if (problem.name === "AbortError") return;
    draft.list = null;
    result.hidden = true;
    if (fileName) showFile(fileName, "");
    refuse(problem.message, problem.errors.filter((one) => one.message !== problem.message));
    changed("list");
  } finally {
    if (mine === running) reading.hidden = true;
  }
}

function refuse(text, errors = []) {
  refusal.innerHTML = '<i class="fa-solid fa-circle-exclamation" aria-hidden="true"></i><div></div>';
  refusal.lastElementChild.textContent = text;
  if (errors.length) {
    const list = document.createElement("ul");
    list.append(...errors.slice(0, 10).map(({ message }) => Object.assign(document.createElement("li"), { textContent: message })));
    refusal.lastElementChild.append(list);
  }
  refusal.hidden = false;
}

export function clear() {
  running?.abort();
  draft.list = null;
  result.hidden = refusal.hidden = reading.hidden = true;
  showBox();
  changed("list");
}

function showBox() {
  fileLine.hidden = true;
  box.hidden = false;
  drop.querySelector("[data-pick-word]").textContent = "파일 고르기";
}

function showFile(name, facts) {
  box.hidden = true;
  fileLine.hidden = false;
  fileLine.querySelector("[data-file-name]").textContent = name;
  fileLine.querySelector("[data-file-facts]").textContent = facts;
  drop.querySelector("[data-pick-word]").textContent = "다른 파일";
  if (fileLine.querySelector("button")) return;
  const back = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet btn-sm", textContent: "붙여 넣기로 바꾸기" });
  back.addEventListener("click", () => {
    box.value = "";
    clear();
    box.focus();
  });
  fileLine.append(back);
}

/** Shows the list that is in the draft; after a reload only its counts are left. */
export function showList() {
  const list = draft.list;
  if (!list) return;
  const { counts } = list;
  if (list.fileName) showFile(list.fileName, [`${number(counts.rows)}행`, list.sheet, columns(list)].filter(Boolean).join(" · "));
  result.hidden = false;
  for (const [name, value] of Object.entries(counts)) {
    const shown = result.querySelector(`[data-count="${name}"]`);
    if (shown) shown.textContent = number(value);
  }
  problemsFile.hidden = !(counts.invalid || counts.duplicate || counts.optedOut) || !list.importId;
  problemsFile.href = `/api/v1/recipients/imports/${encodeURIComponent(list.importId)}/problems.xlsx`;
  problemsFile.querySelector("span").textContent = counts.invalid ? `오류 ${number(counts.invalid)}건 엑셀로 받기` : "제외한 줄 엑셀로 받기";
  const { leadingZeros = 0, countryCodes = 0, oldPrefixes = 0 } = list.repairs || {};
  const fixed = [
    leadingZeros && `앞자리 0을 채운 번호 ${number(leadingZeros)}건`,
    countryCodes && `+82를 0으로 바꾼 번호 ${number(countryCodes)}건`,
    oldPrefixes && `011처럼 옛 번호 ${number(oldPrefixes)}건`,
  ].filter(Boolean);
  repairs.hidden = !fixed.length;
  repairs.lastElementChild.textContent = fixed.join(" · ");
  choose(filter);
}

function columns({ columns: chosen }) {
  if (!chosen) return "";
  const part = (word, heading) => (heading ? `${word} = ${heading}` : "");
  return [part("이름", chosen.name), part("휴대폰번호", chosen.phone)].filter(Boolean).join(", ");
}

const kind = ({ code }) => (/duplicate/.test(code) ? "duplicate" : /opt/.test(code) ? "optedOut" : "invalid");

function choose(name) {
  filter = name;
  const { rows, problems, counts } = draft.list;
  result.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.show === name)));
  const shown = name === "valid" ? rows : problems.filter((one) => kind(one) === name);
  title.textContent = `${words[name]} ${number(counts[name])}건`;
  hint.textContent = hintFor(name, counts, shown.length);
  const heads = name === "valid" ? ["행", "이름", "휴대폰번호", "수량"] : ["행", "입력한 값", "무엇이 문제인가요"];
  table.tHead.innerHTML = `<tr>${heads.map((head) => `<th scope="col"${head === "수량" ? ' class="num"' : ""}>${head}</th>`).join("")}</tr>`;
  table.tBodies[0].replaceChildren(...shown.slice(0, mostShown).map((one) => (name === "valid" ? rowOf(heads, [one.row, one.name || "–", phone(one.phone), one.quantity || 1]) : rowOf(heads, [one.row, one.value ?? "", withoutRow(one.message)]))));
  table.closest(".boxed").hidden = !shown.length;
}

/** The row stands in its own column already. */
const withoutRow = (message) => message.replace(/^[\d,]+행: ?/, "");

function hintFor(name, counts, shown) {
  if (!counts[name]) return name === "valid" ? "보낼 수 있는 번호가 없습니다." : "없습니다.";
  if (!shown) return "새로고침한 뒤에는 줄 내용을 보여 드리지 않습니다. 명단은 그대로 있습니다.";
  if (shown > mostShown) return `앞의 ${mostShown}줄만 보여 드립니다.`;
  if (name === "invalid") return "고친 파일을 다시 올리거나, 그대로 두면 오류를 빼고 보냅니다.";
  return name === "duplicate" ? "같은 번호에는 한 번만 보냅니다." : name === "optedOut" ? "수신을 거부한 번호라 보내지 않습니다." : "";
}

function rowOf(heads, values) {
  const row = document.createElement("tr");
  values.forEach((value, at) => {
    const cell = row.insertCell();
    cell.dataset.label = heads[at];
    cell.textContent = typeof value === "number" ? number(value) : value;
    if (heads[at] === "수량") cell.className = "num";
    if (heads[at] === "무엇이 문제인가요") cell.dataset.wide = "bare";
    if (heads[at] === "휴대폰번호" || heads[at] === "입력한 값") cell.className = "tabular";
  });
  return row;
}

export function tellRecipients() {
  const list = draft.list;
  if (!list) return mark("recipients", "", "");
  const { valid, duplicate, invalid, optedOut } = list.counts;
  const left = [duplicate && `중복 ${number(duplicate)}`, invalid && `오류 ${number(invalid)}`, optedOut && `수신거부 ${number(optedOut)}`].filter(Boolean);
  mark("recipients", valid ? "done" : "bad", `${number(valid)}명${left.length ? ` · ${left.join(" · ")} 제외` : ""}`);
}
