// What the server finds ready or not at this moment: product, callback number, supplier, message system, disk.
import { api } from "../api.js";
import { draft, field } from "./draft.js";
import { isInDoubt } from "./list-doubt.js";
import { step } from "./steps.js";

const words = { product: "상품 상태", callbackNumber: "발신번호", supplier: "쿠폰 공급사", agent: "문자 발송기", disk: "저장 공간", optOuts: "수신거부", holds: "발송 정지" };
const goTo = { product: "product", callbackNumber: "message" };
const signs = { ready: "ok", warning: "warn", blocked: "bad" };
let answer = [];
let askedFor = "";
let askedAt = 0;
let timer;

/** Lines for the check list, as `[state, what, value, step]`. */
export const preflight = () => answer.map(({ subject, state, text }) => [signs[state], words[subject], text, state === "ready" ? "" : goTo[subject] || "", subject === "callbackNumber" ? subject : undefined]);

/** Asks when the card is open and what is asked about has changed, or half a minute has passed. */
export function tellPreflight(tell, now = false) {
  if (!step("release").open || !draft.goods || !draft.list || isInDoubt()) return;
  const question = JSON.stringify({
    ...(field("companyId") ? { companyId: field("companyId") } : {}),
    goodsId: draft.goods.goodsId,
    unitPrice: draft.goods.price,
    ...(field("callbackNumber") ? { callbackNumber: field("callbackNumber") } : {}),
    coupons: draft.list.counts.coupons,
    importId: draft.list.importId,
  });
  if (question === askedFor && Date.now() - askedAt < 30e3) return;
  [askedFor, askedAt] = [question, Date.now()];
  clearTimeout(timer);
  timer = setTimeout(() => ask(question, tell), now ? 0 : 400);
}

async function ask(question, tell) {
  try {
    const found = (await api("POST", "/api/v1/campaigns/preflight", question)).checks;
    if (question !== askedFor) return;
    answer = found;
  } catch {
    // The release itself checks everything once more.
    answer = [];
  }
  tell();
}
