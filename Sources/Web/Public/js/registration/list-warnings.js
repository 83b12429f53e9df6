// What is worth a look before anything is sent to the list.
import { number } from "../format.js";

const place = document.getElementById("list-warnings");

export function showWarnings({ warnings, parts }) {
  const notes = warnings.map(({ message, campaignId, code }) => {
    const link = campaignId ? Object.assign(document.createElement("a"), { href: `/campaigns/${campaignId}`, target: "_blank", textContent: "그 발송 보기" }) : null;
    return note(message, link, "warn", code);
  });
  if (parts?.length > 1) notes.push(note(`받는 사람이 많아 발송 ${number(parts.length)}개로 나누어 차례로 요청합니다: ${parts.map((part) => `${number(part.people)}명`).join(" · ")}`, null, "info", "parts"));
  place.replaceChildren(...notes);
}

function note(text, link, tone, code) {
  const box = document.createElement("div");
  box.className = `note ${tone} mb-2`;
  box.dataset.testid = "list-warning";
  box.dataset.code = code;
  box.innerHTML = `<i class="fa-solid ${tone === "warn" ? "fa-triangle-exclamation" : "fa-circle-info"}" aria-hidden="true"></i><div></div>`;
  box.lastElementChild.append(text, " ", link || "");
  return box;
}
