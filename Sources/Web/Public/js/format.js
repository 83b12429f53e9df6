// How numbers, money, numbers of phones and times are written.
const weekdays = "일월화수목금토";
export const number = (value) => Number(value || 0).toLocaleString("ko-KR");
export const won = (value) => `${number(value)}원`;

export function phone(digits) {
  const text = String(digits || "").replace(/[^0-9*]/g, "");
  if (/^1\d{7}$/.test(text)) return `${text.slice(0, 4)}-${text.slice(4)}`;
  const area = text.startsWith("02") ? 2 : 3;
  if (text.length < 9) return String(digits || "");
  return `${text.slice(0, area)}-${text.slice(area, -4)}-${text.slice(-4)}`;
}

/** The parts of an instant in Korea, wherever the browser is. */
export function seoul(date) {
  const shifted = new Date(date.getTime() + 9 * 3600e3);
  const two = (value) => String(value).padStart(2, "0");
  return {
    day: `${shifted.getUTCFullYear()}-${two(shifted.getUTCMonth() + 1)}-${two(shifted.getUTCDate())}`,
    weekday: weekdays[shifted.getUTCDay()],
    clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    hour: shifted.getUTCHours(),
  };
}

export function dateTime(date) {
  const { day, weekday, clock } = seoul(date);
  return `${day}(${weekday}) ${clock}`;
}

/** `3시간 뒤`, `2일 뒤`. */
export function fromNow(date) {
  const minutes = Math.round((date - Date.now()) / 60e3);
  if (minutes < 1) return "";
  if (minutes < 60) return `${minutes}분 뒤`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours}시간 ${minutes % 60}분 뒤` : `${hours}시간 뒤`;
  return `${Math.floor(hours / 24)}일 ${hours % 24 ? `${hours % 24}시간 ` : ""}뒤`.replace("  ", " ");
}

export function ago(date) {
  const minutes = Math.floor((Date.now() - date) / 60e3);
  if (minutes < 1) return "방금";
  if (minutes < 60) return `${minutes}분 전`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)}시간 전` : dateTime(date);
}
