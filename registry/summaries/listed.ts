// The households of a scope that are poor or near-poor on a day: what causes and deprivations are counted over.
import type { Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { type Counted, inScope, knownAt as known } from "./scope.ts";

/** They as `household h` with the `household_status s` of that day, as known at an instant, to stand after FROM. */
export function listedOn(scope: Counted, on: Day, knownAt: Date): Prisma.Sql {
  return Prisma.sql`household h JOIN household_status s ON s.household_id = h.id AND ${inScope(scope, "h")} AND h.created_at <= ${knownAt}
    AND (h.closed_on IS NULL OR h.closed_on > ${on}::date) AND ${known(knownAt)} AND s.status IN ('poor', 'near_poor')
    AND s."from" <= ${on}::date AND (s."to" IS NULL OR s."to" >= ${on}::date)`;
}
