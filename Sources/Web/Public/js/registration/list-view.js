// Shows the list that is in the draft: the question about its columns, or what was read.
import { number } from "../format.js";
import { draft } from "./draft.js";
import { showFile } from "./list-box.js";
import { isInDoubt, showDoubt } from "./list-doubt.js";
import { showRows } from "./list-rows.js";
import { showWarnings } from "./list-warnings.js";

const byId = (id) => document.getElementById(id);
const [result, problemsFile, repairs, merger, sheetField, sheet] = ["list-result", "problems-file", "repairs", "merge-button", "sheet-field", "sheet"].map(byId);
const switches = ["doubles", "received", "hidden"].map((name) => byId(`switch-${name}`));

export function showList() {
  const list = draft.list;
  sheetField.hidden = !(list?.sheets.length > 1);
  if (!list) {
    result.hidden = true;
    return showDoubt();
  }
  const { rows, counts } = list;
  list.quantity = counts.coupons;
  list.nameless = rows.filter((row) => !row.name).length;
  list.longest = rows.reduce((most, row) => Math.max(most, (row.name || "").length), 0);
  if (list.fileName) showFile(list.fileName, counts.rows);
  showSheets(list);
  showDoubt();
  result.hidden = isInDoubt();
  problemsFile.hidden = !(counts.invalid || counts.duplicate || counts.optedOut || counts.received);
  problemsFile.href = `/api/v1/recipients/imports/${encodeURIComponent(list.importId)}/problems.xlsx`;
  problemsFile.querySelector("span").textContent = counts.invalid ? `오류 ${number(counts.invalid)}건 엑셀로 받기` : "제외한 줄 엑셀로 받기";
  merger.hidden = !counts.invalid;
  showSwitches(list);
  showWarnings(list);
  showRepairs(list.repairs);
  byId("columns-read").textContent = columnWords(list.columns);
  showRows(counts.valid || !counts.invalid ? "valid" : "invalid");
}

/** The tabs of a file with several, each with the people on it. */
function showSheets({ sheets, sheet: read }) {
  sheet.replaceChildren(...sheets.map(({ name, people }) => new Option(people ? `${name} (${number(people)}명)` : `${name} (번호 없음)`, name, name === read, name === read)));
}

/** A switch is there when it would change something, or has. */
function showSwitches({ counts, hidden }) {
  const { duplicates, includeReceived } = draft.options;
  const [doubles, received, rows] = switches;
  doubles.checked = duplicates === "all";
  received.checked = includeReceived;
  rows.checked = hidden.included;
  doubles.closest("label").hidden = !counts.duplicate && duplicates !== "all";
  received.closest("label").hidden = !counts.received && !includeReceived;
  rows.closest("label").hidden = !hidden.rows;
  rows.nextElementSibling.textContent = `엑셀에서 숨긴 ${number(hidden.rows)}행에도 보내기`;
}

function showRepairs({ leadingZeros = 0, countryCodes = 0, oldPrefixes = 0 } = {}) {
  const fixed = [
    leadingZeros && `앞자리 0을 채운 번호 ${number(leadingZeros)}건`,
    countryCodes && `+82를 0으로 바꾼 번호 ${number(countryCodes)}건`,
    oldPrefixes && `011처럼 옛 번호 ${number(oldPrefixes)}건`,
  ].filter(Boolean);
  repairs.hidden = !fixed.length;
  repairs.lastElementChild.textContent = fixed.join(" · ");
}

function columnWords({ phone, name, quantity, titles }) {
  const part = (word, column) => (column === null || column === undefined ? "" : `${word} = ${titles[column]}`);
  return [part("이름", name), part("휴대폰번호", phone), part("수량", quantity)].filter(Boolean).join(", ");
}
