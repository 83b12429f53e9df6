// The rows of the list by what became of them: right, double, wrong …
import { number, phone } from "../format.js";
import { draft, field } from "./draft.js";

const byId = (id) => document.getElementById(id);
const [result, table, title, hint] = ["list-result", "list-rows", "shown-title", "shown-hint"].map(byId);
const words = { valid: "정상", duplicate: "중복 제외", invalid: "오류", optedOut: "수신거부", received: "이미 받음" };
const kinds = { duplicate: "duplicate", opted_out: "optedOut", received: "received" };
const kind = ({ code }) => kinds[code] || "invalid";
const mostShown = 200;

export function startRows() {
  result.querySelector(".tally").addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (button) showRows(button.dataset.show);
  });
}

export function showRows(name) {
  const { rows, problems, counts } = draft.list;
  for (const [one, value] of Object.entries(counts)) {
    const shown = result.querySelector(`[data-count="${one}"]`);
    if (shown) shown.textContent = number(value);
  }
  result.querySelector('[data-show="received"]').hidden = !counts.received;
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
    if (heads[at] === "휴대폰번호") cell.dataset.wide = "";
    if (heads[at] === "무엇이 문제인가요") cell.dataset.wide = "bare";
    if (heads[at] === "휴대폰번호" || heads[at] === "입력한 값") cell.className = "tabular";
  });
  return row;
}
