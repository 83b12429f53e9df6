// Native dialogs: closed by their buttons, by Esc and by a click beside them.
document.addEventListener("click", (event) => {
  if (event.target.closest('[data-act="close"]')) event.target.closest("dialog")?.close();
  if (event.target.matches?.("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    // A form half filled in is not lost to a slip of the mouse.
    if (!inside && !event.target.querySelector("form")) event.target.close();
  }
});
