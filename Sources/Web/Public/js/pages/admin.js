// Lists of the administrator: a dialog to add or change a row, one-press acts, acts that ask first.
import { api } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { showToast, toastLater } from "../toast.js";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-form]");
  if (opener) openForm(document.getElementById(opener.dataset.form), opener);
  const post = event.target.closest("[data-post]");
  if (post) act(post);
  const ask = event.target.closest("[data-confirm]");
  if (ask) openQuestion(document.getElementById(ask.dataset.confirm), ask);
  const answer = event.target.closest("dialog [data-method]");
  if (answer) confirm(answer);
});

function openForm(dialog, opener) {
  const form = dialog.querySelector("form");
  const id = opener.dataset.edit || "";
  form.reset();
  clearProblem(form);
  form.dataset.id = id;
  const mode = id ? "Edit" : "New";
  const title = dialog.querySelector("h2");
  title.textContent = title.dataset[`title${mode}`];
  const submit = form.querySelector("[type=submit]");
  submit.textContent = submit.dataset[`submit${mode}`];
  form.querySelectorAll("[data-new-only]").forEach((part) => {
    if ("disabled" in part) part.disabled = Boolean(id);
    else part.hidden = Boolean(id);
  });
  form.querySelectorAll("[data-edit-only]").forEach((part) => (part.hidden = !id));
  for (const field of form.elements) {
    const value = opener.dataset[valueKey(field.name)];
    if (id && value !== undefined) field.value = value;
  }
  form.dataset.shown = Object.keys(opener.dataset).join(" ");
  dialog.showModal();
  [...form.elements].find((field) => field.name && !field.disabled)?.focus();
}

const valueKey = (name) => `value${name.charAt(0).toUpperCase()}${name.slice(1).toLowerCase()}`;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-api]");
  if (!form) return;
  event.preventDefault();
  const id = form.dataset.id;
  const body = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled) continue;
    const value = field.value.trim();
    // What the list does not show (mail, phone) stays as it is when left empty; what it shows can be emptied.
    if (value) body[field.name] = value;
    else if (id && form.dataset.shown.split(" ").includes(valueKey(field.name))) body[field.name] = "";
  }
  whileBusy(form.querySelector("[type=submit]"), async () => {
    try {
      const path = id ? `${form.dataset.api}/${id}` : form.dataset.api;
      const sent = "multipart" in form.dataset ? new FormData(form) : body;
      const answer = await api(id ? "PATCH" : "POST", path, sent);
      form.closest("dialog").close();
      finish(answer?.[form.dataset.secret], id ? form.dataset.changed : form.dataset.created);
    } catch (problem) {
      showProblem(form, problem);
    }
  });
});

function finish(secret, words) {
  if (!secret) {
    toastLater("ok", words);
    return location.reload();
  }
  document.getElementById("secret-value").textContent = secret;
  document.getElementById("secret").showModal();
}

async function act(button) {
  const { post: path, verb = "POST", body = "{}", done } = button.dataset;
  await whileBusy(button, async () => {
    try {
      await api(verb, path, JSON.parse(body));
      finish(null, done);
    } catch (problem) {
      showToast("bad", problem.message);
    }
  });
}

function openQuestion(dialog, opener) {
  clearProblem(dialog);
  dialog.dataset.url = opener.dataset.url;
  dialog.dataset.body = opener.dataset.body || "{}";
  dialog.querySelectorAll("[data-name]").forEach((part) => (part.textContent = opener.dataset.name));
  dialog.showModal();
}

function confirm(button) {
  const dialog = button.closest("dialog");
  whileBusy(button, async () => {
    try {
      const method = button.dataset.method;
      const answer = await api(method, dialog.dataset.url, method === "POST" ? dialog.dataset.body : undefined);
      dialog.close();
      finish(answer?.[button.dataset.secret], "처리했습니다.");
    } catch (problem) {
      showProblem(dialog, problem);
    }
  });
}
