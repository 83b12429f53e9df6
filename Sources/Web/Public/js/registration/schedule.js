// ④ Now, or at a time in Korea.
import { dateTime, fromNow, seoul } from "../format.js";
import { changed, field } from "./draft.js";
import { mark } from "./steps.js";

const form = document.getElementById("registration");
const later = document.getElementById("later");
const words = document.getElementById("later-words");
const night = document.getElementById("night-offer");

export function startSchedule() {
  form.addEventListener("change", (event) => {
    if (event.target.name !== "when") return;
    if (field("when") === "later" && !field("scheduledAt")) {
      const { day, clock } = seoul(new Date(Math.ceil((Date.now() + 3600e3) / 600e3) * 600e3));
      form.elements.scheduledAt.value = `${day}T${clock}`;
    }
    changed("schedule");
  });
  form.elements.scheduledAt.addEventListener("input", () => changed("schedule"));
  night.querySelector("button").addEventListener("click", () => {
    form.elements.when.value = "later";
    form.elements.scheduledAt.value = morning(field("scheduledAt") && scheduledAt() ? new Date(scheduledAt()) : new Date());
    changed("schedule");
  });
}

/** The wall clock in the field is Korea's, also on a computer set to another zone. */
export function scheduledAt() {
  if (field("when") !== "later" || !field("scheduledAt")) return null;
  return `${field("scheduledAt").slice(0, 16)}:00+09:00`;
}

const isNight = (at) => seoul(at).hour >= 21 || seoul(at).hour < 8;

/** The eight o'clock after `at`, for the field. */
function morning(at) {
  const day = seoul(at).hour >= 8 ? new Date(at.getTime() + 24 * 3600e3) : at;
  return `${seoul(day).day}T08:00`;
}

/** Words against the chosen time, or an empty text. */
export function scheduleProblem() {
  const atNight = "광고 문자는 밤 9시부터 아침 8시까지 보낼 수 없습니다";
  if (field("when") !== "later") return field("purpose") === "advertisement" && isNight(new Date()) ? atNight : "";
  if (!field("scheduledAt")) return "예약 시각을 정해 주세요";
  const at = new Date(scheduledAt());
  if (at <= Date.now()) return "이미 지난 시각입니다";
  return field("purpose") === "advertisement" && isNight(at) ? atNight : "";
}

export function scheduleWords() {
  const at = scheduledAt();
  if (!at) return "바로 보내기";
  const ahead = fromNow(new Date(at));
  return `${dateTime(new Date(at))}${ahead ? ` · ${ahead}` : ""}`;
}

export function tellSchedule() {
  later.hidden = field("when") !== "later";
  const problem = scheduleProblem();
  night.hidden = !problem.startsWith("광고");
  if (!night.hidden) {
    const at = new Date(`${morning(scheduledAt() ? new Date(scheduledAt()) : new Date())}:00+09:00`);
    night.querySelector("span").textContent = `${problem}. ${dateTime(at)}으로 바꿀까요?`;
  }
  words.textContent = problem || (scheduledAt() ? `${dateTime(new Date(scheduledAt()))} · ${fromNow(new Date(scheduledAt()))}` : "");
  words.classList.toggle("text-danger", Boolean(problem));
  mark("schedule", problem ? "bad" : "done", scheduleWords());
}
