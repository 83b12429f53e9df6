// What has been chosen and written so far. Kept in this browser under the user's id, without any name or number of a
// recipient: the list itself is on the server, under its import id.

const key = `draft:${document.body.dataset.user}`;
const form = document.getElementById("registration");
const listeners = [];

/** `goods`: the chosen product. `list`: the checked recipients, `{importId, counts, fileName, rows, problems}`. */
export const draft = { goods: null, list: null, sent: null };

export const field = (name) => form.elements[name]?.value ?? "";
export const onChange = (listener) => listeners.push(listener);

/** Tells every part what changed, and saves a moment later. */
let timer;
export function changed(what) {
  listeners.forEach((listener) => listener(what));
  clearTimeout(timer);
  timer = setTimeout(save, 600);
}

const kept = ["companyId", "eventName", "callbackNumber", "purpose", "title", "message", "templateId", "when", "scheduledAt"];

export function save() {
  clearTimeout(timer);
  if (forgotten) return true;
  const fields = Object.fromEntries(kept.map((name) => [name, field(name)]));
  const list = draft.list && { importId: draft.list.importId, counts: draft.list.counts, fileName: draft.list.fileName, quantity: draft.list.quantity, nameless: draft.list.nameless, longest: draft.list.longest };
  try {
    localStorage.setItem(key, JSON.stringify({ fields, goods: draft.goods, list, sent: draft.sent, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** Brings back what was saved within the last day, as long as the server keeps the list. */
export function restore() {
  let saved;
  try {
    saved = JSON.parse(localStorage.getItem(key));
  } catch {
    saved = null;
  }
  if (!saved || Date.now() - saved.at > 24 * 3600e3) return null;
  for (const [name, value] of Object.entries(saved.fields)) {
    if (!value || !form.elements[name]) continue;
    form.elements[name].value = value;
  }
  Object.assign(draft, { goods: saved.goods, list: saved.list && { rows: [], problems: [], ...saved.list }, sent: saved.sent });
  return new Date(saved.at);
}

/** After the release, or on the user's wish: nothing is saved any more on this page. */
let forgotten = false;
export function forget() {
  forgotten = true;
  localStorage.removeItem(key);
}
// Back from the campaign, the browser may bring the old page out of its cache: it starts anew.
addEventListener("pageshow", (event) => event.persisted && location.reload());
