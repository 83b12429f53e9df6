// What has been chosen and written so far, saved by itself on the server. Names and numbers of recipients are not part of
// it: the list is named by its import.
import { api } from "../api.js";
import { seoul } from "../format.js";

const form = document.getElementById("registration");
const listeners = [];
const query = new URLSearchParams(location.search);

/**
 * `goods`: the chosen product. `list`: the checked recipients. `options`: how the list is checked.
 * `stored`: the server has it under `id`.
 */
export const draft = {
  id: query.get("draft") || newID(),
  stored: false,
  goods: null,
  list: null,
  options: { duplicates: "first", includeReceived: false, columns: null, split: false, sheet: null, includeHidden: false },
};

export const field = (name) => form.elements[name]?.value ?? "";
export const onChange = (listener) => listeners.push(listener);

/** Tells every part what changed. */
export function changed(what) {
  listeners.forEach((listener) => listener(what));
}

const kept = ["companyId", "eventName", "callbackNumber", "purpose", "title", "message", "templateId"];
let running = null;
let again = false;
let over = false;

function content() {
  const fields = Object.fromEntries(kept.map((name) => [name, field(name)]).filter(([, value]) => value));
  const { duplicates, includeReceived } = draft.options;
  return {
    ...fields,
    ...(field("when") === "later" && field("scheduledAt") ? { scheduledAt: field("scheduledAt") } : {}),
    ...(draft.goods ? { goodsId: draft.goods.goodsId } : {}),
    ...(draft.list ? { importId: draft.list.importId } : {}),
    ...(duplicates !== "first" ? { duplicates } : {}),
    ...(includeReceived ? { includeReceived } : {}),
  };
}

/** One save at a time; what changes meanwhile is saved after it. Gives back the time, or throws. */
export async function save() {
  if (over) return null;
  if (running) {
    again = true;
    return running;
  }
  running = api("PUT", `/api/v1/campaigns/drafts/${draft.id}`, content(), { keepalive: true });
  try {
    const { changedAt } = await running;
    if (!draft.stored) {
      draft.stored = true;
      history.replaceState(null, "", `/campaigns/new?draft=${draft.id}`);
    }
    return new Date(changedAt);
  } finally {
    running = null;
    if (again) {
      again = false;
      save().catch(() => {});
    }
  }
}

/** `14:05 임시저장됨`. */
export const savedWords = (at) => `${seoul(at).clock} 임시저장됨`;

/** Fills the form from a saved draft or from a campaign, and says what could not be brought back. */
export async function restore() {
  const [draftID, campaignID] = [query.get("draft"), query.get("copy")];
  if (draftID) return fill((await api("GET", `/api/v1/campaigns/drafts/${draftID}`)).content, true);
  if (!campaignID) return null;
  const campaign = await api("GET", `/api/v1/campaigns/${campaignID}`);
  const { scheduledAt, ...rest } = campaign;
  return fill(rest, false);
}

async function fill(saved, isStored) {
  draft.stored = isStored;
  for (const name of kept) if (saved[name] && form.elements[name]) form.elements[name].value = saved[name];
  if (saved.scheduledAt) {
    form.elements.when.value = "later";
    form.elements.scheduledAt.value = saved.scheduledAt;
  }
  Object.assign(draft.options, { duplicates: saved.duplicates || "first", includeReceived: Boolean(saved.includeReceived) });
  const lost = [];
  const company = saved.companyId && form.elements.companyId ? `?companyId=${encodeURIComponent(saved.companyId)}` : "";
  const [goods, list] = await Promise.allSettled([
    saved.goodsId ? api("GET", `/api/v1/products/${encodeURIComponent(saved.goodsId)}${company}`) : null,
    saved.importId ? api("GET", `/api/v1/recipients/imports/${encodeURIComponent(saved.importId)}`) : null,
  ]);
  if (goods.value?.sellable) draft.goods = goods.value;
  else if (saved.goodsId) lost.push("고른 상품은 지금 판매하지 않습니다.");
  if (list.value) {
    draft.list = list.value;
    Object.assign(draft.options, { sheet: draft.list.sheets.length ? draft.list.sheet : null, includeHidden: draft.list.hidden.included });
  } else if (saved.importId) lost.push("명단은 하루가 지나 지워졌습니다. 다시 넣어 주세요.");
  return { lost };
}

/** After the release, or on the user's wish: nothing is saved any more on this page. */
export function end() {
  over = true;
}

export async function throwAway() {
  end();
  if (draft.stored) await api("DELETE", `/api/v1/campaigns/drafts/${draft.id}`);
}

/** A ULID: 48 bits of time and 80 of chance in Crockford's letters. */
function newID() {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let time = Date.now();
  let text = "";
  for (let at = 0; at < 10; at += 1) {
    text = letters[time % 32] + text;
    time = Math.floor(time / 32);
  }
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) text += letters[byte % 32];
  return text;
}

// Back from the campaign, the browser may bring the old page out of its cache: it starts anew.
addEventListener("pageshow", (event) => event.persisted && location.reload());
