// The households of a scope that were ever poor or near-poor, a row for each time: what movements, causes and the dashboard count over.
import type { Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { inScope, knownAt as known, placeColumn, type Scope } from "./scope.ts";

/**
 * `listed`, to stand after WITH: id and place of the household, why and when it came and closed, status and causes, and the first day
 * and the last one (or null) on which the household was there with this status, as known at an instant.
 */
export function listed(scope: Scope, knownAt: Date): Prisma.Sql {
  return Prisma.sql`
    listed AS (
      SELECT h.id, ${placeColumn(scope, "h")} AS place, h.opened_on, h.opened_reason, h.closed_on, h.closed_reason, s.status, s.causes,
        s."from", least(s."to", h.closed_on - 1) AS last
      FROM household h JOIN household_status s ON s.household_id = h.id AND ${known(knownAt)} AND s.status IN ('poor', 'near_poor')
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt})`;
}

/** The rows of `listed` that hold on a day. */
export function listedOn(day: Day): Prisma.Sql {
  return Prisma.sql`listed."from" <= ${day}::date AND (listed.last IS NULL OR listed.last >= ${day}::date)`;
}
