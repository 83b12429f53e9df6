// What the editor works on, and who wants to know when it changes.

/** `layout`: what is edited. `chosen`: the index of the element that is looked at, or -1. */
export const state = { layout: null, version: 0, chosen: -1, dirty: false };

const listeners = [];

/** `listener(what)`: `values` of parts changed, other `parts` are there, or another one is the `choice`. */
export const onChange = (listener) => listeners.push(listener);

const tell = (what) => listeners.forEach((listener) => listener(what));

/** Changes the layout; `whole` also makes its fields anew, because other ones are there now. */
export function change(edit, whole = false) {
  edit();
  state.dirty = true;
  tell(whole ? "parts" : "values");
}

export function choose(index) {
  state.chosen = index;
  tell("choice");
}
