// Pause, resume, stop, reschedule, send failed ones again: a dialog asks, the API acts, the page looks again.
import { api, newKey } from "../api.js";
import { number } from "../format.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { showToast } from "../toast.js";

const id = document.getElementById("campaign").dataset.id;
/** A second press within the same dialog is the same wish. */
const keys = new WeakMap();
let look = () => {};

export function startControls(lookAgain) {
  look = lookAgain;
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-ask]");
    if (opener) ask(document.getElementById(opener.dataset.ask), opener);
    const button = event.target.closest("[data-resume]");
    if (button) whileBusy(button, resume);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-control]");
    if (!form) return;
    event.preventDefault();
    whileBusy(form.querySelector("[type=submit]"), () => send(form));
  });
  document.addEventListener("input", (event) => {
    const word = event.target.dataset.word;
    if (word) event.target.form.querySelector("[type=submit]").disabled = event.target.value.trim() !== word;
  });
}

function ask(dialog, opener) {
  const form = dialog.querySelector("form");
  form.reset();
  clearProblem(form);
  keys.delete(form);
  const typed = form.querySelector("[data-word]");
  form.querySelector("[type=submit]").disabled = Boolean(typed);
  dialog.querySelectorAll("[data-retry-count]").forEach((part) => (part.textContent = opener.dataset.count));
  if (opener.dataset.at) form.elements.scheduledAt.value = opener.dataset.at;
  dialog.showModal();
}

async function send(form) {
  const body = Object.fromEntries([...form.elements].filter((field) => field.name && field.value.trim()).map((field) => [field.name, field.value.trim()]));
  // The wall clock in the field is Korea's, also on a computer set to another zone.
  if (body.scheduledAt) body.scheduledAt = `${body.scheduledAt.slice(0, 16)}:00+09:00`;
  if (!keys.has(form)) keys.set(form, newKey());
  try {
    const answer = await api("POST", `/api/v1/campaigns/${id}/${form.dataset.control}`, body, { headers: { "Idempotency-Key": keys.get(form) } });
    form.closest("dialog").close();
    tell(form, answer);
    look();
  } catch (problem) {
    // Not heard of is not refused: pressed again, it is the same wish.
    if (problem.status) keys.delete(form);
    showProblem(form, problem);
  }
}

/** What was sent again, and why the others were not. */
function tell(form, { resent, skipped, reasons }) {
  if (resent === undefined) return showToast("ok", form.dataset.done);
  const why = skipped ? ` ${number(skipped)}건은 뺐습니다: ${reasons.map((one) => `${one.reason} ${number(one.count)}건`).join(", ")}` : "";
  showToast(resent ? "ok" : "warn", `${number(resent)}건을 다시 보냅니다.${why}`);
}

async function resume() {
  try {
    const answer = await api("POST", `/api/v1/campaigns/${id}/resume`, {}, { headers: { "Idempotency-Key": newKey() } });
    const left = answer.counts.issue.waiting;
    showToast("ok", left ? `다시 시작했습니다. 남은 ${number(left)}장을 이어서 발급합니다.` : "다시 시작했습니다.");
  } catch (problem) {
    showToast("bad", problem.message);
  }
  look();
}
