// The words of the page, in Vietnamese and English, from texts.json.

const texts = await (await fetch("page/texts.json")).json();
let language = localStorage.getItem("language") === "en" ? "en" : "vi";

/** The text under a dotted key, with its {{values}} filled in. */
export function say(key, values = {}) {
  const text = key.split(".").reduce((branch, step) => branch?.[step], texts[language]) ?? key;
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name) => String(values[name] ?? ""));
}

/** Which language the page speaks now: "vi" or "en". */
export function spoken() {
  return language;
}

/** Changes to the other language and remembers it on this device. */
export function switchLanguage() {
  language = language === "vi" ? "en" : "vi";
  localStorage.setItem("language", language);
}

/** The hour of a message: 14:05. */
export function hour(at) {
  return new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** The day of a message: today, yesterday, or 21/11/2026. */
export function dayName(at, now = Date.now()) {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return new Date(at).toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });
}

function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}
