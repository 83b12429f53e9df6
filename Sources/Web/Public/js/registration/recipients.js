// ② One box for pasted text and for files; the server reads and checks the list.
import { api } from "../api.js";
import { number, phone } from "../format.js";
import { whileBusy } from "../forms.js";
import { showToast } from "../toast.js";
import { askColumns, hideColumns, startColumns } from "./columns.js";
import { changed, draft, field, onChange } from "./draft.js";
import { mark } from "./steps.js";

const byId = (id) => document.getElementById(id);
const [drop, box, fileInput, fileLine] = ["drop", "pasted", "file", "file-line"].map(byId);
const [reading, refusal, result, warnings] = ["reading", "list-problem", "list-result", "list-warnings"].map(byId);
const [table, title, hint, problemsFile, repairs] = ["list-rows", "shown-title", "shown-hint", "problems-file", "repairs"].map(byId);
const [doubles, received, merger, mergeInput] = ["switch-doubles", "switch-received", "merge-button", "merge-file"].map(byId);
const words = { valid: "정상", duplicate: "중복 제외", invalid: "오류", optedOut: "수신거부", received: "이미 받음" };
const mostShown = 200;
const mostBytes = 20 * 1024 * 1024;
let filter = "valid";
let running;
let waiting;
/** What was handed in last, to be read once more in another way: `{text}` or `{file}`. */
let source = null;

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
  mergeInput.addEventListener("change", () => {
    if (mergeInput.files[0]) merge(mergeInput.files[0]);
    mergeInput.value = "";
  });
  merger.addEventListener("click", () => mergeInput.click());
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
  doubles.addEventListener("change", () => checkAgain({ duplicates: doubles.checked ? "all" : "first" }));
  received.addEventListener("change", () => checkAgain({ includeReceived: received.checked }));
  startColumns((columns) => {
    if (draft.list) checkAgain({ columns });
    else if (source) {
      draft.options.columns = columns;
      read();
    }
  });
  result.addEventListener("click", (event) => {
    if (event.target.closest('[data-act="change-columns"]')) askColumns(draft.list.columns.titles.map((name, index) => ({ index, title: name, samples: [] })), draft.list.columns);
  });
  refusal.addEventListener("click", (event) => {
    if (!event.target.closest('[data-act="split"]')) return;
    draft.options.split = true;
    read();
  });
  onChange((what) => what === "event" && draft.list && checkAgain({}));
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
  handIn({ text });
}

function checkFile(file) {
  if (file.size > mostBytes) return refuse(`${file.name}은(는) 20MB보다 큽니다. 명단만 남겨 나누어 올려 주세요.`);
  handIn({ file });
}

function handIn(what) {
  source = what;
  Object.assign(draft.options, { columns: null, split: false });
  read();
}

const read = () => check(() => "/api/v1/recipients/parse", source.file?.name || "", source);

/** The stored rows once more, read or counted in another way. */
function checkAgain(options) {
  Object.assign(draft.options, options);
  const { importId, fileName } = draft.list;
  check(() => `/api/v1/recipients/imports/${encodeURIComponent(importId)}/check`, fileName, {}, true);
}

async function merge(file) {
  const before = draft.list.counts;
  const { importId, fileName } = draft.list;
  await whileBusy(merger, () => check(() => `/api/v1/recipients/imports/${encodeURIComponent(importId)}/merge`, fileName, { file }, true));
  const after = draft.list?.counts;
  if (after && after !== before) showToast("ok", `고친 명단을 넣었습니다. 정상 ${number(before.valid)}명에서 ${number(after.valid)}명, 오류 ${number(before.invalid)}건에서 ${number(after.invalid)}건이 되었습니다.`);
}

/** An administrator's list belongs to the company the campaign is for. */
function wish() {
  const { duplicates, includeReceived, columns, split } = draft.options;
  return {
    ...(field("companyId") ? { companyId: field("companyId") } : {}),
    ...(field("eventName").trim() ? { eventName: field("eventName").trim() } : {}),
    ...(duplicates !== "first" ? { duplicates } : {}),
    ...(includeReceived ? { includeReceived } : {}),
    ...(split || draft.list?.parts?.length > 1 ? { split: true } : {}),
    ...(columns ? { columns } : {}),
  };
}

function bodyOf({ text, file }) {
  if (!file) return { ...wish(), ...(text === undefined ? {} : { text }) };
  const body = new FormData();
  const { columns, ...rest } = wish();
  for (const [name, value] of Object.entries(rest)) body.append(name, String(value));
  for (const [name, value] of Object.entries(columns || {})) if (value !== null) body.append(`${name}Column`, String(value));
  body.append("file", file, file.name);
  return body;
}

/** `keep`: what is shown stays when the list cannot be read in the new way. */
async function check(path, fileName, what, keep = false) {
  running?.abort();
  const mine = (running = new AbortController());
  reading.hidden = false;
  reading.lastElementChild.textContent = fileName ? `${fileName} 파일을 읽고 있습니다.` : "명단을 읽고 있습니다.";
  refusal.hidden = true;
  hideColumns();
  try {
    take(await api("POST", path(), bodyOf(what), { signal: mine.signal }), fileName);
    filter = draft.list.counts.valid || !draft.list.counts.invalid ? "valid" : "invalid";
    showList();
    changed("list");
  } catch (problem) {
    if (problem.name === "AbortError") return;
    if (keep) return refuse(problem.message);
    draft.list = null;
    result.hidden = true;
    if (fileName) showFile(fileName, "");
    refuse(problem.message, problem.errors.filter((one) => one.message !== problem.message));
    if (problem.code === "too_many_recipients") offerSplit();
    if (problem.code === "no_phone_column" && what.file) offerColumns(what.file);
    changed("list");
  } finally {
    if (mine === running) reading.hidden = true;
  }
}

function take(answer, fileName) {
  draft.list = { ...answer, fileName };
}

function offerSplit() {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-primary mt-2", textContent: "1,000명씩 여러 발송으로 나누어 보내기" });
  button.dataset.act = "split";
  button.dataset.testid = "split";
  refusal.lastElementChild.append(document.createElement("br"), button);
}

async function offerColumns(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  const { columns } = await api("POST", "/api/v1/recipients/columns", body).catch(() => ({ columns: [] }));
  if (columns.length) askColumns(columns);
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
  source = null;
  result.hidden = refusal.hidden = reading.hidden = true;
  hideColumns();
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

/** Shows the list that is in the draft. */
export function showList() {
  const list = draft.list;
  if (!list) return;
  const { rows } = list;
  list.quantity = list.counts.coupons;
  list.nameless = rows.filter((row) => !row.name).length;
  list.longest = rows.reduce((most, row) => Math.max(most, (row.name || "").length), 0);
  const { counts } = list;
  if (list.fileName) showFile(list.fileName, `${number(counts.rows)}행`);
  result.hidden = false;
  for (const [name, value] of Object.entries(counts)) {
    const shown = result.querySelector(`[data-count="${name}"]`);
    if (shown) shown.textContent = number(value);
  }
  result.querySelector('[data-show="received"]').hidden = !counts.received;
  problemsFile.hidden = !(counts.invalid || counts.duplicate || counts.optedOut || counts.received);
  problemsFile.href = `/api/v1/recipients/imports/${encodeURIComponent(list.importId)}/problems.xlsx`;
  problemsFile.querySelector("span").textContent = counts.invalid ? `오류 ${number(counts.invalid)}건 엑셀로 받기` : "제외한 줄 엑셀로 받기";
  merger.hidden = !counts.invalid;
  showSwitches(counts);
  showWarnings(list);
  const { leadingZeros = 0, countryCodes = 0, oldPrefixes = 0 } = list.repairs || {};
  const fixed = [
    leadingZeros && `앞자리 0을 채운 번호 ${number(leadingZeros)}건`,
    countryCodes && `+82를 0으로 바꾼 번호 ${number(countryCodes)}건`,
    oldPrefixes && `011처럼 옛 번호 ${number(oldPrefixes)}건`,
  ].filter(Boolean);
  repairs.hidden = !fixed.length;
  repairs.lastElementChild.textContent = fixed.join(" · ");
  byId("columns-read").textContent = columnWords(list.columns);
  choose(filter);
}

/** A switch is there when it would change something, or has. */
function showSwitches(counts) {
  const { duplicates, includeReceived } = draft.options;
  doubles.checked = duplicates === "all";
  received.checked = includeReceived;
  doubles.closest("label").hidden = !counts.duplicate && duplicates !== "all";
  received.closest("label").hidden = !counts.received && !includeReceived;
}

function showWarnings(list) {
  const notes = list.warnings.map(({ message, campaignId }) => {
    const link = campaignId ? Object.assign(document.createElement("a"), { href: `/campaigns/${campaignId}`, target: "_blank", textContent: "그 발송 보기" }) : null;
    return note(message, link);
  });
  if (list.parts?.length > 1) notes.push(note(`받는 사람이 많아 발송 ${number(list.parts.length)}개로 나누어 차례로 요청합니다: ${list.parts.map((part) => `${number(part.people)}명`).join(" · ")}`, null, "info"));
  warnings.replaceChildren(...notes);
}

function note(text, link, tone = "warn") {
  const box = document.createElement("div");
  box.className = `note ${tone} mb-2`;
  box.dataset.testid = "list-warning";
  box.innerHTML = `<i class="fa-solid ${tone === "warn" ? "fa-triangle-exclamation" : "fa-circle-info"}" aria-hidden="true"></i><div></div>`;
  box.lastElementChild.append(text, " ", link || "");
  return box;
}

function columnWords({ phone: number, name, quantity, titles }) {
  const part = (word, column) => (column === null || column === undefined ? "" : `${word} = ${titles[column]}`);
  return [part("이름", name), part("휴대폰번호", number), part("수량", quantity)].filter(Boolean).join(", ");
}

const kinds = { duplicate: "duplicate", opted_out: "optedOut", received: "received" };
const kind = ({ code }) => kinds[code] || "invalid";

function choose(name) {
  filter = name;
  const { rows, problems, counts } = draft.list;
  result.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.show === name)));
  const shown = name === "valid" ? rows : problems.filter((one) => kind(one) === name);
  title.textContent = `${words[name]} ${number(counts[name])}건`;
  hint.replaceChildren(hintFor(name, counts, shown.length));
  if (name === "received" && counts.received) hint.append(" ", Object.assign(document.createElement("a"), { href: `/campaigns?q=${encodeURIComponent(field("eventName").trim())}`, target: "_blank", textContent: "받은 발송 보기" }));
  const heads = name === "valid" ? ["행", "이름", "휴대폰번호", "수량"] : ["행", "입력한 값", "무엇이 문제인가요"];
  table.tHead.innerHTML = `<tr>${heads.map((head) => `<th scope="col"${head === "수량" ? ' class="num"' : ""}>${head}</th>`).join("")}</tr>`;
  table.tBodies[0].replaceChildren(...shown.slice(0, mostShown).map((one) => (name === "valid" ? rowOf(heads, [one.row, one.name || "–", phone(one.phone), one.quantity || 1]) : rowOf(heads, [one.row, one.value ?? "", withoutRow(one.message)]))));
  table.closest(".boxed").hidden = !shown.length;
}

/** The row stands in its own column already. */
const withoutRow = (message) => message.replace(/^[\d,]+행: ?/, "");

function hintFor(name, counts, shown) {
  if (!counts[name]) return name === "valid" ? "보낼 수 있는 번호가 없습니다." : "없습니다.";
  if (shown > mostShown) return `앞의 ${mostShown}줄만 보여 드립니다.`;
  if (name === "invalid") return "고친 파일을 다시 넣거나, 그대로 두면 오류를 빼고 보냅니다.";
  if (name === "duplicate") return "같은 번호에는 한 번만 보냅니다.";
  if (name === "received") return "이 이벤트의 쿠폰을 이미 받은 번호라 뺐습니다.";
  return name === "optedOut" ? "수신을 거부한 번호라 보내지 않습니다." : "";
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
  const { valid, duplicate, invalid, optedOut, received: before } = list.counts;
  const left = [duplicate && `중복 ${number(duplicate)}`, invalid && `오류 ${number(invalid)}`, optedOut && `수신거부 ${number(optedOut)}`, before && `이미 받음 ${number(before)}`].filter(Boolean);
  mark("recipients", valid ? "done" : "bad", `${number(valid)}명${left.length ? ` · ${left.join(" · ")} 제외` : ""}`);
}
