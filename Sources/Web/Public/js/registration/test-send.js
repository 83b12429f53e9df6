// A message to the own number with a void card, before anything is released.
import { api, newKey } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { draft, field } from "./draft.js";
import { missingInMessage, textIsSound } from "./message.js";

const dialog = document.getElementById("ask-test");
const form = document.getElementById("test-form");
const button = document.getElementById("test-send");
const state = document.getElementById("test-state");
const words = {
  waiting: "문자 발송기로 넘기고 있습니다.",
  queued: "문자를 요청했습니다. 결과를 기다리고 있습니다.",
  delivered: "휴대폰에 도착했습니다.",
  failed: "보내지 못했습니다.",
};
let watched = "";

export function startTestSend() {
  button.addEventListener("click", () => {
    clearProblem(form);
    state.textContent = "";
    dialog.showModal();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(form.querySelector("[type=submit]"), send);
  });
  dialog.addEventListener("close", () => (watched = ""));
}

export function tellTestSend() {
  const missing = missingInMessage().filter(([name]) => name !== "eventName" && name !== "purpose");
  button.disabled = !draft.goods || missing.length > 0 || !textIsSound();
}

async function send() {
  clearProblem(form);
  state.textContent = "";
  const body = {
    ...(field("companyId") ? { companyId: field("companyId") } : {}),
    goodsId: draft.goods.goodsId,
    ...(field("templateId") ? { templateId: field("templateId") } : {}),
    ...(field("purpose") ? { purpose: field("purpose") } : {}),
    title: field("title"),
    message: field("message"),
    callbackNumber: field("callbackNumber"),
    recipientName: draft.list?.rows[0]?.name || "",
    phone: form.elements.phone.value,
  };
  try {
    const { id } = await api("POST", "/api/v1/campaigns/test-send", body, { headers: { "Idempotency-Key": newKey() } });
    watched = id;
    state.textContent = words.waiting;
    watch(id, 90);
  } catch (problem) {
    showProblem(form, problem);
  }
}

async function watch(id, left) {
  if (watched !== id) return;
  if (!left) return (state.textContent = "아직 결과가 없습니다. 통신사 사정에 따라 늦어질 수 있습니다.");
  await new Promise((done) => setTimeout(done, 1000));
  const answer = await api("GET", `/api/v1/campaigns/test-sends/${id}`).catch(() => null);
  if (watched !== id) return;
  if (answer) state.textContent = [words[answer.state], answer.state === "failed" && answer.note].filter(Boolean).join(" ");
  if (!answer || answer.state === "waiting" || answer.state === "queued") watch(id, left - 1);
}
