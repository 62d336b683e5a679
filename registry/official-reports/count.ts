// What the columns of a report count over households. What is not known of one household is not guessed: the cell says that it is open.
import type { ChangeType } from "../../knowledge/change-types.ts";
import type { Condition, Move } from "../../knowledge/schema/official-report.ts";
import type { ListedClass } from "../summaries/alike.ts";
import { wayIn, wayOut } from "../summaries/movements.ts";
import type { Column } from "./columns.ts";
import type { HouseholdLine } from "./lines.ts";

/** A counted cell. `unknown`: households of which it is not known whether or how they count; `only`: a whole that is none. */
export interface Counted {
  sum: number;
  unknown: number;
  only: boolean;
}

/** What the line of a unit counts, by its name in the layout; null where a unit has one line. */
export type LineName = "households" | "people" | "poor" | "near_poor" | null;

/** What counting stands on. */
export interface Counting {
  ownClass: ListedClass | null;
  /** Indicators of a standard. */
  indicators(standard: string | null): ReadonlySet<string>;
  majority: ReadonlySet<string>;
  /** The units of which the registry holds everybody. */
  whole: ReadonlySet<string>;
  does(changeType: string | null): ChangeType["approval"] | null;
}

/** Counts one column over the households of one unit. */
export function countColumn(
  column: Column,
  households: readonly HouseholdLine[],
  line: LineName,
  counting: Counting,
): Counted {
  const counted: Counted = {
    sum: 0,
    unknown: 0,
    only: column.whole && !households.some(({ here, unlisted }) => here && unlisted),
  };
  for (const household of households) {
    const amount =
      column.move == null
        ? countedOf(column, household, line, counting)
        : movedOf(column.move, household, line === "people", counting);
    if (amount === null) counted.unknown += 1;
    else counted.sum += amount;
  }
  return counted;
}

/** How much a household adds to a column; null: not known. */
function countedOf(
  { when, count }: Column,
  household: HouseholdLine,
  line: LineName,
  counting: Counting,
): number | null {
  if (!household.here) return 0;
  const holds = meets(when, household, line, counting);
  if (holds === false) return 0;
  const amount = amountOf(count === "line" ? line : count, household, counting);
  return amount === 0 ? 0 : holds === null ? null : amount;
}

function amountOf(
  count: Column["count"] | LineName,
  { people, standard, lacks, inside }: HouseholdLine,
  { indicators }: Counting,
): number | null {
  switch (count) {
    case "people":
      return people;
    case "deprivations":
      return lacks.filter((id) => indicators(standard).has(id)).length;
    case "children":
      return inside?.children ?? null;
    default:
      return 1;
  }
}

/** Whether a household meets a condition: no where any part says no, else open where any part is open. */
function meets(
  when: Condition,
  { after, standard, lacks, causes, headSex, inside }: HouseholdLine,
  line: LineName,
  { majority, indicators }: Counting,
): boolean | null {
  const isMinority = (ethnicity: string | null | undefined) => (ethnicity == null ? null : !majority.has(ethnicity));
  const head = isMinority(inside?.headEthnicity);
  const parts: (boolean | null)[] = [];
  if (when.class !== undefined) parts.push(after === (when.class === "line" ? line : when.class));
  if (when.lacks !== undefined) parts.push(indicators(standard).has(when.lacks) ? lacks.includes(when.lacks) : null);
  if (when.cause !== undefined) parts.push(causes.includes(when.cause));
  if (when.headed_by !== undefined) parts.push(headSex === null ? null : headSex === when.headed_by);
  if (when.head !== undefined) parts.push(head === null ? null : head === (when.head === "minority"));
  if (when.couple !== undefined)
    parts.push(either(head, inside?.hasSpouse ? isMinority(inside.spouseEthnicity) : false));
  if (when.ethnicity !== undefined)
    parts.push(inside?.headEthnicity == null ? null : inside.headEthnicity === when.ethnicity);
  if (when.fact !== undefined) parts.push(inside?.flag(when.fact) ?? null);
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function either(one: boolean | null, other: boolean | null): boolean | null {
  if (one === true || other === true) return true;
  return one === null || other === null ? null : false;
}

/** Ways as the registry tells them, by the column of the official form. */
const WAYS = {
  toOther: "to_other",
  escaped: "above",
  movedOut: "other_down",
  merged: "other_down",
  otherDown: "other_down",
  fromOther: "from_other",
  relapsed: "relapsed",
  newly: "new",
  movedIn: "other_up",
  split: "other_up",
} as const satisfies Record<string, Move>;

/**
 * How much a household adds to a movement, in households or in people. One that stays moves by its members alone. Of one that goes over
 * from one listed class to the other, those who were there on both days go over, so that both reports tell the same number of them.
 */
function movedOf(move: Move, household: HouseholdLine, inPeople: boolean, { ownClass, does }: Counting): number {
  const of = ownClass!;
  const { before, after, opened, closed, peopleBefore, people, joined, left } = household;
  const was = before === of;
  const is = after === of;
  const size = (count: number) => (inPeople ? count : 1);
  if (move === "begin") return was ? size(peopleBefore) : 0;
  if (move === "end") return is ? size(people) : 0;
  if (!was && !is) return 0;
  const relapsed = of === "poor" ? household.wasPoor : household.wasNearPoor;
  const out = was && !is ? WAYS[wayOut(of, { after, went: does(closed) })] : null;
  const into = is && !was ? WAYS[wayIn({ before, relapsed, came: does(opened) })] : null;
  const changes = (was && is) || out === "to_other" || into === "from_other";
  const byMembers = inPeople && changes && ((move === "other_up" && is) || (move === "other_down" && was));
  if (byMembers) return move === "other_up" ? joined : left;
  if (move === out) return size(changes ? peopleBefore - left : peopleBefore);
  if (move === into) return size(changes ? people - joined : people);
  return 0;
}
