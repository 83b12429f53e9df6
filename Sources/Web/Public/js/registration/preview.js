// The phone at the right: the card is the one the server will draw, put on a canvas because a strict content policy
// knows no blob addresses.
import { api } from "../api.js";
import { phone } from "../format.js";
import { completeMessage, completeTitle } from "./advert.js";
import { draft, field } from "./draft.js";
import { isInDoubt } from "./list-doubt.js";
import { fill, sample } from "./message.js";
import { scheduleWords } from "./schedule.js";

const byId = (id) => document.getElementById(id);
const canvas = byId("card");
const shot = byId("shot");
const wait = byId("shot-wait");
let at = 0;
let timer;
let running;
let shown = "";

export function startPreview() {
  byId("walker").addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    event.preventDefault();
    if (act === "previous-recipient") move(-1);
    if (act === "next-recipient") move(1);
  });
  if (matchMedia("(max-width: 991.98px)").matches) byId("preview").open = false;
}

const rows = () => (isInDoubt() ? [] : draft.list?.rows || []);
const recipient = () => rows()[at] || sample;

function move(step) {
  if (!rows().length) return;
  at = (at + step + rows().length) % rows().length;
  tellPreview();
}

export function tellPreview() {
  if (at >= rows().length) at = 0;
  byId("walker").hidden = rows().length < 2;
  byId("walker-at").textContent = (at + 1).toLocaleString("ko-KR");
  byId("walker-of").textContent = rows().length.toLocaleString("ko-KR");
  byId("preview-from").textContent = phone(field("callbackNumber")) || "발신번호";
  byId("preview-when").textContent = `MMS · ${scheduleWords()}`;
  byId("preview-message-title").textContent = fill(completeTitle(field("title")), recipient()) || "제목";
  byId("preview-text").textContent = fill(completeMessage(field("message")), recipient()) || "본문";
  if (!draft.goods) return;
  drawGallery();
  const wanted = JSON.stringify(request());
  if (wanted === shown) return;
  clearTimeout(timer);
  timer = setTimeout(() => draw(wanted), 350);
}

function request() {
  const one = recipient();
  const company = field("companyId");
  return {
    ...(company ? { companyId: company } : {}),
    goodsId: draft.goods.goodsId,
    templateId: field("templateId") || undefined,
    title: field("title"),
    recipient: { name: one.name || "", phone: one.phone },
  };
}

/** The gallery shows the chosen product on every card. */
let gallery = "";
function drawGallery() {
  const query = new URLSearchParams({ goodsId: draft.goods.goodsId });
  if (field("companyId")) query.set("companyId", field("companyId"));
  if (gallery === String(query)) return;
  gallery = String(query);
  document.querySelectorAll("label:not([hidden]) > [data-sample]").forEach((swatch) => {
    swatch.querySelector("img")?.remove();
    const image = new Image();
    image.alt = "";
    image.loading = "lazy";
    image.dataset.fallback = "";
    image.src = `${swatch.dataset.sample}?${query}`;
    swatch.append(image);
  });
}

async function draw(wanted) {
  running?.abort();
  const mine = (running = new AbortController());
  shot.classList.add("busy");
  if (canvas.hidden) wait.textContent = "카드를 그리고 있습니다.";
  try {
    const response = await api("POST", "/api/v1/campaigns/preview", wanted, { signal: mine.signal, raw: true });
    const blob = await response.blob();
    const image = await createImageBitmap(blob);
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    canvas.hidden = false;
    wait.hidden = true;
    shown = wanted;
    byId("card-size").textContent = `카드 ${Math.ceil(blob.size / 1000)} KB / 300 KB`;
    byId("card-sample").hidden = response.headers.get("Card-Barcode") !== "readable";
  } catch (problem) {
    if (problem.name === "AbortError") return;
    canvas.hidden = true;
    wait.hidden = false;
    wait.textContent = `카드를 그리지 못했습니다. ${problem.message}`;
  } finally {
    if (mine === running) shot.classList.remove("busy");
  }
}
