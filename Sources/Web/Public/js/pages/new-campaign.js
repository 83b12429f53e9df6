// 발송등록: five steps as cards, a phone beside them, everything kept while it is being written.
import { composing } from "../keys.js";
import { showToast } from "../toast.js";
import { changed, draft, onChange, restore, save, savedWords, throwAway } from "../registration/draft.js";
import { offerDrafts } from "../registration/drafts.js";
import { isInDoubt } from "../registration/list-doubt.js";
import { startMessage, tellMessage } from "../registration/message.js";
import { startPreview, tellPreview } from "../registration/preview.js";
import { load, startProducts, tellProduct } from "../registration/products.js";
import { showList } from "../registration/list-view.js";
import { clear, startRecipients, tellRecipients } from "../registration/recipients.js";
import { startRelease, tellRelease } from "../registration/release.js";
import { startSchedule, tellSchedule } from "../registration/schedule.js";
import { startTestSend, tellTestSend } from "../registration/test-send.js";
import { current, next, step } from "../registration/steps.js";

const saved = document.getElementById("saved");
let timer;

begin();

async function begin() {
  let brought = null;
  try {
    brought = await restore();
  } catch (problem) {
    showToast("warn", problem.status === 404 ? "임시저장한 발송을 찾을 수 없습니다. 이미 보냈거나 지워졌을 수 있습니다." : problem.message);
    history.replaceState(null, "", "/campaigns/new");
  }
  startProducts();
  startRecipients();
  startMessage();
  startSchedule();
  startPreview();
  startRelease();
  startTestSend();
  onChange((what) => {
    if (what === "company") {
      draft.goods = null;
      load();
      if (draft.list) clear();
    }
    tellAll();
    if (!what) return;
    clearTimeout(timer);
    timer = setTimeout(keep, 800);
  });
  showList();
  tellAll();
  if (brought) resume(brought);
  else {
    offerDrafts();
    if (!matchMedia("(pointer: coarse)").matches) document.getElementById("product-search").focus({ preventScroll: true });
  }
}

function resume({ lost }) {
  saved.textContent = draft.stored ? "쓰던 내용을 불러왔습니다." : "지난 발송의 내용을 옮겨 왔습니다. 받는 사람은 새로 넣어 주세요.";
  for (const words of lost) showToast("warn", words);
  if (!draft.goods) return;
  step("product").open = false;
  step(draft.list && !isInDoubt() ? "message" : "recipients").open = true;
}

function tellAll() {
  tellProduct();
  tellRecipients();
  tellMessage();
  tellSchedule();
  tellPreview();
  tellRelease();
  tellTestSend();
}

async function keep() {
  clearTimeout(timer);
  timer = undefined;
  try {
    const at = await save();
    if (at instanceof Date) saved.textContent = savedWords(at);
    return true;
  } catch {
    saved.textContent = "임시저장하지 못했습니다. 다시 시도합니다.";
    timer = setTimeout(keep, 5000);
    return false;
  }
}

// What was typed in the last moment before leaving.
addEventListener("pagehide", () => timer && save().catch(() => {}));

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act === "save") saveNow();
  if (act === "next") next(event.target.closest("[data-from]").dataset.from);
  if (act === "start-over") document.getElementById("start-over").showModal();
  if (act === "start-over-now") startOver();
});

async function startOver() {
  clearTimeout(timer);
  timer = undefined;
  await throwAway().catch(() => {});
  location.assign("/campaigns/new");
}

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

async function saveNow() {
  changed("save");
  if (await keep()) showToast("ok", "임시저장했습니다. 발송조회의 ‘작성 중’에서 이어 쓸 수 있습니다.");
  else showToast("bad", "임시저장하지 못했습니다. 인터넷 연결을 확인해 주세요.");
}
