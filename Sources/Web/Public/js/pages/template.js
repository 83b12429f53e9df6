// The editor of a card's look: the layout as the API has it, fields that change it, and the card the server makes of it.
import { api } from "../api.js";
import { clearProblem, showProblem, whileBusy } from "../forms.js";
import { showToast, toastLater } from "../toast.js";
import { showGround, startGround } from "../template/ground.js";
import { startMarks, showMarks } from "../template/marks.js";
import { addPart, showParts, startParts } from "../template/parts.js";
import { drawSample } from "../template/sample.js";
import { change, onChange, state } from "../template/state.js";

const form = document.getElementById("template");
const isNew = "new" in form.dataset;
const address = "/api/v1/admin/templates";

start();

async function start() {
  try {
    const kept = await api("GET", `${address}/${form.dataset.from}`);
    Object.assign(state, { layout: kept.layout, version: kept.version });
    form.elements.name.value = isNew ? `${kept.name} 복사본`.slice(0, 50) : kept.name;
  } catch (problem) {
    return showProblem(form, problem);
  }
  for (const size of ["width", "height"]) {
    const input = form.elements[`layout.${size}`];
    input.value = state.layout[size];
    input.addEventListener("input", () => change(() => (state.layout[size] = Number(input.value) || 0)));
  }
  startGround(form);
  startParts();
  startMarks();
  document.getElementById("add-kind").addEventListener("change", (event) => {
    if (event.target.value) change(() => (state.chosen = addPart(event.target.value)), true);
    event.target.value = "";
  });
  form.elements.name.addEventListener("input", () => (state.dirty = true));
  form.addEventListener("submit", save);
  addEventListener("beforeunload", (event) => state.dirty && event.preventDefault());
  show();
}

onChange((what) => {
  if (what !== "values") showParts();
  showMarks();
  if (what !== "choice") drawSample(form, open);
  else if (state.chosen >= 0) open(document.querySelector(`[data-part="${state.chosen}"]`));
});

function show() {
  showGround();
  showParts();
  showMarks();
  drawSample(form, open);
}

/** Opens the folds around a field, so that it can be seen. */
function open(field) {
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field?.scrollIntoView({ block: "nearest" });
}

function save(event) {
  event.preventDefault();
  whileBusy(form.querySelector("[type=submit]"), async () => {
    clearProblem(form);
    const name = form.elements.name.value;
    try {
      if (isNew) {
        const companyId = form.elements.companyId.value || null;
        await api("POST", address, { name, companyId, layout: state.layout });
      } else {
        await api("PATCH", `${address}/${form.dataset.from}`, { version: state.version, name, layout: state.layout });
      }
      state.dirty = false;
      toastLater("ok", isNew ? "템플릿을 추가했습니다." : "템플릿을 저장했습니다. 다음 발송부터 쓰입니다.");
      location.assign("/admin/templates");
    } catch (problem) {
      showProblem(form, problem, open);
      if (!problem.errors.length) showToast("bad", problem.message);
      form.querySelector("[data-summary]").scrollIntoView({ block: "center" });
    }
  });
}
