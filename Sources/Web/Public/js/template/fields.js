// Small labelled inputs that are bound to a value somewhere inside the layout.

/** The value at a path like `style.size`. */
export const at = (thing, path) => path.split(".").reduce((value, key) => value?.[key], thing);

function put(thing, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  const owner = keys.length ? at(thing, keys.join(".")) : thing;
  if (value === undefined) delete owner[last];
  else owner[last] = value;
}

/** A label with `input` in it; `name` is where the API reports problems. */
function labelled(words, input, name) {
  const label = document.createElement("label");
  if (name) input.name = name;
  label.append(words, input);
  return label;
}

function element(tag, className, more = {}) {
  return Object.assign(document.createElement(tag), { className, ...more });
}

export function number(words, thing, path, changed, { name, min, max, empty = false } = {}) {
  const input = element("input", "form-control", { type: "number", inputMode: "numeric" });
  if (min !== undefined) input.min = min;
  if (max !== undefined) input.max = max;
  input.value = at(thing, path) ?? "";
  input.dataset.path = path;
  input.addEventListener("input", () => {
    if (input.value === "" && !empty) return;
    changed(() => put(thing, path, input.value === "" ? undefined : Math.round(Number(input.value))));
  });
  return labelled(words, input, name);
}

export function text(words, thing, path, changed, { name, hint } = {}) {
  const input = element("input", "form-control", { type: "text", maxLength: 200, value: at(thing, path) ?? "" });
  input.dataset.path = path;
  input.addEventListener("input", () => changed(() => put(thing, path, input.value)));
  const label = labelled(words, input, name);
  label.classList.add("wide");
  if (hint) label.append(element("span", "hint", { textContent: hint }));
  return label;
}

/** A colour; how much shines through it stays as it is. */
export function color(words, thing, path, changed) {
  const input = element("input", "form-control form-control-color", { type: "color" });
  const value = at(thing, path) || "#000000";
  input.value = value.slice(0, 7);
  input.dataset.path = path;
  input.addEventListener("input", () =>
    changed(() => put(thing, path, input.value.toUpperCase() + (at(thing, path) || "").slice(7))));
  return labelled(words, input);
}

export function select(words, thing, path, choices, changed) {
  const input = element("select", "form-select");
  for (const [value, name] of Object.entries(choices)) input.append(new Option(name, value));
  input.value = at(thing, path);
  input.dataset.path = path;
  input.addEventListener("change", () => changed(() => put(thing, path, input.value)));
  return labelled(words, input);
}

export function tick(words, thing, path, changed) {
  const input = element("input", "form-check-input", { type: "checkbox", checked: Boolean(at(thing, path)) });
  input.addEventListener("change", () => changed(() => put(thing, path, input.checked)));
  const label = element("label", "ticked");
  label.append(input, words);
  return label;
}
