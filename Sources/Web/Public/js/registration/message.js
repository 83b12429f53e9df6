// ③ Title, text and their byte meters; fields that are filled in for each recipient.
import { measure } from "../cp949.js";
import { number } from "../format.js";
import { completeMessage, completeTitle } from "./advert.js";
import { changed, draft, field } from "./draft.js";
import { mark } from "./steps.js";
import { validUntil } from "./products.js";

const form = document.getElementById("registration");

export function startMessage() {
  for (const name of ["title", "message"]) form.elements[name].addEventListener("input", () => changed("text"));
  form.elements.eventName.addEventListener("input", () => changed("text"));
  // Who got this event before is left out of the list: known as soon as the event has its name.
  form.elements.eventName.addEventListener("change", () => changed("event"));
  form.addEventListener("change", (event) => {
    if (event.target.name === "purpose" || event.target.name === "callbackNumber") changed("text");
    if (event.target.name === "templateId") changed("template");
    if (event.target.name === "companyId") {
      narrowNumbers();
      changed("company");
    }
  });
  form.querySelector(".inserts").addEventListener("click", (event) => {
    const word = event.target.closest("[data-insert]")?.dataset.insert;
    if (word) insert(word);
  });
  narrowNumbers();
}

function insert(word) {
  const text = form.elements.message;
  text.setRangeText(word, text.selectionStart, text.selectionEnd, "end");
  text.focus();
  changed("text");
}

/** An administrator sees only the numbers of the chosen company; the only number of a company is chosen by itself. */
function narrowNumbers() {
  const chooser = form.elements.companyId;
  const numbers = form.elements.callbackNumber;
  const options = [...numbers.options].filter((option) => option.value);
  options.forEach((option) => {
    option.hidden = option.disabled = Boolean(chooser) && option.dataset.company !== chooser.value;
  });
  const usable = options.filter((option) => !option.disabled);
  if (numbers.selectedOptions[0]?.disabled) numbers.value = "";
  if (!numbers.value && usable.length === 1) numbers.value = usable[0].value;
  narrowTemplates(chooser);
}

/** A company's own cards are shown while that company is chosen. */
function narrowTemplates(chooser) {
  const cards = [...form.querySelectorAll(".gallery label[data-company]")];
  for (const card of cards) {
    const owner = card.dataset.company;
    card.hidden = Boolean(chooser && owner && owner !== chooser.value);
  }
  const chosen = cards.find((card) => card.querySelector("input").checked);
  if (!chosen || chosen.hidden) cards.find((card) => !card.hidden)?.querySelector("input").click();
}

/** Somebody to read the text while there is no list. */
export const sample = { name: "홍길동", phone: "010-0000-0000" };

/** `2027년 1월 21일까지`, as the server writes it into the message. */
function validityWords() {
  const [year, month, day] = validUntil(draft.goods).split("-").map(Number);
  return day ? `${year}년 ${month}월 ${day}일까지` : "상품 안내 참조";
}

/** `text` as `recipient` will read it. */
export function fill(text, recipient = sample) {
  const values = {
    "{이름}": recipient.name || "",
    "{상품명}": draft.goods?.name || "상품명",
    "{유효기간}": validityWords(),
    "{쿠폰번호}": "0000000000000000",
  };
  return text.replace(/\{(이름|상품명|유효기간|쿠폰번호)\}/g, (word) => values[word]);
}

/** The longest the text can become: measured with the longest name of the list. */
function longest(text) {
  return fill(text, { name: "가".repeat(draft.list?.longest || 3) });
}

/** What an advertisement gets added counts, too. */
const complete = { title: completeTitle, message: completeMessage };

function meter(name) {
  const input = form.elements[name];
  const shown = form.querySelector(`[data-meter-of="${name}"]`);
  const signs = form.querySelector(`[data-signs-of="${name}"]`);
  const most = Number(input.dataset.bytes);
  /** Longer is allowed, but some phones cut it. */
  const safe = Number(input.dataset.safe || most);
  const { bytes, foreign } = measure(longest(complete[name](input.value)));
  const over = bytes > most;
  shown.textContent = `${number(bytes)} / ${number(over ? most : safe)} byte`;
  shown.className = `meter${over ? " bad" : bytes > safe ? " warn" : ""}`;
  const own = measure(input.value).foreign;
  // What looks like a field and is none: {성명}, {{이름}}, ｛이름｝.
  const strange = [...input.value.matchAll(/[#$]?[{｛]+[^{}｛｝\n]*[}｝]+/g)].map((found) => found[0]).filter((word) => !/^\{(이름|상품명|유효기간|쿠폰번호)\}$/.test(word));
  let text = "";
  if (own.length) {
    const names = [...new Set(own.map((one) => one.sign))].slice(0, 5).join(" ");
    text = `${names} 은(는) 일부 휴대폰에서 ?로 표시되어 보낼 수 없습니다 (${own.slice(0, 5).map((one) => `${one.at}번째`).join(", ")} 글자).`;
  } else if (strange.length) {
    text = `${strange[0]} 은(는) 채워 넣을 수 없는 항목입니다. {이름} {상품명} {유효기간} {쿠폰번호}만 쓸 수 있습니다.`;
  } else if (over) {
    text = `${number(bytes - most)}byte를 줄여 주세요.`;
  } else if (bytes > safe) {
    text = `${number(safe)}byte를 넘으면 일부 휴대폰에서 잘려 보입니다.`;
  }
  if (signs.textContent !== text) signs.textContent = text;
  const bad = Boolean(own.length || strange.length || over);
  signs.classList.toggle("text-danger", bad);
  input.classList.toggle("is-invalid", bad);
  return { bytes, safe, sound: !foreign.length && !strange.length && !over };
}

/** What is still missing in this step, as `[field, words]`. */
export function missingInMessage() {
  const missing = [];
  if (!field("eventName").trim()) missing.push(["eventName", "이벤트 이름을 입력해 주세요"]);
  if (!field("callbackNumber")) missing.push(["callbackNumber", "발신번호를 골라 주세요"]);
  if (!field("purpose")) missing.push(["purpose", "정보성인지 광고성인지 골라 주세요"]);
  if (!field("title").trim()) missing.push(["title", "제목을 입력해 주세요"]);
  if (!field("message").trim()) missing.push(["message", "본문을 입력해 주세요"]);
  return missing;
}

let soundText = true;
export const textIsSound = () => soundText;

export function tellMessage() {
  const title = meter("title");
  const message = meter("message");
  soundText = title.sound && message.sound;
  const started = field("title") || field("message") || field("eventName");
  const state = !soundText ? "bad" : missingInMessage().length ? "" : "done";
  mark("message", state, started ? `제목 ${number(title.bytes)}/${number(title.safe)} · 본문 ${number(message.bytes)}/${number(message.safe)} byte` : "");
}
