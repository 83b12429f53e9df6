// The list of everything placed on the card, each with the fields of its kind.
import { change, choose, state } from "./state.js";
import { color, number, select, text, tick } from "./fields.js";

const fieldNames = { productName: "상품명", company: "고객사", notice: "안내", recipient: "받는 사람", validity: "유효기간", message: "인사말" };
const kindNames = { productImage: "상품 이미지", barcode: "바코드", label: "글자", shape: "도형" };
const icons = { productImage: "fa-image", barcode: "fa-barcode", label: "fa-font", shape: "fa-shapes", field: "fa-align-left" };
const weights = { regular: "보통", bold: "굵게" };
const sides = { left: "왼쪽", center: "가운데", right: "오른쪽" };
const heights = { top: "위", middle: "가운데", bottom: "아래" };
const codes = { code128: "Code 128", ean13: "EAN-13", qr: "QR 코드" };

export const nameOf = (part) => (part.kind === "field" ? fieldNames[part.field] : kindNames[part.kind]);

export function startParts() {
  for (const list of ["parts", "ornament-parts"]) {
    document.getElementById(list).addEventListener("click", press);
  }
}

export function showParts() {
  const open = new Set([...document.querySelectorAll("[data-part][open]")].map((fold) => fold.dataset.part));
  const all = state.layout.elements.map((part, index) => [part, index]);
  const show = (id, wanted) =>
    document.getElementById(id).replaceChildren(
      ...all.filter(([part]) => wanted(part)).map(([part, index]) => fold(part, index, open.has(String(index)))));
  show("parts", (part) => part.kind !== "shape");
  show("ornament-parts", (part) => part.kind === "shape");
  const shapes = all.filter(([part]) => part.kind === "shape").length;
  document.getElementById("ornaments").hidden = !shapes;
  document.getElementById("ornament-count").textContent = shapes;
}

function fold(part, index, isOpen) {
  const box = document.createElement("details");
  box.className = `part${index === state.chosen ? " picked" : ""}`;
  box.dataset.part = index;
  box.dataset.testid = `part-${part.field || part.kind}`;
  box.open = isOpen || index === state.chosen;
  const said = part.kind === "field" && part.pattern !== "{}" ? part.pattern : part.text || "";
  box.innerHTML = `<summary><i class="fa-solid ${icons[part.kind]}" aria-hidden="true"></i><b></b><span class="hint"></span></summary><div class="inside"></div>`;
  box.querySelector("b").textContent = nameOf(part);
  box.querySelector(".hint").textContent = said;
  box.querySelector(".inside").append(...fields(part, index), buttons(index));
  return box;
}

function fields(part, index) {
  const name = (what) => `layout.elements[${index}].${what}`;
  const groups = [];
  const own = [];
  if (part.kind === "field") own.push(text("문구", part, "pattern", change, { name: name("text"), hint: "{} 자리에 내용이 들어갑니다." }));
  if (part.kind === "label") own.push(text("글자", part, "text", change, { name: name("text") }));
  if (part.kind === "barcode") own.push(select("종류", part, "barcode.symbology", codes, (edit) => change(edit, true)));
  if (part.kind === "productImage") {
    own.push(number("둥글기", part, "picture.radius", change, { min: 0 }), color("바탕색", part, "picture.back", change));
    own.push(tick("자리를 가득 채우기", part, "picture.covers", change));
  }
  if (part.kind === "barcode") own.push(number("둥글기", part, "barcode.radius", change, { min: 0 }));
  if (part.kind === "shape") own.push(...shapeFields(part));
  if (own.length) groups.push(group(own));
  if (part.barcode?.symbology === "ean13") groups.push(note("쿠폰 번호가 13자리 숫자일 때만 그릴 수 있습니다. 다른 번호는 기본 카드로 나갑니다."));
  const frame = ["x", "y", "width", "height"].map((key, at) =>
    number(["왼쪽", "위", "너비", "높이"][at], part, `frame.${key}`, change, { name: name("frame") }));
  groups.push(group(frame));
  const style = part.style ? "style" : part.barcode?.number ? "barcode.number" : null;
  if (style) groups.push(group(styleFields(part, style, name("style"))));
  return groups;
}

function styleFields(part, path, name) {
  const fields = [
    number(part.barcode ? "번호 크기" : "글자 크기", part, `${path}.size`, change, { name, min: 10, max: 160 }),
    number("가장 작게", part, `${path}.smallest`, change, { min: 6, max: 160, empty: true }),
    select("굵기", part, `${path}.weight`, weights, change),
    color("색", part, `${path}.color`, change),
  ];
  if (part.barcode) return fields;
  return [
    ...fields,
    select("정렬", part, `${path}.alignment`, sides, change),
    select("세로 정렬", part, `${path}.position`, heights, change),
    number("줄 수", part, `${path}.lines`, change, { min: 1, max: 12 }),
  ];
}

function shapeFields(part) {
  const fields = [];
  const { fill, stroke, outline } = part.shape;
  if (typeof fill === "string") fields.push(color("채움 색", part, "shape.fill", change));
  else if (fill) fields.push(color("시작 색", part, "shape.fill.from", change), color("끝 색", part, "shape.fill.to", change));
  if (stroke) fields.push(color("선 색", part, "shape.stroke.color", change));
  if (outline === "rectangle") fields.push(number("둥글기", part, "shape.radius", change, { min: 0 }));
  return fields;
}

function note(words) {
  const line = document.createElement("p");
  line.className = "hint mb-0";
  line.textContent = words;
  return line;
}

function group(fields) {
  const box = document.createElement("div");
  box.className = "numbers";
  box.append(...fields);
  return box;
}

function buttons(index) {
  const box = document.createElement("div");
  box.className = "part-acts";
  const last = state.layout.elements.length - 1;
  const acts = [["up", "fa-arrow-up", "뒤로 보내기", index === 0], ["down", "fa-arrow-down", "앞으로 가져오기", index === last], ["remove", "fa-trash-can", "지우기", false]];
  for (const [act, icon, words, isOff] of acts) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: `btn btn-light btn-sm${act === "remove" ? " text-danger" : ""}`, disabled: isOff });
    button.dataset.partAct = act;
    button.innerHTML = `<i class="fa-solid ${icon}" aria-hidden="true"></i>${words}`;
    box.append(button);
  }
  return box;
}

function press(event) {
  const index = Number(event.target.closest("[data-part]")?.dataset.part);
  const act = event.target.closest("[data-part-act]")?.dataset.partAct;
  const { elements } = state.layout;
  if (act === "remove") {
    change(() => {
      elements.splice(index, 1);
      state.chosen = -1;
    }, true);
  } else if (act) {
    const to = index + (act === "up" ? -1 : 1);
    change(() => {
      [elements[index], elements[to]] = [elements[to], elements[index]];
      state.chosen = to;
    }, true);
  } else if (event.target.closest("summary") && index !== state.chosen) {
    event.preventDefault();
    choose(index);
  }
}

/** Puts a new part in the middle of the card, on top of the others; under the barcode it could not be read. */
export function addPart(wanted) {
  const { width, height, elements } = state.layout;
  const [kind, field] = wanted.split(":");
  const style = { size: 28, smallest: 18, weight: "regular", color: "#212529", alignment: "center", position: "middle", lines: 1, leading: 1, tracking: 0, balanced: false };
  const frame = { x: 40, y: 20, width: width - 80, height: 44 };
  const made = {
    field: { kind, field, pattern: "{}", frame, style },
    label: { kind, text: "새 글자", frame, style },
    productImage: { kind, frame: { x: Math.round(width / 2) - 120, y: 20, width: 240, height: 240 }, picture: { radius: 24, covers: true, back: "#FFFFFF", gift: "#B8C2CC" } },
    barcode: { kind, frame: { x: 16, y: height - 260, width: width - 32, height: 240 }, barcode: { symbology: "code128", radius: 0, number: { ...style, size: 30, weight: "bold", color: "#111111", tracking: 1.5 } } },
    box: { kind: "shape", frame: { x: 40, y: 20, width: 200, height: 100 }, shape: { outline: "rectangle", radius: 16, fill: "#EEF5FF" } },
  }[kind];
  elements.push(made);
  return elements.length - 1;
}
