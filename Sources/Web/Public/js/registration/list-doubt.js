// When several columns could hold the numbers: which one is asked before anything else, with what stands in each.
import { draft } from "./draft.js";

const panel = document.getElementById("doubt");
const questions = panel.querySelector("[data-questions]");
const confirm = panel.querySelector('[data-act="confirm-columns"]');
const asked = {
  phone: ["쿠폰을 받을 사람의 번호는 어느 열에 있나요?", null],
  name: ["받는 사람의 이름은 어느 열에 있나요?", "이름 없이 보내기"],
  quantity: ["한 사람에게 몇 장씩 보낼까요?", "모두 1장씩 보내기"],
};

/** Whose numbers are meant is not settled yet. */
export const isInDoubt = () => Boolean(draft.list?.columns.doubt.length);

/** `done`: gets the columns that were confirmed. `other`: somebody wants to choose among all columns. */
export function startDoubt(done, other) {
  panel.addEventListener("change", tell);
  confirm.addEventListener("click", () => done(chosen()));
  panel.querySelector('[data-act="other-columns"]').addEventListener("click", other);
}

export function showDoubt() {
  panel.hidden = !isInDoubt();
  if (panel.hidden) return;
  questions.replaceChildren(...draft.list.columns.doubt.map(question));
  tell();
}

function question({ field, candidates }) {
  const [words, none] = asked[field];
  const group = document.createElement("fieldset");
  group.dataset.testid = `doubt-${field}`;
  group.append(Object.assign(document.createElement("legend"), { textContent: words, className: "form-label" }));
  const pick = Object.assign(document.createElement("div"), { className: "pick" });
  pick.append(...candidates.map((one) => choice(field, String(one.index), titleOf(field, one), one.samples)));
  if (none) pick.append(choice(field, "", none, []));
  group.append(pick);
  return group;
}

const titleOf = (field, { title }) => (field === "quantity" ? `‘${title}’ 열의 숫자만큼` : title);

function choice(field, value, title, samples) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { type: "radio", className: "form-check-input", name: `doubt-${field}`, value });
  input.dataset.testid = `doubt-${field}-${value || "none"}`;
  const text = document.createElement("span");
  text.append(Object.assign(document.createElement("b"), { textContent: title }));
  const shown = field === "quantity" ? samples.map((sample) => `${sample}장`) : samples;
  text.append(...shown.map((sample) => Object.assign(document.createElement("span"), { className: "hint tabular", textContent: sample })));
  label.append(input, text);
  return label;
}

const answer = (field) => panel.querySelector(`input[name="doubt-${field}"]:checked`);

function tell() {
  confirm.disabled = draft.list.columns.doubt.some(({ field }) => !answer(field));
}

/** What was asked as answered, the rest as it was found; no column is two things. */
function chosen() {
  const { columns } = draft.list;
  const found = Object.fromEntries(["phone", "name", "quantity"].map((field) => [field, columns[field] ?? null]));
  const fields = columns.doubt.map(({ field }) => field);
  for (const field of fields) found[field] = answer(field).value === "" ? null : Number(answer(field).value);
  for (const field of ["name", "quantity"]) if (!fields.includes(field) && (found[field] === found.phone || (field === "quantity" && found[field] === found.name))) found[field] = null;
  if (found.name === found.phone) found.name = null;
  if (found.quantity === found.phone || found.quantity === found.name) found.quantity = null;
  return found;
}
