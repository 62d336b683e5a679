// What another standard would say of a household that the commune recognised under the standard of its time. Income is seldom
// written down: the recognised class says between which lines it lay, and nothing more is supposed. Where that leaves several
// classes possible, they are all told: a review would have to decide.
import type { HouseholdClass, Standard } from "./schema/standard.ts";
import type { Words } from "./schema/words.ts";
import { possibleClasses } from "./standard.ts";

/** A household as the commune's list has it. */
export interface Recognised {
  readonly class: HouseholdClass;
  /** The standard by which it was recognised. */
  readonly under: Standard;
  /** Null: the unit's kind is not known, so both are possible. */
  readonly area: "rural" | "urban" | null;
  /** In đồng a head and month, where it was ever written down. */
  readonly income: number | null;
  /** Indicators it lacks. */
  readonly lacking: readonly string[];
}

export interface Between {
  readonly lowest: number;
  readonly highest: number;
}

/** What the other standard leaves possible, and from what. */
export interface OtherClasses {
  readonly classes: readonly HouseholdClass[];
  readonly income: Between;
  readonly deprivations: Between;
  /** Of the rule that speaks of the first possible class. */
  readonly clause: Words;
}

/** The classes that `standard` leaves possible. */
export function classesUnder(standard: Standard, household: Recognised): OtherClasses {
  const deprivations = deprivationsUnder(standard, household);
  const areas = household.area === null ? (["rural", "urban"] as const) : [household.area];
  const incomes = areas.map((area) => incomeOf(household, area));
  const classes = [
    ...new Set(areas.flatMap((area, at) => possibleClasses(standard, area, incomes[at]!, deprivations))),
  ];
  const income = {
    lowest: Math.min(...incomes.map(({ lowest }) => lowest)),
    highest: Math.max(...incomes.map(({ highest }) => highest)),
  };
  const rule = standard.rules.find((one) => one.classes.some((name) => classes.includes(name)));
  return { classes, income, deprivations, clause: (rule ?? standard.rules[0]!).clause };
}

/** Between the lines of the rules that give the recognised class; amounts are whole đồng. */
function incomeOf({ class: recognised, under, income }: Recognised, area: "rural" | "urban"): Between {
  if (income !== null) return { lowest: income, highest: income };
  const rules = under.rules.filter(({ classes }) => classes.includes(recognised));
  const line = (name: string | null, none: number) => (name === null ? none : (under.lines[name]?.[area] ?? none));
  return {
    lowest: Math.min(...rules.map(({ above }) => line(above, -1) + 1)),
    highest: Math.max(...rules.map(({ at_most }) => line(at_most, Number.POSITIVE_INFINITY))),
  };
}

/** Indicators that only the other standard has were never looked at: each may be lacking. */
function deprivationsUnder({ indicators }: Standard, { class: recognised, under, lacking }: Recognised): Between {
  const known = new Set(under.indicators.map(({ id }) => id));
  const fresh = indicators.filter(({ id }) => !known.has(id)).length;
  const still = indicators.filter(({ id }) => lacking.includes(id)).length;
  // A list of the poor without any indicator is one on which they were not written down.
  if (recognised === "poor" && lacking.length === 0) return { lowest: 0, highest: indicators.length };
  return { lowest: still, highest: still + fresh };
}
