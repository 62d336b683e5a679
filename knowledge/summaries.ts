// What summaries and digests say and hide (process/summaries.yaml), and the periods that people name.
import { z } from "zod";
import { addDays, addMonths, type Day, day, daysOf } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { fold } from "../foundation/vietnamese.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { LEVELS } from "./roles.ts";
import { type Words, wordsSchema } from "./schema/words.ts";

const words = z.array(z.string().min(1)).min(1);
const PERIODS = [
  "today",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "month",
  "quarter",
  "this_quarter",
  "this_year",
  "last_year",
  "year",
] as const;
/** What a summary may be about beside the overview. */
const VIEWS = ["silent", "target", "cases", "causes", "movements", "units"] as const;
export type SummaryView = "overview" | (typeof VIEWS)[number];

const fileSchema = z.strictObject({
  confidence: z.string(),
  silent_after_days: z.number().int().positive(),
  came_within_days: z.number().int().positive(),
  small_cells: z.strictObject({ below: z.number().int().positive(), whole_for: z.array(z.enum(LEVELS)) }),
  digest: z.strictObject({
    roles: z.array(z.string()).min(1),
    most_lines: z.number().int().positive(),
    due_within_days: z.number().int().positive(),
  }),
  targets: z.strictObject({ poor: z.string(), near_poor: z.string() }),
  periods: z.record(z.enum(PERIODS), words),
  views: z.record(z.enum(VIEWS), words),
  causes: z.record(z.string(), wordsSchema).refine((causes) => "other" in causes, { error: "other is missing" }),
});

/** Both days belong to the period. */
export interface Period {
  first: Day;
  last: Day;
}

/**
 * The days whose lists tell what a period changed: the day before it and its last. The list of a yearly review holds from the first day
 * of the next calendar year (process/workflow.yaml): a year begins and ends with the list of a New Year's Day.
 */
export function listDays({ first, last }: Period): { begin: Day; end: Day } {
  const next = addDays(last, 1);
  return { begin: beginsYear(first) ? first : addDays(first, -1), end: beginsYear(next) ? next : last };
}

function beginsYear(on: Day): boolean {
  return daysOf(on.slice(0, 4)).first === on;
}

export interface SummaryRules {
  readonly silentAfterDays: number;
  /** A first class within so many days of moving in or splitting off is no new poverty. */
  readonly cameWithinDays: number;
  /** Counts from 1 up to below this are hidden from levels that do not see them whole. */
  readonly smallBelow: number;
  readonly wholeFor: readonly (typeof LEVELS)[number][];
  readonly digestRoles: readonly string[];
  readonly digestLines: number;
  readonly dueWithinDays: number;
  /** The plan's indicator for a class. */
  readonly targets: { readonly poor: string; readonly near_poor: string };
  /** The period named in a text, or null. A month or quarter without a year is the latest that has begun. */
  periodIn(text: string, today: Day): Period | null;
  viewIn(text: string): SummaryView;
  /** Names of causes of poverty by their id; "other" among them. */
  readonly causes: ReadonlyMap<string, Words>;
  /** The calendar year of a day. */
  thisYear(today: Day): Period;
}

/** Reads process/summaries.yaml; throws AppError "summaries:invalid" naming what is wrong. */
export function loadSummaryRules(directory: string): SummaryRules {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/summaries.yaml", fileSchema);
  if (file === null) throw new AppError("summaries:invalid", describeProblems(reading.problems));
  const patterns = PERIODS.map((name) => ({ name, pattern: patternOf(file.periods[name]) }));
  const views = VIEWS.map((view) => ({ view, pattern: patternOf(file.views[view]) }));
  return {
    silentAfterDays: file.silent_after_days,
    cameWithinDays: file.came_within_days,
    smallBelow: file.small_cells.below,
    wholeFor: file.small_cells.whole_for,
    digestRoles: file.digest.roles,
    digestLines: file.digest.most_lines,
    dueWithinDays: file.digest.due_within_days,
    targets: file.targets,
    causes: new Map(Object.entries(file.causes)),
    periodIn: (text, today) => {
      const said = plain(text);
      const year = numberOf(said, patterns.find(({ name }) => name === "year")!.pattern);
      const found = patterns.find(({ pattern }) => pattern.test(said));
      if (found === undefined) return null;
      return named(found.name, numberOf(said, found.pattern), { today, year });
    },
    thisYear: (today) => daysOf(today.slice(0, 4)),
    viewIn: (text) => views.find(({ pattern }) => pattern.test(plain(text)))?.view ?? "overview",
  };
}

/** "tháng 10/2025" and "thang 10 nam 2025" read alike. */
function plain(text: string): string {
  return fold(text).replace(/\b(\d{1,2})\s*[/-]\s*(\d{4})\b/g, "$1 nam $2");
}

function patternOf(phrases: readonly string[]): RegExp {
  const parts = phrases.map((phrase) => fold(phrase).replace("{n}", "0?(\\d{1,4})"));
  return new RegExp(`(?<![a-z0-9])(?:${parts.join("|")})(?![a-z0-9])`);
}

function numberOf(text: string, pattern: RegExp): number | null {
  const found = pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
  return found === undefined ? null : Number(found);
}

function named(
  name: (typeof PERIODS)[number],
  number: number | null,
  { today, year }: { today: Day; year: number | null },
): Period | null {
  const monday = addDays(today, 1 - (new Date(today).getUTCDay() || 7));
  const month = (of: Day): Period => daysOf(of.slice(0, 7));
  const months = (first: number, count: number): Period | null => {
    if (number === null || first < 1 || first > 12) return null;
    const begin = (of: number) => day(`${of}-${String(first).padStart(2, "0")}-01`);
    const thisYear = Number(today.slice(0, 4));
    const from = begin(year ?? (begin(thisYear) > today ? thisYear - 1 : thisYear));
    return { first: from, last: addDays(addMonths(from, count), -1) };
  };
  switch (name) {
    case "today":
      return { first: today, last: today };
    case "this_week":
      return { first: monday, last: addDays(monday, 6) };
    case "last_week":
      return { first: addDays(monday, -7), last: addDays(monday, -1) };
    case "this_month":
      return month(today);
    case "last_month":
      return month(addMonths(today, -1));
    case "month":
      return months(number ?? 0, 1);
    case "this_quarter": {
      const first = addMonths(month(today).first, -((Number(today.slice(5, 7)) - 1) % 3));
      return { first, last: addDays(addMonths(first, 3), -1) };
    }
    case "quarter":
      return months((number ?? 0) * 3 - 2, 3);
    case "this_year":
      return daysOf(today.slice(0, 4));
    case "last_year":
      return daysOf(String(Number(today.slice(0, 4)) - 1));
    case "year":
      return number === null || number < 1900 || number > 2100 ? null : daysOf(String(number));
  }
}
