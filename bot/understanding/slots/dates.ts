// Dates as people say them: written, spoken, relative to today, only a month, or of the lunar calendar (which fixes no day: ask).
import { addDays, addMonths, type Day, isDay } from "../../../foundation/day.ts";
import type { DateSlot } from "../types.ts";
import { type Aligned, matches } from "./aligned.ts";
import { ENGLISH_HINT, ENGLISH_RULES } from "./english-dates.ts";
import { NUMBER, readNumber } from "./numbers.ts";

interface Found extends DateSlot {
  at: number;
}
type Rule = readonly [
  pattern: RegExp,
  read: (groups: string[], today: Day, raw: string) => string | null | undefined,
  lunar?: true,
];

const PART = "(?:(?:sang|trua|chieu|toi|dem|khuya|nua dem|rang sang) )?";
const WEEKDAYS = ["chu nhat", "hai", "ba", "tu", "nam", "sau", "bay"];
const NOT_A_MONTH =
  "(?! ?(?:tr|trieu|k|nghin|ngan|dong|cu|ty|lan|khau|nguoi|ngay|ky|con|nay thang|hai|tuoi|dau)(?!\\p{L}))";

/** Undefined means "not a date after all", null a date without a day. The first rule that claims a place keeps it. */
const RULES: readonly Rule[] = [
  [/(?:may (?:hom|bua|ngay|thang|tuan) (?:nay|ni|roi|truoc)|dao nay|lau nay)(?!\p{L})/gu, () => null],
  [/(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)/gu, ([, y, m, d]) => written(d!, m!, y!)],
  [
    /(?:m[uo]ng) \d{1,2}(?:[/-]\d{1,2}| thang (?:\d{1,2}|gieng|chap))?/gu,
    (_, __, raw) => (/dương/i.test(raw) ? undefined : null),
    true,
  ],
  [
    /(?:ram thang|ram|ba muoi tet|30 tet|thang chap|thang gieng)(?: \d{1,2})?(?!\p{L})/gu,
    (_, __, raw) => (/^(ram|rằm|th|ba|30)/i.test(raw) ? null : undefined),
    true,
  ],
  [
    /(?<![\d/.,])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/])/gu,
    ([, d, m, y]) => written(d!, m!, y!.length === 2 ? `20${y}` : y!),
  ],
  [/(?<![\d/.,])(\d{1,2})\/(20\d{2})(?!\d)/gu, ([, m, y]) => monthOf(Number(y), Number(m))],
  [/(?<![\d/.,-])(\d{1,2})[/-](\d{1,2})(?![\d/]|[ ]?(?:tuoi|m2|diem))/gu, ([, d, m], today) => nearest(d!, m!, today)],
  [new RegExp(`ngay (\\d{1,2}|${NUMBER}) thang (\\d{1,2}|${NUMBER})(?: nam (\\d{4}))?`, "gu"), spokenDate],
  [/(?<!\d)(\d{1,2}) thang (\d{1,2}) nam (\d{4})(?!\d)/gu, spokenDate],
  [/(?:tu|hom|bua|vao|den|hoi) (\d{1,2}) thang (\d{1,2})(?! ?\d)()/gu, spokenDate],
  [
    new RegExp(
      `(?<!moi |mot |hang |\\d |\\d|may |ba |hai |nua |nam |sau )(?:dau |giua |cuoi )?thang (\\d{1,2}|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi|muoi mot|muoi hai)(?!\\p{L}|\\d)${NOT_A_MONTH}(?: nam (\\d{4}))?`,
      "gu",
    ),
    spokenMonth,
  ],
  [new RegExp(`${PART}(?:hom|bua) kia(?!\\p{L})`, "gu"), (_, today, raw) => addDays(today, /kìa/.test(raw) ? -3 : -2)],
  [/(?:hom qua|toi qua|dem qua|chieu qua|sang qua|trua qua|ngay hom qua)(?!\p{L})/gu, (_, today) => addDays(today, -1)],
  [
    /(?:hom nay|sang nay|chieu nay|toi nay|trua nay|dem nay|khuya nay|rang sang nay|vua moi day)(?!\p{L})/gu,
    (_, today) => today,
  ],
  [
    /(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))(?!\p{L})(?: (tuan truoc|tuan roi|tuan nay|vua roi|roi|vua qua))?/gu,
    weekday,
  ],
  [new RegExp(`(?:cach day )?(${NUMBER}) (ngay|hom|bua|tuan|thang) (?:truoc|nay|roi)(?!\\p{L})`, "gu"), ago],
  [/cach day (\d{1,2}) (ngay|tuan|thang)/gu, ago],
  [/(?<!\d |may |hai |ba |nua )(?:dau |giua |cuoi )?thang (?:nay|ni)(?!\p{L})/gu, (_, today) => today.slice(0, 7)],
  [
    /(?:dau |giua |cuoi )?thang (?:truoc|roi|vua roi|qua|vua qua)(?!\p{L})/gu,
    (_, today) => addMonths(today, -1).slice(0, 7),
  ],
  [/(?:dau|giua|cuoi) thang(?!\p{L})/gu, (_, today) => today.slice(0, 7)],
  [/(?<!sinh |de |sn )(?:(?:dau |giua |cuoi )?(?:nam|year)|in|since) ((?:19|20)\d{2})(?![\d/-])/gu, ([, year]) => year],
  [/(?<!sinh )(?:tu|den|ky|truoc|sau|until|before) ((?:19|20)\d{2})(?![\d/-])/gu, ([, year]) => year],
  [/nam (nay|ngoai|truoc|roi|kia)(?!\p{L})/gu, ([, which], today) => yearBefore(today, which!)],
  [/(?:tuan truoc|tuan roi|tuan qua|tuan nay|last week|this week)(?!\p{L})/gu, () => null],
  [/(?:hom no|bua (?:te|ho|hom|no|truoc|roi)|(?:dau|giua|cuoi) nam|hom truoc)(?!\p{L})/gu, () => null],
  [/(?:hom|ngay|bua) (\d{1,2})(?![\d/]|\p{L})/gu, ([, d], today) => dayOfMonth(Number(d), today)],
];

/** Nothing is a date without one of these; most questions hold none, and the rules need not run. */
const HINT =
  /\d|ngay|thang|tuan|hom|bua|thu |chu nhat|ram|tet|moi day|vua|lau nay|dao nay|(?:sang|trua|chieu|toi|dem|khuya) (?:nay|qua|kia)|nam (?:nay|ngoai|truoc|roi|kia)|(?:dau|giua|cuoi) nam|week|day|month|year/u;

/** All dates of the message, in order of appearance, counted from `today`. */
export function datesIn(message: Aligned, today: Day): DateSlot[] {
  if (!HINT.test(message.folded)) return [];
  const rules: readonly Rule[] = ENGLISH_HINT.test(message.folded) ? [...ENGLISH_RULES, ...RULES] : RULES;
  const found: Found[] = [];
  for (const [pattern, read, lunar] of rules) {
    for (const { groups, raw, at } of matches(pattern, message)) {
      if (
        isInsideWord(message.folded, at) ||
        found.some((other) => at < other.at + other.raw.length && other.at < at + raw.length)
      )
        continue;
      const iso = read(groups, today, raw);
      if (iso !== undefined)
        found.push({ iso, precision: precisionOf(iso, raw), raw, at, ...(lunar ? { lunar } : {}) });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...date }) => date);
}

/** "khom 2" is not "hom 2". */
function isInsideWord(folded: string, at: number): boolean {
  return at > 0 && /\p{L}\p{L}/u.test(folded.slice(at - 1, at + 1));
}

function precisionOf(iso: string | null, raw: string): DateSlot["precision"] {
  if (iso === null) return /tu[ầa]n|week/i.test(raw) ? "week" : "rough";
  return iso.length === 4 ? "year" : iso.length === 7 ? "month" : "day";
}

function yearBefore(today: Day, which: string): string {
  const back = which === "nay" ? 0 : which === "kia" ? 2 : 1;
  return String(Number(today.slice(0, 4)) - back);
}

function written(date: string, month: string, year: string): string | undefined {
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(iso) ? iso : undefined;
}

function monthOf(year: number, month: number): string | undefined {
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}` : undefined;
}

/** Without a year a reported date lies in the past: this year, or last year when it would still be to come. */
function nearest(date: string, month: string, today: Day): string | undefined {
  const year = Number(today.slice(0, 4));
  const iso = written(date, month, String(year));
  return iso !== undefined && iso > today ? written(date, month, String(year - 1)) : iso;
}

function spokenDate([, date, month, year]: string[], today: Day): string | undefined {
  const [d, m] = [readNumber(date!), readNumber(month!)];
  if (d === null || m === null) return undefined;
  return year ? written(String(d), String(m), year) : nearest(String(d), String(m), today);
}

function spokenMonth([, month, year]: string[], today: Day): string | undefined {
  const value = readNumber(month!);
  if (value === null) return undefined;
  const now = Number(today.slice(0, 4));
  const iso = monthOf(year ? Number(year) : now, value);
  return iso && !year && iso > today.slice(0, 7) ? monthOf(now - 1, value) : iso;
}

function ago([whole, count, unit]: string[], today: Day, raw: string): string | null | undefined {
  const from = whole!.indexOf(count!);
  const typed = raw.slice(from, from + count!.length);
  const value = readNumber(typed);
  // "tu thang truoc" without marks is "from last month", hardly "four months ago".
  if (value === null || typed === "tu" || value > 99 || (/^(?:tuan|thang)$/.test(unit!) && /nay$/.test(raw)))
    return undefined;
  if (unit !== "tuan" && unit !== "thang") return addDays(today, -value);
  return unit === "tuan" ? null : addMonths(today, -value).slice(0, 7);
}

/** The last such day; "tuần trước" is the week before this one, weeks beginning on Monday. */
function weekday([, name, sunday, when]: string[], today: Day, raw: string): string | undefined {
  if (/^thu/.test(raw) && !/^thu /.test(raw)) return undefined;
  const wanted = sunday ? 0 : /\d/.test(name!) ? Number(name) - 1 : WEEKDAYS.indexOf(name!);
  const now = new Date(`${today}T00:00:00Z`).getUTCDay();
  if (when === "tuan truoc" || when === "tuan roi") {
    const monday = addDays(today, -((now + 6) % 7) - 7);
    return addDays(monday, (wanted + 6) % 7);
  }
  const back = (now - wanted + 7) % 7;
  return addDays(today, -(back === 0 && when ? 7 : back));
}

function dayOfMonth(date: number, today: Day): string | undefined {
  const here = written(String(date), today.slice(5, 7), today.slice(0, 4));
  if (here === undefined || here <= today) return here;
  const before = addMonths(`${today.slice(0, 8)}01` as Day, -1);
  return written(String(date), before.slice(5, 7), before.slice(0, 4));
}
