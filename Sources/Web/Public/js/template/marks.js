// A frame over the sample around the chosen part: dragged by hand, moved by arrow keys, sized at its corner.
import { change, choose, state } from "./state.js";
import { nameOf } from "./parts.js";

const marks = document.getElementById("marks");
const easel = document.getElementById("easel");
let drag = null;

export function startMarks() {
  easel.addEventListener("pointerdown", grab);
  easel.addEventListener("pointermove", move);
  easel.addEventListener("pointerup", drop);
  easel.addEventListener("pointercancel", drop);
  easel.addEventListener("keydown", nudge);
  new ResizeObserver(showMarks).observe(easel);
}

const scale = () => easel.clientWidth / state.layout.width;
const chosen = () => state.layout.elements[state.chosen];

export function showMarks() {
  if (!state.layout) return;
  const part = chosen();
  if (!part) return marks.replaceChildren();
  let mark = marks.firstElementChild;
  if (!mark) {
    mark = document.createElement("button");
    mark.type = "button";
    mark.className = "mark";
    mark.innerHTML = '<span class="corner" data-corner></span>';
    marks.append(mark);
  }
  mark.setAttribute("aria-label", `${nameOf(part)} 자리, 화살표 키로 옮기기`);
  const by = scale();
  for (const [side, value] of [["left", part.frame.x], ["top", part.frame.y], ["width", part.frame.width], ["height", part.frame.height]]) {
    mark.style[side] = `${value * by}px`;
  }
}

/** What is seen there: the topmost part, words and pictures before shapes. */
function partAt(event) {
  const box = easel.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / scale(), (event.clientY - box.top) / scale()];
  const inside = ({ frame }) => x >= frame.x && y >= frame.y && x < frame.x + frame.width && y < frame.y + frame.height;
  const { elements } = state.layout;
  const found = elements.findLastIndex((part) => part.kind !== "shape" && inside(part));
  return found >= 0 ? found : elements.findLastIndex(inside);
}

function grab(event) {
  if (!state.layout) return;
  const isMark = event.target.closest(".mark");
  if (!isMark) {
    const found = partAt(event);
    if (found < 0 || event.pointerType === "touch") return choose(found);
    choose(found);
  }
  if (!chosen()) return;
  event.preventDefault();
  marks.firstElementChild?.focus({ preventScroll: true });
  drag = { x: event.clientX, y: event.clientY, frame: { ...chosen().frame }, isSize: Boolean(event.target.closest("[data-corner]")) };
  easel.setPointerCapture(event.pointerId);
}

function move(event) {
  if (!drag) return;
  const by = scale();
  const [dx, dy] = [Math.round((event.clientX - drag.x) / by), Math.round((event.clientY - drag.y) / by)];
  if (!dx && !dy && !drag.moved) return;
  drag.moved = true;
  place(drag.isSize ? { width: drag.frame.width + dx, height: drag.frame.height + dy } : { x: drag.frame.x + dx, y: drag.frame.y + dy });
}

function drop(event) {
  if (drag) easel.releasePointerCapture(event.pointerId);
  drag = null;
}

function nudge(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const way = ways[event.key];
  if (!way || !chosen()) return;
  event.preventDefault();
  const far = event.shiftKey ? 10 : 1;
  const { x, y } = chosen().frame;
  place({ x: x + way[0] * far, y: y + way[1] * far });
}

/** Keeps words, pictures and barcodes on the card, as the server would insist. */
function place(wanted) {
  const part = chosen();
  const { layout } = state;
  const frame = { ...part.frame, ...wanted };
  if (part.kind !== "shape") {
    frame.width = Math.min(Math.max(8, frame.width), layout.width);
    frame.height = Math.min(Math.max(8, frame.height), layout.height);
    const [right, bottom] = [layout.width - frame.width, layout.height - frame.height];
    if ("width" in wanted) {
      frame.width = Math.min(frame.width, layout.width - frame.x);
      frame.height = Math.min(frame.height, layout.height - frame.y);
    } else {
      frame.x = Math.min(Math.max(0, frame.x), right);
      frame.y = Math.min(Math.max(0, frame.y), bottom);
    }
  } else {
    frame.width = Math.max(1, frame.width);
    frame.height = Math.max(part.shape.outline === "line" ? 0 : 1, frame.height);
  }
  change(() => Object.assign(part.frame, frame));
  const fold = document.querySelector(`[data-part="${state.chosen}"]`);
  for (const [key, value] of Object.entries(frame)) {
    const input = fold?.querySelector(`[data-path="frame.${key}"]`);
    if (input) input.value = value;
  }
}
