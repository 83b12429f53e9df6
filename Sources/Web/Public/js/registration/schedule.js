// ④ Now, or at a time in Korea.
import { dateTime, fromNow, seoul } from "../format.js";
import { changed, field } from "./draft.js";
import { mark } from "./steps.js";

const form = document.getElementById("registration");
const later = document.getElementById("later");
const words = document.getElementById("later-words");

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
}

/** The wall clock in the field is Korea's, also on a computer set to another zone. */
export function scheduledAt() {
  if (field("when") !== "later" || !field("scheduledAt")) return null;
  return `${field("scheduledAt").slice(0, 16)}:00+09:00`;
}

/** Words against the chosen time, or an empty text. */
export function scheduleProblem() {
  if (field("when") !== "later") return "";
  if (!field("scheduledAt")) return "예약 시각을 정해 주세요";
  const at = new Date(scheduledAt());
  if (at <= Date.now()) return "이미 지난 시각입니다";
  const { hour } = seoul(at);
  if (field("purpose") === "advertisement" && (hour >= 21 || hour < 8)) return "광고 문자는 밤 9시부터 아침 8시까지 보낼 수 없습니다";
  return "";
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
  words.textContent = problem || (scheduledAt() ? `${dateTime(new Date(scheduledAt()))} · ${fromNow(new Date(scheduledAt()))}` : "");
  words.classList.toggle("text-danger", Boolean(problem));
  mark("schedule", problem ? "bad" : "done", scheduleWords());
}
