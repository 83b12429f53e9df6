// A form's refusal: the summary with jump links on top, each message under its field.

const fieldFor = (form, name) => form.querySelector(`[name="${CSS.escape(name)}"]`) || form.querySelector(`#${CSS.escape(name)}`) || form.querySelector(`[data-fields~="${CSS.escape(name)}"]`);

export function clearProblem(form) {
  form.querySelectorAll(".is-invalid").forEach((field) => field.classList.remove("is-invalid"));
  form.querySelectorAll(".invalid-feedback").forEach((text) => text.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  const summary = form.querySelector("[data-summary]");
  if (summary) summary.hidden = true;
}

/** Shows `problem` in `form`; `open` is called with each field before it is pointed at. */
export function showProblem(form, problem, open = () => {}) {
  clearProblem(form);
  const summary = form.querySelector("[data-summary]");
  const list = document.createElement("ul");
  for (const { field: name, message } of problem.errors) {
    const field = fieldFor(form, name) || fieldFor(form, name.split(/[.[]/)[0]);
    const item = document.createElement("li");
    if (field && field.type !== "hidden") {
      const link = document.createElement("a");
      link.href = `#${field.id || field.name}`;
      link.textContent = message;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        open(field);
        field.focus();
        field.scrollIntoView({ block: "center" });
      });
      item.append(link);
      if (!field.dataset.fields) markField(field, message);
    } else {
      item.textContent = message;
    }
    list.append(item);
  }
  if (!summary) return;
  summary.replaceChildren();
  summary.insertAdjacentHTML("beforeend", '<i class="fa-solid fa-circle-exclamation" aria-hidden="true"></i><div></div>');
  const body = summary.lastElementChild;
  // With messages for fields, the detail only repeats the first of them.
  body.append(list.children.length && problem.title ? problem.title : problem.message);
  if (list.children.length) body.append(list);
  if (problem.campaignId) {
    const link = Object.assign(document.createElement("a"), { href: `/campaigns/${problem.campaignId}`, textContent: "먼저 요청한 발송 보기" });
    body.append(" ", link);
  }
  if (problem.requestId) {
    const number = document.createElement("div");
    number.className = "code";
    number.textContent = `요청번호 ${problem.requestId}${problem.code ? ` · ${problem.code}` : ""}`;
    body.append(number);
  }
  summary.hidden = false;
}

function markField(field, message) {
  const group = field.closest(".pick, .gallery");
  const anchor = group || field;
  anchor.classList.add("is-invalid");
  field.setAttribute("aria-invalid", "true");
  const text = document.createElement("div");
  text.className = "invalid-feedback d-block";
  text.textContent = message;
  const shell = field.closest(".with-button") || anchor;
  shell.after(text);
}

/** Runs `work` with the button disabled and a spinner in it, so that nothing is sent twice. */
export async function whileBusy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  const spinner = document.createElement("span");
  spinner.className = "spinner-border spinner-border-sm";
  spinner.setAttribute("aria-hidden", "true");
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  button.prepend(spinner);
  try {
    return await work();
  } finally {
    spinner.remove();
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}
