// One campaign, live: the server says when something moved, the page takes the new parts over from itself.
import { api } from "../api.js";

const page = () => document.getElementById("campaign");
const parts = ["status", "progress", "tiles", "recipients", "beside"];
/** Between two looks; the server speaks at least every two seconds while something moves. */
const calm = 1500;
let source;
let looking = false;
let again = false;
let poll;

start();

function start() {
  if (page().dataset.moving !== "true") return;
  source = new EventSource(`/api/v1/campaigns/${page().dataset.id}/events`);
  source.onmessage = look;
  for (const kind of ["counts", "campaign", "progress"]) source.addEventListener(kind, look);
  source.onopen = () => clearInterval(poll);
  source.onerror = () => {
    // The browser connects again by itself; until then the page asks.
    clearInterval(poll);
    poll = setInterval(look, 3000);
  };
}

async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    const response = await api("GET", location.href, undefined, { raw: true, headers: { Accept: "text/html" } });
    takeOver(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // The next event or the next look tries again; what is shown stays.
  }
  setTimeout(() => {
    looking = false;
    if (again) {
      again = false;
      look();
    }
  }, calm);
}

function takeOver(fresh) {
  const root = fresh.getElementById("campaign");
  if (!root) return;
  for (const id of parts) {
    const old = document.getElementById(id);
    const next = fresh.getElementById(id);
    if (!old || !next || old.isEqualNode(next)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    // Somebody is typing in there.
    if (focused?.matches("input")) continue;
    const same = focused?.matches("a[href]") && `a[href="${CSS.escape(focused.getAttribute("href"))}"]`;
    old.replaceWith(document.importNode(next, true));
    const taken = document.getElementById(id);
    window.htmx?.process(taken);
    if (same) taken.querySelector(same)?.focus({ preventScroll: true });
  }
  document.title = fresh.title;
  page().dataset.moving = root.dataset.moving;
  if (root.dataset.moving !== "true") {
    source?.close();
    clearInterval(poll);
  }
}
