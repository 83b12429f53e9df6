// ⑤ The final check and the one button that sends.
import { api } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { number, phone, won } from "../format.js";
import { advertProblem } from "./advert.js";
import { draft, end, field, onChange, save } from "./draft.js";
import { isInDoubt } from "./list-doubt.js";
import { missingInMessage, textIsSound } from "./message.js";
import { preflight, tellPreflight } from "./preflight.js";
import { scheduledAt, scheduleProblem, scheduleWords } from "./schedule.js";
import { validity } from "./products.js";
import { mark, open, step } from "./steps.js";

const form = document.getElementById("registration");
const button = document.getElementById("release");
const typed = document.getElementById("confirmCount");
const hint = document.getElementById("confirm-hint");
const checks = document.getElementById("checks");
const firstRows = document.getElementById("first-rows");
let leaving = false;
/** Parts of the list that were released a moment ago and are meant once more. */
const again = new Set();

export function startRelease() {
  onChange(() => again.clear());
  typed.addEventListener("input", () => {
    const digits = typed.value.replace(/[^0-9]/g, "");
    if (typed.value !== digits) typed.value = digits;
    tellRelease();
  });
  // Enter in any field must never send: only the button does, pressed on purpose.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=radio])")) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!button.disabled && event.submitter === button) whileBusy(button, release).finally(tellRelease);
  });
  step("release").addEventListener("toggle", () => step("release").open && tellPreflight(tellRelease, true));
  checks.addEventListener("click", (event) => {
    const target = event.target.closest("[data-go]");
    if (!target) return;
    open(target.dataset.go);
    const into = target.dataset.field && form.querySelector(`[name="${target.dataset.field}"]`);
    (into || step(target.dataset.go).querySelector("summary")).focus();
    step(target.dataset.go).scrollIntoView({ block: "start" });
  });
}

const people = () => (isInDoubt() ? 0 : draft.list?.counts.valid || 0);

/** The pre-flight list: `[state, what, value, step, field]`. */
function lines() {
  const one = draft.goods;
  const count = people();
  const coupons = draft.list?.quantity || count;
  const all = [];
  if (form.elements.companyId) {
    const name = form.elements.companyId.selectedOptions[0]?.textContent;
    all.push(field("companyId") ? ["ok", "고객사", name, "product", "companyId"] : ["bad", "고객사", "어느 고객사의 발송인지 골라 주세요", "product", "companyId"]);
  }
  all.push(one ? ["ok", "상품", [one.name, won(one.price), validity(one)].filter(Boolean).join(" · "), "product"] : ["bad", "상품", "보낼 상품을 골라 주세요", "product"]);
  if (count) all.push(["ok", "받는 사람", `${number(count)}명${coupons !== count ? ` · 쿠폰 ${number(coupons)}장` : ""}`, "recipients"]);
  else all.push(["bad", "받는 사람", isInDoubt() ? "번호가 어느 열에 있는지 확인해 주세요" : draft.list ? "보낼 수 있는 번호가 없습니다" : "받는 사람 명단을 넣어 주세요", "recipients"]);
  const missing = missingInMessage();
  for (const [name, words] of missing) all.push(["bad", "문구", words, "message", name]);
  if (!textIsSound()) all.push(["bad", "문구", "보낼 수 없는 글자나 항목이 있거나 너무 깁니다", "message", "message"]);
  else if (!missing.length) all.push(["ok", "문구", `${field("purpose") === "advertisement" ? "광고성" : "정보성"} · 발신번호 ${phone(field("callbackNumber"))}`, "message"]);
  if (advertProblem()) all.push(["bad", "광고", advertProblem(), "message", "purpose"]);
  const nameless = draft.list?.nameless || 0;
  if (nameless && /\{이름\}/.test(field("title") + field("message"))) {
    all.push(["warn", "이름", `이름이 없는 ${number(nameless)}명은 {이름} 자리가 비어서 나갑니다`, "recipients"]);
  }
  const { optedOut = 0, received = 0 } = draft.list?.counts || {};
  if (count) all.push(["ok", "수신거부", optedOut ? `명단에서 ${number(optedOut)}명을 뺐습니다` : "수신거부한 번호가 없습니다", ""]);
  if (received) all.push(["ok", "이미 받음", `이 이벤트를 받은 ${number(received)}명을 뺐습니다`, "recipients"]);
  const same = draft.list?.warnings?.find(({ code }) => code === "same_list");
  if (same) all.push(["warn", "같은 명단", same.message, "recipients"]);
  const late = scheduleProblem();
  all.push([late ? "bad" : "ok", "발송 시점", late || scheduleWords(), "schedule"]);
  if (one && count) all.push(["ok", "금액", `${won(one.price)} × ${number(coupons)}장 = 총 ${won(one.price * coupons)}`, ""]);
  return [...all, ...preflight()];
}

export function tellRelease() {
  tellPreflight(tellRelease);
  const all = lines();
  const missing = all.filter(([state]) => state === "bad").length;
  checks.replaceChildren(...all.map(line));
  showFirstRows();
  document.getElementById("advert-note").hidden = field("purpose") !== "advertisement";
  const count = people();
  const several = draft.list?.parts?.length > 1 ? ` · 발송 ${draft.list.parts.length}개로 나누어` : "";
  const verb = scheduledAt() ? "예약 요청" : "발송 요청";
  button.lastElementChild.textContent = count ? `${number(count)}명에게 ${verb}${several}` : verb;
  const matches = Number(typed.value) === count && count > 0;
  if (button.getAttribute("aria-busy") !== "true" && !leaving) button.disabled = Boolean(missing) || !matches;
  typed.disabled = Boolean(missing);
  typed.placeholder = missing ? "" : String(count);
  typed.classList.toggle("is-invalid", typed.value !== "" && !missing && !matches && typed.value.length >= String(count).length);
  if (missing) hint.textContent = `위의 ${number(missing)}가지를 마치면 요청할 수 있습니다.`;
  else if (again.size && !matches) hint.textContent = "방금 같은 발송을 요청했습니다. 그래도 한 번 더 보내려면 인원수를 다시 입력해 주세요.";
  else hint.textContent = matches ? "요청하면 쿠폰을 발급하고 문자를 보냅니다." : `받는 사람 ${number(count)}명을 확인했다면 숫자를 그대로 입력해 주세요.`;
  mark("release", "", missing ? `남은 확인 ${number(missing)}가지` : `${number(count)}명 · ${won((draft.goods?.price || 0) * (draft.list?.quantity || count))}`);
}

function line([state, what, value, go, name]) {
  const item = document.createElement("li");
  item.className = state;
  item.innerHTML = `<i class="fa-solid ${state === "ok" ? "fa-circle-check" : "fa-circle-exclamation"}" aria-hidden="true"></i><span class="what"></span><span class="value"></span>`;
  item.querySelector(".what").textContent = what;
  item.querySelector(".value").textContent = value;
  if (go) {
    const link = document.createElement("button");
    link.type = "button";
    link.className = "btn btn-quiet btn-sm";
    link.dataset.go = go;
    if (name) link.dataset.field = name;
    link.textContent = state === "bad" ? "채우기" : state === "warn" ? "보기" : "바꾸기";
    link.setAttribute("aria-label", `${what} ${link.textContent}`);
    item.append(link);
  }
  return item;
}

/** The first five rows as they will be sent, so that a wrong list is seen at the last moment. */
function showFirstRows() {
  const rows = people() ? draft.list.rows.slice(0, 5) : [];
  firstRows.hidden = !rows.length;
  firstRows.querySelector("tbody").replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement("tr");
      for (const [label, value] of [["이름", row.name || "–"], ["휴대폰번호", phone(row.phone)], ["수량", `${number(row.quantity)}장`]]) {
        const cell = line.insertCell();
        cell.dataset.label = label;
        cell.textContent = value;
      }
      return line;
    }),
  );
}

/** The same for the same request of the same draft, in every window: a second press is answered with the first campaign. */
function keyFor(body) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (const sign of body) {
    a = Math.imul(a ^ sign.codePointAt(0), 2654435761);
    b = Math.imul(b ^ sign.codePointAt(0), 1597334677);
  }
  return `${draft.id}-${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}

/** One body for each campaign that the list needs; the last takes the saved draft away. */
function bodies() {
  const at = scheduledAt();
  const parts = draft.list.parts?.length > 1 ? draft.list.parts : [null];
  return parts.map((part, index) =>
    JSON.stringify({
      ...(field("companyId") ? { companyId: field("companyId") } : {}),
      eventName: field("eventName").trim(),
      goodsId: draft.goods.goodsId,
      unitPrice: draft.goods.price,
      purpose: field("purpose"),
      title: field("title"),
      message: field("message"),
      callbackNumber: field("callbackNumber"),
      ...(field("templateId") ? { templateId: field("templateId") } : {}),
      ...(at ? { scheduledAt: at } : {}),
      importId: draft.list.importId,
      ...(part ? { part: index + 1 } : {}),
      confirmCount: part ? part.people : Number(typed.value),
      ...(again.has(index) ? { sendAgain: true } : {}),
      ...(draft.stored && index === parts.length - 1 ? { draftId: draft.id } : {}),
    }),
  );
}

async function release() {
  clearProblem(form);
  let index = 0;
  try {
    // The draft is there before it is taken, so that two windows cannot both release it.
    if (!draft.stored) await save();
    const all = bodies();
    let answer;
    for (const body of all) {
      if (all.length > 1) hint.textContent = `${number(index + 1)}번째 발송을 요청하고 있습니다 (모두 ${number(all.length)}개).`;
      answer = await api("POST", "/api/v1/campaigns", body, { headers: { "Idempotency-Key": keyFor(body) } });
      index += 1;
    }
    leaving = true;
    end();
    location.assign(all.length > 1 ? `/campaigns?q=${encodeURIComponent(field("eventName").trim())}` : `/campaigns/${answer.id}`);
    await new Promise(() => {});
  } catch (problem) {
    if (problem.code === "sent_moments_ago") askAgain(problem, index);
    const into = (one) => one.closest("[data-step]")?.dataset.step;
    showProblem(form, problem, (one) => into(one) && open(into(one)));
    const summary = document.getElementById("problems");
    summary.focus();
    summary.scrollIntoView({ block: "center" });
  }
}

/** The same was released a moment ago, perhaps in another window: only who types the number once more sends it once more. */
function askAgain(problem, index) {
  again.add(index);
  typed.value = "";
  problem.message = "같은 이벤트·명단·상품·내용의 발송을 10분 안에 이미 요청해, 쿠폰을 두 번 사지 않도록 등록하지 않았습니다. 먼저 요청한 발송을 확인해 주세요. 그래도 한 번 더 보내려면 인원수를 다시 입력하고 요청해 주세요.";
}
