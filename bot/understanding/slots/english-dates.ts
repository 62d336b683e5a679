// Dates as English writers put them: "20 November 2023", "Nov 20, 2023", "since May 2022", "yesterday", "last month".
import { addDays, addMonths, type Day, isDay } from "../../../foundation/day.ts";

/** As the rules of dates.ts: a pattern over folded text, and what it fixes; undefined when it is no date after all. */
export type EnglishRule = readonly [pattern: RegExp, read: (groups: string[], today: Day) => string | undefined];

const LETTERS = 3;
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, month, 15)).toLowerCase(),
);
/** Whole or of three letters. "may" without a year would be a Vietnamese word, so a year is always wanted. */
const MONTH = MONTHS.map((name) => `${name.slice(0, LETTERS)}(?:${name.slice(LETTERS)})?`).join("|");
const END = "(?![\\p{L}\\d])";

/** In order: the first rule that claims a place keeps it. */
export const ENGLISH_RULES: readonly EnglishRule[] = [
  [
    new RegExp(`(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH}),? (\\d{4})${END}`, "gu"),
    ([, d, m, y]) => dayOf(d!, m!, y!),
  ],
  [new RegExp(`(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})${END}`, "gu"), ([, m, d, y]) => dayOf(d!, m!, y!)],
  [new RegExp(`(${MONTH}),? (\\d{4})${END}`, "gu"), ([, month, year]) => `${year}-${numberOf(month!)}`],
  [/yesterday/gu, (_, today) => addDays(today, -1)],
  [/today/gu, (_, today) => today],
  [/this month/gu, (_, today) => today.slice(0, 7)],
  [/last month/gu, (_, today) => addMonths(today, -1).slice(0, 7)],
  [/this year/gu, (_, today) => today.slice(0, 4)],
  [/last year/gu, (_, today) => String(Number(today.slice(0, 4)) - 1)],
];

/** What nothing but an English date holds; asked before the rules. */
export const ENGLISH_HINT = new RegExp(`(?:${MONTH}),? \\d|yesterday|today|(?:this|last) (?:month|year|week)`, "u");

function dayOf(date: string, month: string, year: string): string | undefined {
  const iso = `${year}-${numberOf(month)}-${date.padStart(2, "0")}`;
  return isDay(iso) ? iso : undefined;
}

function numberOf(month: string): string {
  return String(MONTHS.findIndex((name) => name.startsWith(month.slice(0, LETTERS))) + 1).padStart(2, "0");
}
