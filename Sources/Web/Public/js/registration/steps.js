// The five cards: which is done, which is open, what its closed head says.
const steps = ["product", "recipients", "message", "schedule", "release"];

export const step = (name) => document.getElementById(`step-${name}`);

export function mark(name, state, summary) {
  const card = step(name);
  if (state) card.dataset.state = state;
  else delete card.dataset.state;
  const text = card.querySelector("[data-sum]");
  if (text.textContent !== summary) text.textContent = summary;
  const word = state === "done" ? "바꾸기" : "열기";
  const shown = card.querySelector(".open-word");
  if (shown.textContent !== word) shown.textContent = word;
}

export function open(name) {
  step(name).open = true;
}

/** Closes `name` and opens the one after it. */
export function next(name) {
  const following = steps[steps.indexOf(name) + 1];
  if (!following) return;
  step(name).open = false;
  step(following).open = true;
  const head = step(following).querySelector("summary");
  head.scrollIntoView({ block: "start" });
  head.focus({ preventScroll: true });
}

/** The step in which the focus is, else the first open one. */
export function current() {
  const inside = document.activeElement?.closest("[data-step]");
  return inside?.dataset.step || steps.find((name) => step(name).open);
}
