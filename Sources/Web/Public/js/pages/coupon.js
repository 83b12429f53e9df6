// What C/S does with a coupon: each act is a dialog whose form speaks to the API.
import { api, newKey } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { showToast, toastLater } from "../toast.js";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) open(document.getElementById(opener.dataset.open), opener);
  const chip = event.target.closest("[data-reason]");
  if (chip) choose(chip);
  const check = event.target.closest("[data-check]");
  if (check) checkStatus(check);
});

function checkStatus(button) {
  whileBusy(button, async () => {
    try {
      await api("POST", `/api/v1/coupons/${button.dataset.check}/status`, {});
      toastLater("ok", "공급사에서 지금 상태를 확인했습니다.");
      location.reload();
    } catch (problem) {
      showToast("bad", problem.message);
    }
  });
}

function open(dialog, opener) {
  if (!dialog) return;
  const form = dialog.querySelector("form");
  form.reset();
  clearProblem(form);
  mark(form, null);
  askForWord(form);
  const why = dialog.querySelector("[data-why]");
  if (why) why.textContent = opener.nextElementSibling?.textContent || "";
  // One key for one intent: a second press of the button asks for the same resend.
  form.dataset.key = newKey();
  dialog.showModal();
}

function choose(chip) {
  const form = chip.closest("form");
  form.elements.reason.value = chip.dataset.reason;
  mark(form, chip.dataset.reason);
  if (!chip.dataset.reason) form.elements.reason.focus();
}

const mark = (form, reason) =>
  form.querySelectorAll("[data-reason]").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.reason === reason)));

// What cannot be taken back waits for a word to be typed.
function askForWord(form) {
  const field = form.querySelector("[data-word]");
  if (field) form.querySelector("[type=submit]").disabled = field.value.trim() !== field.dataset.word;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-word]")) askForWord(event.target.form);
  if (event.target.name === "reason") mark(event.target.form, event.target.value.trim());
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-coupon-act]");
  if (!form) return;
  event.preventDefault();
  const id = document.getElementById("coupon").dataset.id;
  const body = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  whileBusy(form.querySelector("[type=submit]"), async () => {
    try {
      const answer = await api("POST", `/api/v1/coupons/${id}/${form.dataset.couponAct}`, body, { headers: { "Idempotency-Key": form.dataset.key } });
      toastLater("ok", answer?.state === "requested" ? form.dataset.later : form.dataset.done);
      location.reload();
    } catch (problem) {
      showProblem(form, problem);
    }
  });
});
