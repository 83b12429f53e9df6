// What C/S does with a coupon: each act is a dialog whose form speaks to the API.
import { api } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { toastLater } from "../toast.js";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) open(document.getElementById(opener.dataset.open), opener);
  const chip = event.target.closest("[data-reason]");
  if (chip) choose(chip);
});

function open(dialog, opener) {
  if (!dialog) return;
  const form = dialog.querySelector("form");
  form.reset();
  clearProblem(form);
  mark(form, null);
  const why = dialog.querySelector("[data-why]");
  if (why) why.textContent = opener.nextElementSibling?.textContent || "";
  // One key for one intent: a second press of the button asks for the same resend.
  form.dataset.key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
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

document.addEventListener("input", (event) => {
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
      await api("POST", `/api/v1/coupons/${id}/${form.dataset.couponAct}`, body, { headers: { "Idempotency-Key": form.dataset.key } });
      toastLater("ok", form.dataset.done);
      location.reload();
    } catch (problem) {
      showProblem(form, problem);
    }
  });
});
