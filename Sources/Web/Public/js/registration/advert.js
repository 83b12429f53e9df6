// What the law wants in an advertisement, as the server will add it (Messaging/AdvertisementText).
import { field } from "./draft.js";

const mark = "(광고)";
const form = document.getElementById("registration");
/** By company: its name and the 080 number at which its advertisements are refused, or an empty text. */
const adverts = JSON.parse(form.dataset.adverts || "{}");

export const isAdvert = () => field("purpose") === "advertisement";

const company = () => (form.elements.companyId ? adverts[field("companyId")] : Object.values(adverts)[0]);

const unmarked = (text) => (text.startsWith(mark) ? text.slice(mark.length).trimStart() : text);

export const completeTitle = (text) => (isAdvert() && text ? mark + unmarked(text.trim()) : text);

export function completeMessage(text) {
  const { name, number } = company() || {};
  if (!isAdvert() || !text || !number) return text;
  const rest = unmarked(text);
  const named = rest.startsWith(name) ? rest : `${name}\n${rest}`;
  const refusable = text.includes(number) || text.includes(number.replaceAll("-", ""));
  return `${mark}${named}${refusable ? "" : `\n무료수신거부 ${number}`}`;
}

/** Words against an advertisement of this company, or an empty text. */
export function advertProblem() {
  if (!isAdvert() || !company()) return "";
  return company().number ? "" : "무료수신거부 080 번호가 등록되지 않아 광고성 문자를 보낼 수 없습니다. 관리자에게 등록을 요청해 주세요";
}
