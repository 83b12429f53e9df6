// The card that the server makes of the layout, a moment after the last change.
import { api } from "../api.js";
import { clearProblem, showProblem } from "../forms.js";
import { state } from "./state.js";

const byId = (id) => document.getElementById(id);
let timer;
let running;

export function drawSample(form, open) {
  clearTimeout(timer);
  timer = setTimeout(() => draw(form, open), 300);
}

async function draw(form, open) {
  running?.abort();
  const mine = (running = new AbortController());
  const canvas = byId("sample");
  try {
    const response = await api("POST", "/api/v1/admin/templates/preview", { layout: state.layout }, { signal: mine.signal, raw: true });
    const blob = await response.blob();
    const image = await createImageBitmap(blob);
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    clearProblem(form);
    canvas.classList.remove("stale");
    const bytes = Number(response.headers.get("Card-Bytes"));
    byId("card-size").textContent = `${Math.ceil(bytes / 1000)} KB / 300 KB`;
    byId("card-reads").hidden = response.headers.get("Card-Barcode") !== "readable";
    byId("sample-words").textContent = "견본의 바코드는 쓸 수 없는 번호입니다.";
    canvas.dataset.drawn = Number(canvas.dataset.drawn || 0) + 1;
  } catch (problem) {
    if (problem.name === "AbortError") return;
    showProblem(form, problem, open);
    canvas.classList.add("stale");
    byId("card-reads").hidden = true;
    byId("sample-words").textContent = `미리보기를 새로 그리지 못했습니다. ${problem.message}`;
  }
}
