// One household under another day's law: what it is today, what it would be, and what the law gives it on both days.
import type { Day } from "../../foundation/day.ts";
import type { Decision } from "../../knowledge/eligibility/decide.ts";
import { decide } from "../../knowledge/eligibility/decide.ts";
import type { Facts, Situation } from "../../knowledge/eligibility/facts.ts";
import type { Library } from "../../knowledge/library.ts";
import { classesUnder, type OtherClasses, type Recognised } from "../../knowledge/other-standard.ts";
import type { HouseholdClass, Standard } from "../../knowledge/schema/standard.ts";
import { standardOn } from "../../knowledge/standard.ts";
import { classFacts, type LawHousehold, situationFor } from "../households/for-law.ts";
import type { PlainFacts } from "../households/household.ts";
import type { SealedHousehold } from "./read-page.ts";

/** Where a household stands; `none`: surely above both lines; `open`: several are possible, a review would have to decide. */
export type Standing = "poor" | "near_poor" | "none" | "open";

/** One household on both days. */
export interface Compared {
  before: Decision;
  after: Decision;
  was: Standing;
  becomes: Standing;
  /** What the other standard said; null when it is the same one, or no class was ever recognised. */
  other: OtherClasses | null;
}

/** The other day's law, and how to read what is sealed. */
export interface Trial {
  library: Pick<Library, "knowledge" | "spreadsheet">;
  open(sealed: string): string;
  today: Day;
  on: Day;
}

/** The households of a page. */
export function householdsOf(page: string): SealedHousehold[] {
  return JSON.parse(page) as SealedHousehold[];
}

/** Decides the household on both days. Nothing is kept. */
export function compare(trial: Trial, row: SealedHousehold): Compared {
  const { library, today, on } = trial;
  const { knowledge } = library;
  const household = opened(trial, row);
  const history = (row.statuses ?? []).map(([from, status, standard]) => ({
    from,
    status: status as HouseholdClass,
    standard,
  }));
  const now = situationFor(library, { household, unit: row, history }, today);
  const recognised = recognisedOf(trial, { row, household, history });
  const standard = standardOn(knowledge.standards, on);
  const other =
    recognised === null || standard === null || standard.id === recognised.under.id
      ? null
      : classesUnder(standard, recognised);
  const then = other === null ? now : reclassed(trial, { now, history, standard: standard!, other });
  return {
    before: decide(knowledge, now, today),
    after: decide(knowledge, then, on),
    was: recognised === null ? "open" : standingOf([recognised.class]),
    becomes: recognised === null ? "open" : standingOf(other?.classes ?? [recognised.class]),
    other,
  };
}

/** What is common to all classes that are possible. */
function standingOf(classes: readonly HouseholdClass[]): Standing {
  const [first] = classes;
  if (classes.length === 1 && (first === "poor" || first === "near_poor")) return first;
  return classes.includes("poor") || classes.includes("near_poor") ? "open" : "none";
}

function opened({ open }: Trial, row: SealedHousehold): LawHousehold {
  const factsOf = (sealed: string | null) => (sealed === null ? {} : JSON.parse(open(sealed))) as PlainFacts;
  return {
    facts: factsOf(row.facts),
    status: row.statuses === null ? null : row.statuses,
    deprivations: row.lacking,
    members: (row.members ?? []).map(([id, sex, birth, details, facts]) => {
      const known = (details === null ? {} : JSON.parse(open(details))) as { birth?: string; ethnicity?: string };
      return {
        id,
        sex: sex as "male" | "female" | null,
        birth: known.birth ?? (birth === null ? null : open(birth)),
        ethnicity: known.ethnicity ?? null,
        facts: factsOf(facts),
      };
    }),
  };
}

interface Past {
  row: SealedHousehold;
  household: LawHousehold;
  history: readonly { from: Day; status: HouseholdClass; standard: string }[];
}

function recognisedOf({ library, today }: Trial, { row, household, history }: Past): Recognised | null {
  const last = history.findLast(({ from }) => from <= today);
  if (last === undefined) return null;
  const { standards } = library.knowledge;
  const under = standards.find(({ id }) => id === last.standard) ?? standardOn(standards, last.from);
  if (under === null) return null;
  const income = household.facts.income_per_head;
  return {
    class: last.status,
    under,
    area: row.area === "rural" || row.area === "urban" ? row.area : null,
    income: typeof income === "number" ? income : null,
    lacking: row.lacking,
  };
}

interface Reclassed {
  now: Situation;
  history: Past["history"];
  standard: Standard;
  other: OtherClasses;
}

/** Today's situation with the class of the other standard in place of the recognised one. */
function reclassed({ library, on }: Trial, { now, history, standard, other }: Reclassed): Situation {
  const { hh_class: _, previously: __, exit_date: ___, ...kept } = now.household;
  const [only, ...more] = other.classes;
  const standing = standingOf(other.classes);
  // Surely above both lines: the least such income says so to the rules, which look at it for the class alone.
  const fresh =
    more.length === 0 && only !== undefined
      ? classFacts(library.knowledge, [...history, { from: on, status: only }], on)
      : standing === "none"
        ? { income_per_head: other.income.lowest }
        : {};
  const indicators = new Set(standard.indicators.map(({ id }) => id));
  const listed = now.household.deprivations?.value;
  const deprivations = Array.isArray(listed) ? listed.filter((id) => indicators.has(id)) : (listed ?? null);
  const supposed = Object.entries({ ...fresh, deprivations }).filter(([, value]) => value !== null);
  const facts: Facts = Object.fromEntries(supposed.map(([id, value]) => [id, { value, origin: "supposed" as const }]));
  return { ...now, household: { ...kept, ...facts } };
}
