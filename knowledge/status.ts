// Statuses that follow from a household's history on the commune's list: newly escaped, relapsed, newly arising.
import { addMonths, type Day } from "../foundation/day.ts";
import type { Knowledge } from "./knowledge.ts";
import type { HouseholdClass } from "./schema/standard.ts";

/** The commune recognised this class from this day on. */
export interface Recognition {
  readonly from: Day;
  readonly class: HouseholdClass;
}

export interface DerivedStatus {
  readonly class: HouseholdClass;
  readonly since: Day;
  /** Day of the decision that took the household off the list, while it is off. */
  readonly exitDate: Day | null;
  /** Newly escaped until the end of this day (the anniversary is inside). */
  readonly newlyEscapedUntil: Day | null;
  /** On the list again after having left it. */
  readonly relapsed: boolean;
  /** On the list for the first time, after a time recorded off it. */
  readonly arising: boolean;
}

const onList = (one: HouseholdClass) => one === "poor" || one === "near_poor";

/** The status on a day from the recognitions up to it; null when none is known yet. Going from poor to near-poor is no escape. */
export function statusOn(knowledge: Knowledge, history: readonly Recognition[], on: Day): DerivedStatus | null {
  const past = history.filter((one) => one.from <= on).sort((a, b) => (a.from < b.from ? -1 : 1));
  const current = past.at(-1);
  if (!current) return null;
  const exits = past.filter((one, index) => index > 0 && !onList(one.class) && onList(past[index - 1]!.class));
  const listed = onList(current.class);
  const exitDate = listed ? null : (exits.at(-1)?.from ?? null);
  const until = exitDate && addMonths(exitDate, knowledge.statuses.newly_escaped_months);
  const start = past.findLastIndex((one) => !onList(one.class));
  return {
    class: current.class,
    since: past.findLast((one, index) => index === 0 || past[index - 1]!.class !== one.class)!.from,
    exitDate,
    newlyEscapedUntil: until && on <= until ? until : null,
    relapsed: listed && exits.length > 0,
    arising: listed && exits.length === 0 && start >= 0,
  };
}
