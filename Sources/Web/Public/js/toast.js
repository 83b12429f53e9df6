// Short messages at the corner. Refusals stay until closed.
const icons = { ok: "fa-circle-check", bad: "fa-circle-exclamation", info: "fa-circle-info", warn: "fa-triangle-exclamation" };

export function showToast(tone, text) {
  const note = document.createElement("div");
  note.className = `note ${tone}`;
  note.dataset.testid = "toast";
  note.innerHTML = `<i class="fa-solid ${icons[tone]}" aria-hidden="true"></i><div></div><button class="icon-button" type="button" aria-label="닫기"><i class="fa-solid fa-xmark" aria-hidden="true"></i></button>`;
  note.querySelector("div").textContent = text;
  note.querySelector("button").addEventListener("click", () => note.remove());
  document.getElementById("toasts").append(note);
  if (tone === "ok" || tone === "info") setTimeout(() => note.remove(), 5000);
}

/** Shows the message after the next page has loaded. */
export const toastLater = (tone, text) => sessionStorage.setItem("toast", JSON.stringify([tone, text]));

export function showWaitingToast() {
  const waiting = sessionStorage.getItem("toast");
  if (!waiting) return;
  sessionStorage.removeItem("toast");
  showToast(...JSON.parse(waiting));
}
