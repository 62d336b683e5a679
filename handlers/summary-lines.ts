// The lines of summaries and digests: counts of the registry put beside the plan's targets, small ones hidden where they must be.
import type { Day } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import { listDays, type Period } from "../knowledge/summaries.ts";
import type { Desk } from "../registry/desk.ts";
import { causesByPlace, mostFrequent } from "../registry/summaries/hardship.ts";
import { type Movement, movementsOf, totals } from "../registry/summaries/movements.ts";
import type { Scope } from "../registry/summaries/scope.ts";
import { hider } from "../registry/summaries/small-counts.ts";
import { rateOf, type Standing, standingOf, totalOf } from "../registry/summaries/standing.ts";
import { targetOf } from "../registry/summaries/targets.ts";
import { openWork, reportsOfPeriod, silentVillages } from "../registry/summaries/work.ts";
import type { Line } from "./handler.ts";

/** What a summary is made for. */
export interface Summing {
  desk: Desk;
  scope: Scope;
  period: Period;
  /** The day the counts are of: the period's last, today at the latest. */
  on: Day;
  language: Language;
}

const MOST_NAMES = 5;
const CLASSES = [
  ["poor", "poor"],
  ["near_poor", "nearPoor"],
] as const;

/** Poor and near-poor households on the day, with rate and target. */
export async function standingLines(summing: Summing): Promise<Line[]> {
  const total = totalOf(summing.scope, await standingRows(summing));
  const lines = CLASSES.map(([name, key]): Line => {
    const rate = rateOf(total[key], total);
    const values = { count: total[key], people: total[`${key}People`] };
    if (rate === null) return { key: `summary:count.${name}`, values };
    const target = targetOf(summing.desk.library, summing.scope, summing.on, name);
    const rated = { ...values, rate: percent(rate, summing.language) };
    return target === null
      ? { key: `summary:rate.${name}`, values: rated }
      : { key: `summary:target.${name}`, values: { ...rated, target: percent(target, summing.language) } };
  });
  return total.holdsAll ? lines : [...lines, { key: "summary:no-rate" }];
}

/** The plan's target, or that there is none for this place and year. */
export function targetLines(summing: Summing): Line[] {
  return CLASSES.flatMap(([name]): Line[] => {
    const target = targetOf(summing.desk.library, summing.scope, summing.on, name);
    return target === null ? [{ key: `summary:no-target.${name}` }] : [];
  });
}

/** What changed in the period: in, out, and from what to what. */
export async function movementLines({ desk, scope, period, on }: Summing): Promise<Line[]> {
  const moved = await movementsOf(desk, scope, { first: period.first, last: on, knownAt: desk.now });
  return CLASSES.map(([name]) => ({ key: `summary:movement.${name}`, values: shown(moved[name], scope, desk) }));
}

/** One line for a digest: arisen and escaped of both classes together, reports filed and approved. */
export async function changeLine({ desk, scope, period, on }: Summing): Promise<Line> {
  const moved = await movementsOf(desk, scope, { first: period.first, last: on, knownAt: desk.now });
  const reports = await reportsOfPeriod(desk, scope, { first: period.first, last: on });
  const [ups, downs] = totals(moved.poor);
  const [up, down] = small([ups, downs], scope, desk);
  return { key: "summary:change", values: { up: up!, down: down!, ...reports, first: period.first, last: on } };
}

/** One line for each unit below. */
export async function unitLines(summing: Summing): Promise<Line[]> {
  const { desk, scope } = summing;
  const rows = await standingRows(summing);
  const poor = small(
    rows.map((row) => row.poor),
    scope,
    desk,
  );
  const nearPoor = small(
    rows.map((row) => row.nearPoor),
    scope,
    desk,
  );
  return rows.map(({ name, households }, at) => ({
    key: "summary:unit",
    values: { name, households, poor: poor[at]!, nearPoor: nearPoor[at]! },
  }));
}

/** Open, overdue and due soon. */
export async function workLine({ desk, scope }: Summing): Promise<Line> {
  const work = await openWork(desk, scope);
  return {
    key: work.overdue > 0 ? "summary:work-overdue" : "summary:work",
    values: { ...work, days: desk.library.summaries.dueWithinDays },
  };
}

/** The villages that sent nothing for so many days. */
export async function silentLine({ desk, scope }: Summing): Promise<Line> {
  const names = await silentVillages(desk, scope);
  const days = desk.library.summaries.silentAfterDays;
  if (names.length === 0) return { key: "summary:none-silent", values: { days } };
  const more = names.length - MOST_NAMES;
  const values = { days, count: names.length, names: names.slice(0, MOST_NAMES).join(", ") };
  return more > 0 ? { key: "summary:silent-and-more", values: { ...values, more } } : { key: "summary:silent", values };
}

/** Why households are poor. */
export async function causeLines({ desk, scope, on, language }: Summing): Promise<Line[]> {
  const causes = mostFrequent(await causesByPlace(desk, scope, { on, knownAt: desk.now }));
  if (causes.length === 0) return [{ key: "summary:no-causes" }];
  const counts = small(
    causes.map(({ count }) => count),
    scope,
    desk,
  );
  const names = desk.library.summaries.causes;
  return causes.map(({ id }, at) => {
    const name = names.get(id) ?? names.get("other")!;
    return { key: "summary:cause", values: { name: name[language] ?? name.vi, count: counts[at]! } };
  });
}

function standingRows({ desk, scope, period, on }: Summing): Promise<Standing[]> {
  const { end } = listDays({ first: period.first, last: on });
  return standingOf(desk, scope, { on: end, knownAt: desk.now });
}

/** Counts in words: as they are, or "<5" for those who must not see small ones. */
function small(counts: readonly number[], scope: Scope, desk: Desk): (number | string)[] {
  return hider(scope, desk.library.summaries)(counts).map((count) => count ?? `<${desk.library.summaries.smallBelow}`);
}

/** A movement with its small counts hidden; begin and end are sums of many and stay. */
function shown({ begin, end, ...moves }: Movement, scope: Scope, desk: Desk): Record<string, number | string> {
  const counts = small(Object.values(moves), scope, desk);
  return { begin, end, ...Object.fromEntries(Object.keys(moves).map((key, at) => [key, counts[at]!])) };
}

function percent(value: number, language: Language): string {
  const written = (Math.round(value * 100) / 100).toString();
  return `${language === "vi" ? written.replace(".", ",") : written}%`;
}
