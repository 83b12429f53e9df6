// One campaign, live: the server says when something moved, the page takes the new parts over from itself.
import { api } from "../api.js";
import { startControls } from "../campaign/controls.js";

const page = () => document.getElementById("campaign");
const parts = ["status", "headline", "controls", "standing", "progress", "tiles", "recipients", "beside"];
/** Between two looks; the server speaks at least every two seconds while something moves. */
const calm = 1500;
let source;
let looking = false;
let again = false;
let poll;
let last = "";
/** Until the events are asked for anew after a refusal: a proxy whose server is being replaced. */
let pause = 2000;

start();
startControls(look);
document.addEventListener("visibilitychange", look);

function start() {
  if (source || page().dataset.moving !== "true") return;
  source = new EventSource(`/api/v1/campaigns/${page().dataset.id}/events`);
  source.addEventListener("progress", heard);
  source.onopen = () => {
    clearInterval(poll);
    pause = 2000;
  };
  source.onerror = () => {
    // The server has said goodbye or is gone. The browser connects again by itself; until then the page asks.
    clearInterval(poll);
    poll = setInterval(look, 3000);
    if (source?.readyState !== EventSource.CLOSED) return;
    // An answer that is no stream of events ends it for the browser, not for us.
    source = undefined;
    setTimeout(start, pause + Math.random() * 1000);
    pause = Math.min(pause * 2, 60000);
  };
}

/** The server repeats itself to show that it lives; only news make the page look. */
function heard(event) {
  if (event.data === last) return;
  last = event.data;
  look();
}

async function look() {
  // Nobody watches a hidden page; it looks when it is shown again.
  if (document.hidden) return;
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
    // Somebody is typing in there.
    if (old.contains(document.activeElement) && document.activeElement.matches("input")) continue;
    patch(old, next);
    window.htmx?.process(document.getElementById(id));
  }
  document.title = fresh.title;
  page().dataset.moving = root.dataset.moving;
  if (root.dataset.moving === "true") return start();
  source?.close();
  source = undefined;
  clearInterval(poll);
}

/** Makes `old` like `next`, keeping every element that can stay: nothing is lost under a finger, a focus or a pointer. */
function patch(old, next) {
  if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName || old.childNodes.length !== next.childNodes.length) {
    old.replaceWith(document.importNode(next, true));
    return;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) return;
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  [...old.childNodes].forEach((child, at) => patch(child, next.childNodes[at]));
}
