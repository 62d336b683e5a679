// The layouts of official reports (official-reports/*.yaml), read once: by id, with the frame around them and the days they are due.
import { readdirSync } from "node:fs";
import path from "node:path";
import { addDays, addMonths, type Day, day, daysOf } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { misnamed } from "./check-layouts.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import type { Operation } from "./roles.ts";
import type { Facts } from "./schema/fact.ts";
import {
  type Check,
  type Deadline,
  deadlinesFileSchema,
  type Frame,
  frameSchema,
  type LayoutColumn,
  layoutFileSchema,
  type Said,
} from "./schema/official-report.ts";
import type { Period } from "./summaries.ts";

/** One report: what it is called, what it counts, what must hold in it. */
export interface Layout {
  readonly id: string;
  readonly ownClass: "poor" | "near_poor" | null;
  readonly title: Said;
  readonly subject: "households" | "members" | "reports" | "reports-by-unit" | "sections";
  /** What a role must be allowed to do, and whether a leader must let it out. */
  readonly needs: Operation;
  readonly release: boolean;
  readonly lines: readonly ("households" | "people" | "poor" | "near_poor")[];
  readonly childrenBelow: number;
  readonly columns: readonly LayoutColumn[];
  readonly checks: readonly Check[];
  readonly words: Readonly<Record<string, Said>>;
  readonly states: Readonly<Record<string, Said>>;
}

/** Everything about official reports. */
export interface OfficialReports {
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly frame: Frame;
  readonly deadlines: readonly Deadline[];
  /** Days before the last day on which the senders are reminded, and the roles that are. */
  readonly remind: { readonly at: readonly number[]; readonly roles: Readonly<Record<Deadline["sender"], string[]>> };
}

/** Reads official-reports/; throws AppError "official-reports:invalid" naming what is wrong. */
export function loadOfficialReports(directory: string, { facts }: Pick<Facts, "facts">): OfficialReports {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const layouts = new Map<string, Layout>();
  const files = readdirSync(path.join(directory, "official-reports")).filter((name) => /^[rp]\d\d/.test(name));
  for (const name of files.toSorted(byReport)) {
    const file = readYaml(reading, `official-reports/${name}`, layoutFileSchema);
    for (const report of file?.reports ?? []) {
      const { id, title, words, checks } = report;
      const { subject, needs, release, lines, columns, states } = file!;
      const own = { ownClass: report.class ?? null, childrenBelow: file!.children_below ?? 0 };
      const all = [...file!.checks, ...checks];
      layouts.set(id, { id, title, words, subject, needs, release, lines, columns, states, checks: all, ...own });
    }
  }
  const frame = readYaml(reading, "official-reports/frame.yaml", frameSchema);
  const due = readYaml(reading, "official-reports/deadlines.yaml", deadlinesFileSchema);
  reading.problems.push(...misnamed(layouts, new Set(facts.map(({ id }) => id))));
  for (const { id, reports } of due?.deadlines ?? [])
    for (const report of reports.filter((one) => !layouts.has(one)))
      reading.problems.push({ file: "official-reports/deadlines.yaml", path: id, reason: `no report ${report}` });
  if (frame === null || due === null || reading.problems.length > 0)
    throw new AppError("official-reports:invalid", describeProblems(reading.problems));
  const ordered = new Map([...layouts].sort(([a], [b]) => byReport(a, b)));
  return { layouts: ordered, frame, deadlines: due.deadlines, remind: due.remind };
}

/** R before P, then by number. */
function byReport(a: string, b: string): number {
  return b[0]!.localeCompare(a[0]!) || a.localeCompare(b);
}

const MONTHS: Readonly<Record<string, [first: number, count: number]>> = {
  H1: [1, 6],
  H2: [7, 6],
  Q1: [1, 3],
  Q2: [4, 3],
  Q3: [7, 3],
  Q4: [10, 3],
};

/** "2026", "2026-10", "2026-H1" or "2026-Q3" as days; null when it is none of these. */
export function reportPeriod(text: string): Period | null {
  if (/^(19|20)\d{2}(-(0[1-9]|1[0-2]))?$/.test(text)) return daysOf(text);
  const [, year, part] = /^((?:19|20)\d{2})-([HQ]\d)$/.exec(text) ?? [];
  const months = MONTHS[part ?? ""];
  if (year === undefined || months === undefined) return null;
  const first = day(`${year}-${String(months[0]).padStart(2, "0")}-01`);
  return { first, last: addDays(addMonths(first, months[1]), -1) };
}

/** The next last day of a deadline from a day on; null when it is past for good. */
export function nextLastDay({ last_day: last }: Pick<Deadline, "last_day">, from: Day): Day | null {
  if (last.length > 5) return last >= from ? day(last) : null;
  const year = Number(from.slice(0, 4));
  const thisYear = day(`${year}-${last}`);
  return thisYear >= from ? thisYear : day(`${year + 1}-${last}`);
}
