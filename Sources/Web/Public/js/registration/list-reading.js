// Hands a list to the server, which reads and checks it: what was handed in last, or what is stored already once more.
import { api } from "../api.js";
import { number } from "../format.js";
import { showToast } from "../toast.js";
import { askColumns, hideColumns } from "./columns.js";
import { changed, draft, field } from "./draft.js";
import { hideReading, offerSplit, refuse, showFile, showReading } from "./list-box.js";

let running;
/** To be read once more in another way: `{text}` or `{file}`. */
let source = null;

export function handIn(what) {
  source = what;
  Object.assign(draft.options, { columns: null, split: false, sheet: null, includeHidden: false });
  return readAgain({});
}

/** What was handed in last, from the beginning. */
export function readAgain(options) {
  if (!source) return;
  Object.assign(draft.options, options);
  return check("/api/v1/recipients/parse", source.file?.name || "", source);
}

/** The stored rows once more, read or counted in another way. */
export function checkAgain(options) {
  Object.assign(draft.options, options);
  return check(`${stored()}/check`, draft.list.fileName, {}, true);
}

export async function merge(file) {
  const before = draft.list.counts;
  await check(`${stored()}/merge`, draft.list.fileName, { file }, true);
  const after = draft.list?.counts;
  // The merged list has columns of its own.
  if (after && after !== before) draft.options.columns = null;
  if (after && after !== before) showToast("ok", `고친 명단을 넣었습니다. 정상 ${number(before.valid)}명에서 ${number(after.valid)}명, 오류 ${number(before.invalid)}건에서 ${number(after.invalid)}건이 되었습니다.`);
}

/** Forgets what was handed in. */
export function stopReading() {
  running?.abort();
  source = null;
  hideReading();
}

const stored = () => `/api/v1/recipients/imports/${encodeURIComponent(draft.list.importId)}`;

/** An administrator's list belongs to the company the campaign is for. */
function wish() {
  const { duplicates, includeReceived, columns, split, sheet, includeHidden } = draft.options;
  return {
    ...(field("companyId") ? { companyId: field("companyId") } : {}),
    ...(field("eventName").trim() ? { eventName: field("eventName").trim() } : {}),
    ...(duplicates !== "first" ? { duplicates } : {}),
    ...(includeReceived ? { includeReceived } : {}),
    ...(split || draft.list?.parts?.length > 1 ? { split: true } : {}),
    ...(sheet ? { sheet } : {}),
    ...(includeHidden || draft.list?.hidden?.included ? { includeHidden } : {}),
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
  showReading(fileName);
  hideColumns();
  try {
    draft.list = { ...(await api("POST", path, bodyOf(what), { signal: mine.signal })), fileName };
    Object.assign(draft.options, { sheet: draft.list.sheets.length ? draft.list.sheet : null, includeHidden: draft.list.hidden.included });
    changed("list");
  } catch (problem) {
    if (problem.name === "AbortError") return;
    if (keep) {
      refuse(problem.message);
      return changed();
    }
    draft.list = null;
    if (fileName) showFile(fileName);
    refuse(problem.message, problem.errors.filter((one) => one.message !== problem.message));
    if (problem.code === "too_many_recipients") offerSplit();
    if (problem.code === "no_phone_column" && what.file) offerColumns(what.file);
    changed("list");
  } finally {
    if (mine === running) hideReading();
  }
}

async function offerColumns(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  const { columns } = await api("POST", "/api/v1/recipients/columns", body).catch(() => ({ columns: [] }));
  if (columns.length) askColumns(columns);
}
