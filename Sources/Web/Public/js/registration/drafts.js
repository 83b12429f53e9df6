// What this user was writing before: offered when the page is opened without a draft.
import { api } from "../api.js";
import { ago } from "../format.js";

const note = document.getElementById("drafts-note");

export async function offerDrafts() {
  const { items } = await api("GET", "/api/v1/campaigns/drafts").catch(() => ({ items: [] }));
  if (!items.length) return;
  const list = note.querySelector("ul");
  list.replaceChildren(...items.slice(0, 3).map(line));
  note.querySelector("b").textContent = `쓰다 만 발송이 ${items.length}건 있습니다.`;
  note.hidden = false;
}

function line({ id, content, changedAt }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/campaigns/new?draft=${id}`;
  link.dataset.testid = "resume-draft";
  link.textContent = content.eventName || content.title || "이름 없는 발송";
  item.append(link, ` · ${ago(new Date(changedAt))}`);
  return item;
}
