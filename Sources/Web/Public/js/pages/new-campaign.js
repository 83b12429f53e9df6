// 발송등록: five steps as cards, a phone beside them, everything kept while it is being written.
import { dateTime, seoul } from "../format.js";
import { composing } from "../keys.js";
import { showToast } from "../toast.js";
import { changed, draft, forget, onChange, restore, save } from "../registration/draft.js";
import { startMessage, tellMessage } from "../registration/message.js";
import { startPreview, tellPreview } from "../registration/preview.js";
import { load, startProducts, tellProduct } from "../registration/products.js";
import { clear, showList, startRecipients, tellRecipients } from "../registration/recipients.js";
import { startRelease, tellRelease } from "../registration/release.js";
import { startSchedule, tellSchedule } from "../registration/schedule.js";
import { current, next, step } from "../registration/steps.js";

const saved = document.getElementById("saved");
let touched = false;

const restoredAt = restore();
startProducts();
startRecipients();
startMessage();
startSchedule();
startPreview();
startRelease();

onChange((what) => {
  if (what === "company") {
    draft.goods = null;
    load();
    if (draft.list) clear();
  }
  tellAll();
  if (what) touched = true;
  if (touched) tellSaved();
});
showList();
tellAll();
if (restoredAt) {
  saved.textContent = `${dateTime(restoredAt)}에 쓰던 내용을 불러왔습니다.`;
  if (draft.goods) {
    step("product").open = false;
    step(draft.list ? "message" : "recipients").open = true;
  }
} else if (!matchMedia("(pointer: coarse)").matches) {
  document.getElementById("product-search").focus({ preventScroll: true });
}

function tellAll() {
  tellProduct();
  tellRecipients();
  tellMessage();
  tellSchedule();
  tellPreview();
  tellRelease();
}

let savedTimer;
function tellSaved() {
  clearTimeout(savedTimer);
  savedTimer = setTimeout(() => {
    saved.textContent = save() ? `${seoul(new Date()).clock} 이 브라우저에 임시저장됨` : "브라우저가 저장을 막아 임시저장하지 못했습니다.";
  }, 700);
}

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act === "save") saveNow();
  if (act === "next") next(event.target.closest("[data-from]").dataset.from);
  if (act === "start-over") document.getElementById("start-over").showModal();
  if (act === "start-over-now") {
    touched = false;
    clearTimeout(savedTimer);
    forget();
    location.reload();
  }
});

document.addEventListener("keydown", (event) => {
  if (composing(event) || !(event.ctrlKey || event.metaKey)) return;
  if (event.key.toLowerCase() === "s") {
    event.preventDefault();
    saveNow();
  }
  if (event.key === "Enter") {
    event.preventDefault();
    const at = current();
    if (at) next(at);
  }
});

function saveNow() {
  touched = true;
  changed();
  showToast(save() ? "ok" : "bad", save() ? "임시저장했습니다. 하루 동안 이 브라우저에 남아 있습니다." : "브라우저가 저장을 막아 임시저장하지 못했습니다.");
}
