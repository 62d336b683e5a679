// Why a household is poor goes on from one decision to the next: a review or an approved report that did not ask must not forget it.
import type { Day } from "../../foundation/day.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import type { ReviewForms } from "../../knowledge/schema/workflow.ts";
import type { KeptStatus } from "./statuses.ts";
import { holdingOn } from "./timeline.ts";

/**
 * The causes to record with a class that begins on a day: those just `found`, else (null) those of the class that held on that day by
 * what is `known`. Classes other than the poor ones have none, before or after.
 */
export function causesThatGoOn(
  { causes: { classes } }: ReviewForms,
  known: readonly KeptStatus[],
  { status, from, found }: { status: HouseholdClass; from: Day; found: readonly string[] | null },
): readonly string[] {
  if (!classes.includes(status)) return [];
  if (found !== null) return found;
  const before = holdingOn(known, from);
  return before !== null && classes.includes(before.status) ? before.causes : [];
}
