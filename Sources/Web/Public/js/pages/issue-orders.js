// 확인 필요: settling an order by what COUFUN says, and issuing anew what failed.
import { api, newKey } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { showToast, toastLater } from "../toast.js";

const dialog = document.getElementById("resolve-form");
const form = dialog.querySelector("form");
const issued = form.querySelector("[data-issued]");

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-resolve]");
  if (opener) open(opener);
  const retry = event.target.closest("[data-retry]");
  if (retry) issueAgain(retry);
});

function open(opener) {
  form.reset();
  clearProblem(form);
  issued.hidden = true;
  form.dataset.id = opener.dataset.resolve;
  form.dataset.key = newKey();
  form.querySelector("[data-trid]").textContent = opener.dataset.trid;
  form.querySelector("[data-quantity]").textContent = `${opener.dataset.quantity}개`;
  dialog.showModal();
}

form.addEventListener("change", () => {
  issued.hidden = form.elements.outcome.value !== "issued";
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = form.elements;
  const body = { outcome: fields.outcome.value, evidence: fields.evidence.value };
  if (body.outcome === "issued") {
    body.barcodes = fields.barcodes.value.split(/[\s,]+/).filter(Boolean);
    if (fields.orderId.value.trim()) body.orderId = fields.orderId.value.trim();
  }
  whileBusy(form.querySelector("[type=submit]"), async () => {
    try {
      await api("POST", `/api/v1/admin/issue-orders/${form.dataset.id}/resolve`, body, { headers: { "Idempotency-Key": form.dataset.key } });
      toastLater("ok", body.outcome === "issued" ? "발급된 것으로 처리했습니다. 곧 발송됩니다." : "발급되지 않은 것으로 처리했습니다.");
      location.reload();
    } catch (problem) {
      showProblem(form, problem);
    }
  });
});

function issueAgain(button) {
  button.dataset.key ||= newKey();
  whileBusy(button, async () => {
    try {
      const { coupons } = await api("POST", "/api/v1/admin/issue-orders/retry", { campaignId: button.dataset.retry }, { headers: { "Idempotency-Key": button.dataset.key } });
      toastLater("ok", `쿠폰 ${coupons}장을 다시 발급합니다.`);
      location.reload();
    } catch (problem) {
      showToast("bad", problem.message);
    }
  });
}
