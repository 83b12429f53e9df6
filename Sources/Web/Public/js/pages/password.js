import { api, Problem } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { toastLater } from "../toast.js";

const form = document.getElementById("password-form");
const length = form.querySelector("[data-length-of]");

form.elements.newPassword.addEventListener("input", (event) => {
  length.textContent = event.target.value ? `${[...event.target.value].length}자` : "";
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { currentPassword, newPassword, repeated } = form.elements;
  const errors = [];
  if (!currentPassword.value) errors.push({ field: "currentPassword", message: "지금 비밀번호를 입력해 주세요." });
  if (!newPassword.value) errors.push({ field: "newPassword", message: "새 비밀번호를 입력해 주세요." });
  else if (newPassword.value !== repeated.value) errors.push({ field: "repeated", message: "새 비밀번호와 다릅니다. 똑같이 한 번 더 입력해 주세요." });
  if (errors.length) return showProblem(form, new Problem(422, { detail: "입력한 내용을 확인해 주세요.", errors }));
  clearProblem(form);
  whileBusy(form.querySelector("[type=submit]"), async () => {
    try {
      await api("POST", "/api/v1/auth/password", { currentPassword: currentPassword.value, newPassword: newPassword.value });
      toastLater("ok", "비밀번호를 바꿨습니다.");
      location.assign("/");
    } catch (problem) {
      showProblem(form, problem);
    }
  });
});
