// ④ Now, or at a time in Korea.
import { dateTime, fromNow, seoul } from "../format.js";
import { isAdvert } from "./advert.js";
import { changed, field } from "./draft.js";
import { mark } from "./steps.js";

const form = document.getElementById("registration");
const later = document.getElementById("later");
const words = document.getElementById("later-words");
const night = document.getElementById("night");

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
    const { day, clock } = seoul(morningAfter(wanted()));
    form.elements.when.value = "later";
    form.elements.scheduledAt.value = `${day}T${clock}`;
    changed("schedule");
  });
}

const wanted = () => (scheduledAt() ? new Date(scheduledAt()) : new Date());

/** The next eight o'clock in Korea. */
function morningAfter(at) {
  const { day, hour } = seoul(at);
  return new Date(new Date(`${day}T08:00:00+09:00`).getTime() + (hour < 8 ? 0 : 864e5));
}

function isNight(at) {
  const { hour } = seoul(at);
  return hour >= 21 || hour < 8;
}

/** The wall clock in the field is Korea's, also on a computer set to another zone. */
export function scheduledAt() {
  if (field("when") !== "later" || !field("scheduledAt")) return null;
  return `${field("scheduledAt").slice(0, 16)}:00+09:00`;
}

/** Words against the chosen time, or an empty text. */
export function scheduleProblem() {
  if (field("when") === "later" && !field("scheduledAt")) return "예약 시각을 정해 주세요";
  if (scheduledAt() && wanted() <= Date.now()) return "이미 지난 시각입니다";
  return isAdvert() && isNight(wanted()) ? "광고 문자는 밤 9시부터 아침 8시까지 보낼 수 없습니다" : "";
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
  const atNight = isAdvert() && Boolean(problem) && isNight(wanted());
  night.hidden = !atNight;
  if (atNight) night.querySelector("button").textContent = `${dateTime(morningAfter(wanted()))}로 바꾸기`;
  words.textContent = problem || (scheduledAt() ? `${dateTime(new Date(scheduledAt()))} · ${fromNow(new Date(scheduledAt()))}` : "");
  words.classList.toggle("text-danger", Boolean(problem));
  mark("schedule", problem ? "bad" : "done", scheduleWords());
}
