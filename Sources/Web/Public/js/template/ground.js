// The background: one colour, two that run into each other, or a picture that the server has checked and made its own.
import { api } from "../api.js";
import { showToast } from "../toast.js";
import { change, state } from "./state.js";
import { color, number } from "./fields.js";

const byId = (id) => document.getElementById(id);
/** What the other kinds were, to go back to. */
const before = { solid: { paint: "#FFFFFF" }, gradient: { paint: { from: "#DCEBFF", to: "#F1E9FF", angle: 90 } }, picture: null };

const kind = () => {
  const { paint, picture } = state.layout.background;
  if (picture) return "picture";
  return typeof paint === "string" ? "solid" : "gradient";
};

export function startGround(form) {
  byId("grounds").addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-ground]")?.dataset.ground;
    if (!wanted) return;
    before[kind()] = state.layout.background;
    if (before[wanted]) change(() => (state.layout.background = before[wanted]));
    showGround(wanted);
  });
  form.elements.file.addEventListener("change", () => upload(form.elements.file));
}

export function showGround(shown = kind()) {
  byId("grounds").querySelectorAll("[data-ground]").forEach((button) => {
    button.classList.toggle("on", button.dataset.ground === shown);
    button.setAttribute("aria-checked", String(button.dataset.ground === shown));
  });
  byId("ground-file").hidden = shown !== "picture";
  const { background } = state.layout;
  const fields = [];
  if (shown === "solid") fields.push(color("색", background, "paint", change));
  if (shown === "gradient") {
    fields.push(color("시작 색", background, "paint.from", change), color("끝 색", background, "paint.to", change));
    fields.push(number("각도(°)", background, "paint.angle", change, { min: -360, max: 360 }));
  }
  byId("ground").replaceChildren(...fields);
}

async function upload(input) {
  const [file] = input.files;
  if (!file) return;
  const body = new FormData();
  body.append("file", file);
  const { width, height } = state.layout;
  try {
    const ground = await api("POST", `/api/v1/admin/templates/background?width=${width}&height=${height}`, body);
    before.picture = ground;
    change(() => (state.layout.background = ground));
    showGround("picture");
    showToast("ok", "그림을 배경으로 넣었습니다. 저장하면 쓰입니다.");
  } catch (problem) {
    showToast("bad", problem.message);
  } finally {
    input.value = "";
  }
}
