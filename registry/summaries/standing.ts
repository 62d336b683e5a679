// How many households were poor and near-poor on a day, by unit, as it was known at an instant.
import type { Day } from "../../foundation/day.ts";
import type { Desk } from "../desk.ts";
import { inScope, knownAt as known, placeColumn, type Scope } from "./scope.ts";

/** Counts of one unit at the end of a day. `people` are those who live in the households of the class. */
export interface Standing {
  code: string;
  name: string;
  households: number;
  poor: number;
  nearPoor: number;
  poorPeople: number;
  nearPoorPeople: number;
}

/** One row for each unit below the scope (the unit itself for a village), by code; a household closed on the day counts no more. */
export async function standingOf(
  { tx }: Pick<Desk, "tx">,
  scope: Scope,
  { on, knownAt }: { on: Day; knownAt: Date },
): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT x.code, coalesce(u.name, x.code) AS name, count(*)::int AS households,
      count(*) FILTER (WHERE x.status = 'poor')::int AS poor,
      count(*) FILTER (WHERE x.status = 'near_poor')::int AS "nearPoor",
      coalesce(sum(x.people) FILTER (WHERE x.status = 'poor'), 0)::int AS "poorPeople",
      coalesce(sum(x.people) FILTER (WHERE x.status = 'near_poor'), 0)::int AS "nearPoorPeople"
    FROM (
      SELECT ${placeColumn(scope, "h")} AS code, s.status,
        (SELECT count(*) FROM member m WHERE m.household_id = h.id AND (m.joined_on IS NULL OR m.joined_on <= ${on}::date)
          AND (m.left_on IS NULL OR m.left_on > ${on}::date)) AS people
      FROM household h LEFT JOIN household_status s ON s.household_id = h.id AND ${known(knownAt)}
        AND s."from" <= ${on}::date AND (s."to" IS NULL OR s."to" >= ${on}::date)
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt} AND (h.closed_on IS NULL OR h.closed_on > ${on}::date)
    ) x LEFT JOIN unit u ON u.code = x.code AND u.valid_to IS NULL
    GROUP BY x.code, u.name ORDER BY x.code`;
}

/** The sum of several units. */
export function totalOf(rows: readonly Standing[]): Omit<Standing, "code" | "name"> {
  const sum = (key: "households" | "poor" | "nearPoor" | "poorPeople" | "nearPoorPeople") =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    households: sum("households"),
    poor: sum("poor"),
    nearPoor: sum("nearPoor"),
    poorPeople: sum("poorPeople"),
    nearPoorPeople: sum("nearPoorPeople"),
  };
}

/**
 * A share of all households in percent; null where the registry holds the poor and near-poor alone: a rate among the listed
 * says nothing about the place.
 */
export function rateOf(count: number, { households, poor, nearPoor }: Omit<Standing, "code" | "name">): number | null {
  return households > poor + nearPoor ? (count / households) * 100 : null;
}
