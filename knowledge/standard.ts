// The poverty standard of a day and the class it gives. A rule whose confidence is uncertain is switched off:
// it never decides, it only leaves its classes possible.
import type { Day } from "../foundation/day.ts";
import type { HouseholdClass, Standard, StandardRule } from "./schema/standard.ts";
import type { Words } from "./schema/words.ts";

type Area = "rural" | "urban";
interface Interval {
  readonly lowest: number;
  readonly highest: number;
}

/** The standard in force on a day, or null before the first. */
export function standardOn(standards: readonly Standard[], on: Day): Standard | null {
  return standards.find((standard) => standard.from <= on && (standard.to === null || on <= standard.to)) ?? null;
}

export interface Classification {
  readonly standard: string;
  /** One class when decided; several when facts are missing or the rule is switched off; undecided tells which. */
  readonly classes: readonly HouseholdClass[];
  readonly undecided: "nothing" | "facts" | "rule";
  readonly clause: Words;
}

/** The class for an income per head a month (đồng) and a number of deprivations; null = not known. */
export function classify(
  standard: Standard,
  area: Area,
  income: number | null,
  deprivations: number | null,
): Classification {
  const { classes, decidedBy, first } = apply(standard, area, interval(income), interval(deprivations));
  const off = decidedBy?.confidence === "uncertain";
  const undecided = off ? "rule" : decidedBy || classes.length === 1 ? "nothing" : "facts";
  return { standard: standard.id, classes, undecided, clause: (decidedBy ?? first ?? standard.rules[0]!).clause };
}

/** Every class that is still possible when income and deprivations are only known to lie in an interval. */
export function possibleClasses(
  standard: Standard,
  area: Area,
  income: Interval,
  deprivations: Interval,
): readonly HouseholdClass[] {
  return apply(standard, area, income, deprivations).classes;
}

// Rules in order: one that surely matches ends the search, one that may match leaves its classes possible.
function apply(standard: Standard, area: Area, income: Interval, deprivations: Interval) {
  const classes = new Set<HouseholdClass>();
  let first: StandardRule | null = null;
  const line = (name: string | null) => (name === null ? null : (standard.lines[name]?.[area] ?? null));
  for (const rule of standard.rules) {
    const verdict = Math.min(
      above(income, line(rule.above)),
      atMost(income, line(rule.at_most)),
      rule.deprivations_min === null ? 2 : atLeast(deprivations, rule.deprivations_min),
    );
    if (verdict === 0) continue;
    for (const one of rule.classes) classes.add(one);
    if (verdict === 2) return { classes: [...classes], first: first ?? rule, decidedBy: first === null ? rule : null };
    first ??= rule;
  }
  return { classes: [...classes], first, decidedBy: null };
}

const interval = (value: number | null): Interval =>
  value === null ? { lowest: -Infinity, highest: Infinity } : { lowest: value, highest: value };
const above = (value: Interval, line: number | null) =>
  line === null ? 2 : value.lowest > line ? 2 : value.highest <= line ? 0 : 1;
const atMost = (value: Interval, line: number | null) => (line === null ? 2 : 2 - above(value, line));
const atLeast = (value: Interval, least: number) => (value.lowest >= least ? 2 : value.highest < least ? 0 : 1);
