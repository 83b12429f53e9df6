// ① The grid of products.
import { api } from "../api.js";
import { ago, number, seoul, won } from "../format.js";
import { changed, draft, field } from "./draft.js";
import { mark, next } from "./steps.js";

const grid = document.getElementById("goods");
const search = document.getElementById("product-search");
const age = document.getElementById("product-age");
const stale = document.getElementById("product-stale");
let products = [];
let wanted = 0;

export function startProducts() {
  search.addEventListener("input", () => show());
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  document.querySelector('[data-act="refresh-products"]').addEventListener("click", () => load(true));
  grid.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-goods]");
    if (button) choose(products.find((one) => one.goodsId === button.dataset.goods));
  });
  grid.addEventListener("keydown", walk);
  load();
}

/** `발급일부터 60일`, `2026-12-31까지`; what the supplier says in other words is shown as it is. */
export function validity(goods) {
  const value = goods?.validity;
  if (!value) return "";
  if (typeof value === "string") return value;
  if (value.days) return `발급일부터 ${number(value.days)}일`;
  return value.until || value.endsOn ? `${value.until || value.endsOn}까지` : "";
}

/** The last valid day of a coupon issued today, as the text fields write it. */
export function validUntil(goods) {
  const value = goods?.validity;
  const days = value?.days || Number(/(\d+)일/.exec(typeof value === "string" ? value : "")?.[1]);
  if (days) return seoul(new Date(Date.now() + days * 86400e3)).day;
  return value?.until || value?.endsOn || /\d{4}-\d{2}-\d{2}/.exec(String(value || ""))?.[0] || "";
}

export async function load(again = false) {
  const mine = ++wanted;
  grid.setAttribute("aria-busy", "true");
  try {
    const query = new URLSearchParams({ size: "200" });
    if (again) query.set("refresh", "true");
    const company = field("companyId");
    if (company) query.set("companyId", company);
    const answer = await api("GET", `/api/v1/products?${query}`);
    if (mine !== wanted) return;
    products = answer.items;
    tellAge();
    show();
  } catch (problem) {
    if (mine !== wanted) return;
    grid.replaceChildren(notice("fa-plug-circle-exclamation", "상품 목록을 불러오지 못했습니다", problem.message, true));
  } finally {
    grid.setAttribute("aria-busy", "false");
  }
}

function tellAge() {
  const times = products.map((one) => Date.parse(one.fetchedAt)).filter(Boolean);
  const fetched = times.length ? new Date(Math.min(...times)) : null;
  const old = products.some((one) => one.stale);
  stale.hidden = !old;
  if (old) {
    const clock = fetched ? seoul(fetched).clock : "얼마 전";
    stale.lastElementChild.textContent = `쿠폰 공급사와 연결이 원활하지 않아 ${clock}에 저장한 목록을 보여 드립니다. 발송은 연결이 돌아온 뒤 시작됩니다.`;
  }
  age.textContent = fetched ? `상품 정보 ${ago(fetched)} 확인` : "";
}

function show() {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const matching = products.filter((one) => {
    const text = `${one.name} ${one.brand || ""} ${one.price} ${number(one.price)} ${one.goodsId}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (!matching.length) {
    const none = products.length
      ? notice("fa-magnifying-glass", "찾는 상품이 없습니다", "다른 이름이나 브랜드로 찾아보세요.")
      : notice("fa-gift", "보낼 수 있는 상품이 없습니다", "쿠폰 공급사에 상품이 등록되어 있는지 확인해 주세요.", true);
    return grid.replaceChildren(none);
  }
  grid.replaceChildren(...matching.map(card));
}

function card(one) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.goods = one.goodsId;
  button.dataset.testid = "product";
  button.disabled = one.sellable === false;
  button.setAttribute("aria-pressed", String(draft.goods?.goodsId === one.goodsId));
  button.innerHTML =
    '<span class="thumb"><i class="fa-solid fa-gift" aria-hidden="true"></i></span><span class="body"><span class="brand-name"></span><span class="goods-name"></span><span class="price"></span><span class="valid"></span></span>';
  if (one.imageUrl) {
    const image = new Image();
    image.loading = "lazy";
    image.alt = "";
    image.dataset.fallback = "";
    image.src = ofCompany(one.imageUrl);
    button.querySelector(".thumb").append(image);
  }
  const put = (name, text) => (button.querySelector(`.${name}`).textContent = text);
  put("brand-name", one.brand || "");
  put("goods-name", one.name);
  put("price", won(one.price));
  const until = validUntil(one);
  const words = validity(one);
  put("valid", one.sellable === false ? "지금은 판매하지 않습니다" : words.startsWith("발급일") && until ? `${words}\n→ ${until}까지` : words);
  return button;
}

/** Products are a company's own; an administrator says whose. */
function ofCompany(address) {
  const company = field("companyId");
  return company ? `${address}${address.includes("?") ? "&" : "?"}companyId=${encodeURIComponent(company)}` : address;
}

function notice(icon, title, text, retry = false) {
  const box = document.createElement("div");
  box.className = "empty w-100";
  box.innerHTML = `<i class="fa-solid ${icon}" aria-hidden="true"></i><b></b><span></span>`;
  box.querySelector("b").textContent = title;
  box.querySelector("span").textContent = text;
  if (retry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-light d-block mx-auto";
    button.textContent = "다시 불러오기";
    button.addEventListener("click", () => load(true));
    box.append(button);
  }
  return box;
}

function choose(one) {
  draft.goods = { goodsId: one.goodsId, name: one.name, brand: one.brand, price: one.price, validity: one.validity };
  grid.querySelectorAll("[aria-pressed]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.goods === one.goodsId)));
  changed("goods");
  next("product");
}

export function tellProduct() {
  const one = draft.goods;
  mark("product", one ? "done" : "", one ? [one.name, won(one.price), validity(one)].filter(Boolean).join(" · ") : "");
}

/** Arrow keys walk the grid. */
function walk(event) {
  const cards = [...grid.querySelectorAll("button[data-goods]:not(:disabled)")];
  const at = cards.indexOf(document.activeElement);
  if (at < 0) return;
  const top = cards[0].offsetTop;
  const across = Math.max(1, cards.findIndex((one) => one.offsetTop !== top));
  const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
  if (!move || !cards[at + move]) return;
  event.preventDefault();
  cards[at + move].focus();
}
