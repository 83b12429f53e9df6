// The box of ②: pasted text, or the name of the file that was handed over, and what is said while it is read.
import { number } from "../format.js";

const byId = (id) => document.getElementById(id);
const [drop, box, fileLine, reading, refusal] = ["drop", "pasted", "file-line", "reading", "list-problem"].map(byId);
let back = () => {};

/** `backToPaste`: called when the file is to make room for pasting. */
export function startBox(backToPaste) {
  back = backToPaste;
}

export function showBox() {
  fileLine.hidden = true;
  box.hidden = false;
  drop.querySelector("[data-pick-word]").textContent = "파일 고르기";
}

export function showFile(name, rows) {
  box.hidden = true;
  fileLine.hidden = false;
  fileLine.querySelector("[data-file-name]").textContent = name;
  fileLine.querySelector("[data-file-facts]").textContent = rows === undefined ? "" : `${number(rows)}행`;
  drop.querySelector("[data-pick-word]").textContent = "다른 파일";
  if (fileLine.querySelector("button")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet btn-sm", textContent: "붙여 넣기로 바꾸기" });
  button.addEventListener("click", () => back());
  fileLine.append(button);
}

export function showReading(fileName) {
  refusal.hidden = true;
  reading.lastElementChild.textContent = fileName ? `${fileName} 파일을 읽고 있습니다.` : "명단을 읽고 있습니다.";
  reading.hidden = false;
}

export function hideReading() {
  reading.hidden = true;
}

export function hideRefusal() {
  refusal.hidden = true;
}

export function refuse(text, errors = []) {
  refusal.innerHTML = '<i class="fa-solid fa-circle-exclamation" aria-hidden="true"></i><div></div>';
  refusal.lastElementChild.textContent = text;
  if (errors.length) {
    const list = document.createElement("ul");
    list.append(...errors.slice(0, 10).map(({ message }) => Object.assign(document.createElement("li"), { textContent: message })));
    refusal.lastElementChild.append(list);
  }
  refusal.hidden = false;
}

/** Below the refusal of a list that is too long. */
export function offerSplit() {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-primary mt-2", textContent: "1,000명씩 여러 발송으로 나누어 보내기" });
  button.dataset.act = "split";
  button.dataset.testid = "split";
  refusal.lastElementChild.append(document.createElement("br"), button);
}
