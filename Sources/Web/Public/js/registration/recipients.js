// ② One box for pasted text and for files; the server reads and checks the list.
import { number } from "../format.js";
import { whileBusy } from "../forms.js";
import { askColumns, hideColumns, startColumns } from "./columns.js";
import { changed, draft, onChange } from "./draft.js";
import { hideRefusal, refuse, showBox, startBox } from "./list-box.js";
import { isInDoubt, startDoubt } from "./list-doubt.js";
import { checkAgain, handIn, merge, readAgain, stopReading } from "./list-reading.js";
import { startRows } from "./list-rows.js";
import { showList } from "./list-view.js";
import { mark } from "./steps.js";

const byId = (id) => document.getElementById(id);
const [drop, box, fileInput, refusal, result, merger, mergeInput, sheet] = ["drop", "pasted", "file", "list-problem", "list-result", "merge-button", "merge-file", "sheet"].map(byId);
const [doubles, received, hidden] = ["switch-doubles", "switch-received", "switch-hidden"].map(byId);
const mostBytes = 20 * 1024 * 1024;
let waiting;

export function startRecipients() {
  startTaking();
  startRows();
  startBox(() => {
    box.value = "";
    clear();
    box.focus();
  });
  mergeInput.addEventListener("change", () => {
    const [file] = mergeInput.files;
    if (file) whileBusy(merger, () => merge(file));
    mergeInput.value = "";
  });
  merger.addEventListener("click", () => mergeInput.click());
  doubles.addEventListener("change", () => checkAgain({ duplicates: doubles.checked ? "all" : "first" }));
  received.addEventListener("change", () => checkAgain({ includeReceived: received.checked }));
  hidden.addEventListener("change", () => checkAgain({ includeHidden: hidden.checked }));
  sheet.addEventListener("change", () => checkAgain({ sheet: sheet.value, columns: null }));
  const useColumns = (columns) => (draft.list ? checkAgain({ columns }) : readAgain({ columns }));
  const allColumns = () => askColumns(draft.list.columns.titles.map((title, index) => ({ index, title, samples: [] })), draft.list.columns);
  startColumns(useColumns);
  startDoubt(useColumns, allColumns);
  result.addEventListener("click", (event) => event.target.closest('[data-act="change-columns"]') && allColumns());
  refusal.addEventListener("click", (event) => event.target.closest('[data-act="split"]') && readAgain({ split: true }));
  onChange((what) => {
    if (what === "list") showList();
    if (what === "event" && draft.list) checkAgain({});
  });
}

/** Pasting, dropping, choosing a file. */
function startTaking() {
  box.addEventListener("paste", () => setTimeout(checkPasted));
  box.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(checkPasted, 900);
  });
  fileInput.addEventListener("change", () => {
    if (fileInput.files[0]) checkFile(fileInput.files[0]);
    fileInput.value = "";
  });
  drop.querySelector('[data-act="pick-file"]').addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    fileInput.click();
  });
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, over);
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", dropped);
  // A file let go beside the box must not replace the page.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
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

export function clear() {
  stopReading();
  draft.list = null;
  hideRefusal();
  hideColumns();
  showBox();
  changed("list");
}

export function tellRecipients() {
  const list = draft.list;
  if (!list) return mark("recipients", "", "");
  if (isInDoubt()) return mark("recipients", "bad", "어느 열인지 확인이 필요합니다");
  const { valid, duplicate, invalid, optedOut, received: before } = list.counts;
  const left = [duplicate && `중복 ${number(duplicate)}`, invalid && `오류 ${number(invalid)}`, optedOut && `수신거부 ${number(optedOut)}`, before && `이미 받음 ${number(before)}`].filter(Boolean);
  mark("recipients", valid ? "done" : "bad", `${number(valid)}명${left.length ? ` · ${left.join(" · ")} 제외` : ""}`);
}
