// Calendar days, as the law counts them: "YYYY-MM-DD", no time, no time zone.

/** A calendar day written YYYY-MM-DD. Days compare correctly as strings. */
export type Day = string & { readonly __day: unique symbol };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True when the text is a day that exists in the calendar ("2024-02-29" yes, "2023-02-29" no). */
export function isDay(text: string): text is Day {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && date >= 1 && (date <= 28 || date <= daysInMonth(year, month));
}

/** Reads a day; throws a RangeError naming the text when it is not one. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar day (YYYY-MM-DD): ${JSON.stringify(text)}`);
  return text;
}

/** The day `count` days later (earlier when negative). */
export function addDays(from: Day, count: number): Day {
  const { year, month, date } = parts(from);
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10) as Day;
}

/** The same date `count` months later; the last day of the month where that date does not exist (31/01 + 1 = 28/02). */
export function addMonths(from: Day, count: number): Day {
  const { year, month, date } = parts(from);
  const index = year * 12 + (month - 1) + count;
  const newYear = Math.floor(index / 12);
  const newMonth = (index % 12) + 1;
  return write(newYear, newMonth, Math.min(date, daysInMonth(newYear, newMonth)));
}

/** Completed years between birth and `on`: one is a year older on the birthday itself (29/02 counts on 01/03). */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** True for a year or a month alone: "2024", "2024-06". */
export function isPartialDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(value);
}

/** The first and the last day of a year or a month ("2024", "2024-06"). */
export function daysOf(partial: string): { first: Day; last: Day } {
  const [year, month] = partial.split("-").map(Number) as [number, number?];
  return { first: write(year, month ?? 1, 1), last: write(year, month ?? 12, daysInMonth(year, month ?? 12)) };
}

/** How Vietnamese readers write a day, or a month or year alone: 21/11/2026. English keeps the same order, so both read alike. */
export function formatDay(value: string): string {
  return value.split("-").reverse().join("/");
}

function parts(value: Day): { year: number; month: number; date: number } {
  const [year, month, date] = value.split("-").map(Number) as [number, number, number];
  return { year, month, date };
}

function write(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}` as Day;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Completed months between two days, plus one half when days are left over: 36 on the anniversary itself, 36.5 the day after. */
export function monthsElapsed(from: Day, on: Day): number {
  const start = parts(from);
  const end = parts(on);
  let months = (end.year - start.year) * 12 + end.month - start.month;
  if (addMonths(from, months) > on) months -= 1;
  return addMonths(from, months) === on ? months : months + 0.5;
}
