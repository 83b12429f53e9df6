// Keys of all pages. None of them sends or cancels anything.

/** True while a Hangul syllable is being composed: its Enter belongs to the input method. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

const typing = (element) => element.matches?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (composing(event)) {
    if (event.key === "Enter") event.stopPropagation();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/" && !typing(event.target)) {
    const field = [...document.querySelectorAll("[data-search]")].find((one) => one.offsetParent);
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
  if (event.key === "?" && !typing(event.target)) document.getElementById("key-help")?.showModal();
  if (event.key === "Escape" && event.target.matches?.("[data-search]")) event.target.blur();
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !typing(event.target)) moveRow(event);
}, true);

function moveRow(event) {
  const links = [...document.querySelectorAll("tr.opens a.name")];
  if (!links.length) return;
  const inTable = event.target.closest?.("tr.opens");
  if (!inTable && event.target !== document.body && event.target.id !== "main") return;
  const at = links.findIndex((link) => link.closest("tr") === inTable);
  const next = at < 0 ? 0 : at + (event.key === "ArrowDown" ? 1 : -1);
  if (!links[next]) return;
  event.preventDefault();
  links[next].focus();
  links[next].closest("tr").scrollIntoView({ block: "nearest" });
}

/** A form is never sent by the Enter that ends a syllable (Safari fires it after compositionend). */
document.addEventListener("compositionend", (event) => {
  const form = event.target.form;
  if (!form) return;
  const stop = (submit) => submit.stopImmediatePropagation() || submit.preventDefault();
  form.addEventListener("submit", stop, { capture: true, once: true });
  setTimeout(() => form.removeEventListener("submit", stop, { capture: true }), 0);
});
