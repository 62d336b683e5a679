// Reports that count households: the households of the unit are read once, what lies sealed only for columns that ask for it.
import { approvalOf } from "../../knowledge/change-types.ts";
import type { Library } from "../../knowledge/library.ts";
import type { Layout } from "../../knowledge/official-reports.ts";
import { listOf } from "../../knowledge/spreadsheet.ts";
import { standardOn } from "../../knowledge/standard.ts";
import type { Desk } from "../desk.ts";
import type { Scope } from "../summaries/scope.ts";
import { columnsOf, type Turns } from "./columns.ts";
import { type Counting, countColumn } from "./count.ts";
import { type Inwards, openInside } from "./inside.ts";
import { type HouseholdLine, householdLines, type ReportPeriod } from "./lines.ts";
import { rowUnits } from "./place.ts";
import type { Source } from "./shapes.ts";

/** The tools of making a report; the rights were asked before. */
export type Tools = Pick<Desk, "tx" | "store" | "library" | "now" | "today">;

/** What the tables of these layouts are filled from. */
export async function householdSources(
  tools: Tools,
  layouts: readonly Layout[],
  { scope, period }: { scope: Scope; period: ReportPeriod },
): Promise<Source[]> {
  const { library } = tools;
  const households = await householdLines(tools, scope, { ...period, knownAt: tools.now });
  const needed = layouts.flatMap((layout) => [layout, ...namedBy(layout, library)]);
  const childrenBelow = Math.max(...needed.map((layout) => layout.childrenBelow));
  for (const [asked, lines] of byWhatIsAsked(needed, households))
    await openInside(tools, lines, { ...asked, on: period.end, childrenBelow });
  const turns = turnsOf(library, households, period);
  const byUnit = Map.groupBy(households, ({ unit }) => unit);
  const whole = wholeUnits(scope, households);
  const indicators = indicatorsIn(library);
  const named = await rowUnits(tools, scope);
  const known = new Set(named.map(({ code }) => code));
  const former = [...byUnit.keys()].filter((code) => !known.has(code)).map((code) => ({ code, name: code }));
  const units = [...named, ...former];
  const empty = new Set(units.flatMap(({ code }) => (byUnit.has(code) ? [] : [code])));
  const smallBelow = scope.hidesSmall ? library.summaries.smallBelow : null;
  return layouts.map((layout) => ({
    layout,
    units,
    empty,
    smallBelow,
    ...cellsOf(layout, { library, turns, byUnit, whole, indicators }),
  }));
}

/** The units of which the registry holds everybody, as summaries/standing.ts tells it. */
function wholeUnits({ level }: Scope, households: readonly HouseholdLine[]): ReadonlySet<string> {
  const unlisted = households.filter((one) => one.here && one.unlisted);
  const telling = level === "province" || unlisted.length === 0 ? unlisted : households;
  return new Set(telling.map(({ unit }) => unit));
}

/** What the cells of every layout are counted from. */
interface Known extends Pick<Counting, "whole" | "indicators"> {
  library: Library;
  turns: Turns;
  byUnit: ReadonlyMap<string, HouseholdLine[]>;
}

function cellsOf(
  layout: Layout,
  { library, turns, byUnit, whole, indicators }: Known,
): Pick<Source, "columns" | "cell" | "other"> {
  const counting = (of: Layout): Counting => ({
    ownClass: of.ownClass,
    indicators,
    majority: majorityOf(library),
    whole,
    does: (type) => approvalOf(library.changes, type),
  });
  const own = counting(layout);
  const others = new Map(
    namedBy(layout, library).map((one) => [one.id, { columns: columnsOf(one, turns), counting: counting(one) }]),
  );
  return {
    columns: columnsOf(layout, turns),
    cell: (column, unit, line) => countColumn(column, byUnit.get(unit) ?? [], line, own),
    other: (name, unit, line) => {
      const [id, key] = name.split(".") as [string, string];
      const other = others.get(id);
      const column = other?.columns.find((one) => one.key === key);
      if (other === undefined || column === undefined) return null;
      const { sum, unknown, only } = countColumn(column, byUnit.get(unit) ?? [], line, other.counting);
      return unknown > 0 || only ? null : sum;
    },
  };
}

/** Other reports that the checks of this one name. */
function namedBy({ checks }: Layout, { officialReports: { layouts } }: Library): Layout[] {
  const ids = checks.flatMap(({ terms }) => Object.keys(terms).flatMap((name) => name.split(".").slice(0, -1)));
  return [...new Set(ids)].flatMap((id) => layouts.get(id) ?? []);
}

/** Households of a class are asked the same: what the columns about it, or about all classes, ask. None where nothing is asked. */
function byWhatIsAsked(
  layouts: readonly Layout[],
  households: readonly HouseholdLine[],
): [asked: Inwards, lines: HouseholdLine[]][] {
  const asking = layouts.flatMap(({ ownClass, columns }) =>
    columns
      .filter(isSealed)
      .map(({ count, when }) => ({ count, when, of: when.class === "own" ? ownClass : when.class })),
  );
  return [...Map.groupBy(households, ({ after }) => after)].flatMap(([after, lines]) => {
    const own = asking.filter(({ of }) => of === undefined || of === after);
    const asked = {
      children: own.some(({ count }) => count === "children"),
      facts: own.some(({ when }) => when.fact !== undefined),
    };
    return own.length === 0 ? [] : [[asked, lines]];
  });
}

function isSealed({ count, when }: Layout["columns"][number]): boolean {
  const { head, couple, ethnicity, fact } = when;
  return count === "children" || [head, couple, ethnicity, fact].some((value) => value !== undefined);
}

/** Ids of the indicators of a standard by its id; none of no standard. */
function indicatorsIn({ knowledge }: Library): Counting["indicators"] {
  const byStandard = new Map(knowledge.standards.map((one) => [one.id, new Set(one.indicators.map(({ id }) => id))]));
  return (standard) => byStandard.get(standard ?? "") ?? new Set();
}

/**
 * Indicators of the standards by which households are on the list: one made late in a year is used in the next, whatever standard begins
 * with it; of the standard of the last day where nobody is listed. Minorities of heads of poor and near-poor households.
 */
function turnsOf(library: Library, households: readonly HouseholdLine[], { last }: ReportPeriod): Turns {
  const listed = households.filter(({ after }) => after === "poor" || after === "near_poor");
  const by = new Set(listed.map(({ standard }) => standard));
  const used = library.knowledge.standards.filter(({ id }) => by.has(id));
  const standards = used.length > 0 ? used : [standardOn(library.knowledge.standards, last)];
  const indicators = new Map(standards.flatMap((one) => one?.indicators.map((each) => [each.id, each] as const) ?? []));
  const there = new Set(listed.map(({ inside }) => inside?.headEthnicity));
  const majority = majorityOf(library);
  const minorities = listOf(library.spreadsheet, "ethnicities").filter(({ id }) => there.has(id) && !majority.has(id));
  return {
    indicator: [...indicators.values()].map(({ id, name }) => ({ id, name: { vi: name.vi, en: name.en ?? name.vi } })),
    ethnicity: minorities.map(({ id, label }) => ({ id, name: { vi: label, en: label } })),
    change: [],
  };
}

function majorityOf({ spreadsheet }: Library): ReadonlySet<string> {
  return new Set(listOf(spreadsheet, "ethnicities").flatMap(({ id, majority }) => (majority ? [id] : [])));
}
