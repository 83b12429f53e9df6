import { api } from "../api.js";
import { whileBusy } from "../forms.js";

const form = document.getElementById("login-form");
const problem = document.getElementById("login-problem");
const caps = document.getElementById("caps");
const show = form.querySelector('[data-act="show-password"]');

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { loginId, password } = form.elements;
  if (!loginId.value.trim()) return refuse("아이디를 입력해 주세요.", loginId);
  if (!password.value) return refuse("비밀번호를 입력해 주세요.", password);
  whileBusy(form.querySelector("[type=submit]"), async () => {
    problem.hidden = true;
    try {
      const answer = await api("POST", "/api/v1/auth/login", { loginId: loginId.value.trim(), password: password.value });
      location.replace(answer.user.mustChangePassword ? "/password" : nextPage());
      await new Promise(() => {});
    } catch (refusal) {
      password.value = "";
      refuse(refusal.message, password);
    }
  });
});

function refuse(text, field) {
  problem.querySelector("div").textContent = text;
  problem.hidden = false;
  // The submit button is still disabled here; the focus waits for it.
  setTimeout(() => field.focus());
}

/** The page that the server found to be ours, as a whole address: read as the browser will read it, it stays on this site. */
function nextPage() {
  const page = URL.canParse(form.dataset.next, location.href) && new URL(form.dataset.next, location.href);
  return page && page.origin === location.origin ? page.href : "/";
}

show.addEventListener("click", () => {
  const shown = form.elements.password.type === "text";
  form.elements.password.type = shown ? "password" : "text";
  show.setAttribute("aria-pressed", String(!shown));
  show.setAttribute("aria-label", shown ? "비밀번호 보기" : "비밀번호 가리기");
  show.firstElementChild.className = shown ? "fa-regular fa-eye" : "fa-regular fa-eye-slash";
});

for (const kind of ["keydown", "keyup"]) {
  form.addEventListener(kind, (event) => {
    const on = event.getModifierState?.("CapsLock");
    caps.textContent = on ? "Caps Lock이 켜져 있습니다" : "";
  });
}
