// What every page shares: keys, messages, navigation by row, logout. A page's own script is loaded by its name.
import { api } from "./js/api.js";
import "./js/keys.js";
import "./js/dialogs.js";
import { showToast, showWaitingToast } from "./js/toast.js";

const pages = {
  login: () => import("./js/pages/login.js"),
  password: () => import("./js/pages/password.js"),
  "new-campaign": () => import("./js/pages/new-campaign.js"),
  campaign: () => import("./js/pages/campaign.js"),
  coupon: () => import("./js/pages/coupon.js"),
  admin: () => import("./js/pages/admin.js"),
  "issue-orders": () => import("./js/pages/issue-orders.js"),
  template: () => import("./js/pages/template.js"),
};

pages[document.body.dataset.page]?.();
showWaitingToast();
// On a phone the tabs are wider than the screen: where one is, is seen.
document.querySelector(".subtabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

document.addEventListener("click", async (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act === "logout") {
    await api("POST", "/api/v1/auth/logout").catch(() => {});
    location.assign("/login?reason=signed-out");
  }
  if (act === "key-help") document.getElementById("key-help").showModal();
  if (act === "reload") location.reload();

  const copy = event.target.closest("[data-copy]");
  if (copy) copyText(document.querySelector(copy.dataset.copy));
});

// A row opens its page wherever it is clicked, but selecting text in it does not.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.target.closest("a, button, input, label, .dropdown")) return;
  if (String(getSelection())) return;
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
  else location.assign(row.dataset.href);
});

// Images that do not come leave the icon under them.
document.addEventListener("error", (event) => event.target.matches?.("img[data-fallback]") && event.target.remove(), true);

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf-token]").content;
  if (event.detail.verb !== "get") return;
  const given = event.detail.parameters;
  for (const name of Object.keys(given)) if (given[name] === "") delete given[name];
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) location.assign(`/login?reason=expired&next=${encodeURIComponent(location.pathname)}`);
  // A refused search is answered with the page that says why.
  if (status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) return;
  const number = event.detail.xhr.getResponseHeader("X-Request-Id");
  showToast("bad", `목록을 불러오지 못했습니다. 보이는 내용은 이전 것입니다.${number ? ` (요청번호 ${number})` : ""}`);
});
document.addEventListener("htmx:sendError", () =>
  showToast("bad", "서버에 연결하지 못했습니다. 인터넷 연결을 확인하고 다시 시도해 주세요."));
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "main") document.querySelector("#main [data-search]")?.focus();
});

async function copyText(element) {
  const text = element.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard object; the old way needs a selection.
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
    getSelection().removeAllRanges();
  }
  showToast("ok", "복사했습니다.");
}
