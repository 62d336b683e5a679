// How many households were poor and near-poor on a day, by unit, as it was known at an instant.
import type { Day } from "../../foundation/day.ts";
import type { Desk } from "../desk.ts";
import { inScope, knownAt as known, placeColumn, type Scope } from "./scope.ts";

/** Counts of one unit at the end of a day. `people` are those who live in the households of the class. */
export interface Standing {
  code: string;
  name: string;
  households: number;
  /** Came with a list and were never poor or near-poor. */
  unlisted: number;
  poor: number;
  nearPoor: number;
  poorPeople: number;
  nearPoorPeople: number;
}

/** One row for each unit below the scope (the unit itself for a village), by code, of the households that are there on the day. */
export async function standingOf(
  { tx }: Pick<Desk, "tx">,
  scope: Scope,
  { on, knownAt }: { on: Day; knownAt: Date },
): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT x.code, coalesce(u.name, x.code) AS name, count(*)::int AS households,
      count(*) FILTER (WHERE x.unlisted)::int AS unlisted,
      count(*) FILTER (WHERE x.status = 'poor')::int AS poor,
      count(*) FILTER (WHERE x.status = 'near_poor')::int AS "nearPoor",
      coalesce(sum(x.people) FILTER (WHERE x.status = 'poor'), 0)::int AS "poorPeople",
      coalesce(sum(x.people) FILTER (WHERE x.status = 'near_poor'), 0)::int AS "nearPoorPeople"
    FROM (
      SELECT ${placeColumn(scope, "h")} AS code, s.status,
        h.opened_on IS NULL AND NOT EXISTS (SELECT 1 FROM household_status s WHERE s.household_id = h.id
          AND s.status IN ('poor', 'near_poor') AND ${known(knownAt)}) AS unlisted,
        (SELECT count(*) FROM member m WHERE m.household_id = h.id AND (m.joined_on IS NULL OR m.joined_on <= ${on}::date)
          AND (m.left_on IS NULL OR m.left_on > ${on}::date)) AS people
      FROM household h LEFT JOIN household_status s ON s.household_id = h.id AND ${known(knownAt)}
        AND s."from" <= ${on}::date AND (s."to" IS NULL OR s."to" >= ${on}::date)
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt} AND (h.closed_on IS NULL OR h.closed_on > ${on}::date)
        AND (h.opened_on IS NULL OR h.opened_on <= ${on}::date)
    ) x LEFT JOIN unit u ON u.code = x.code AND u.valid_to IS NULL
    GROUP BY x.code, u.name ORDER BY x.code`;
}

/** Several units together. */
export type Together = Omit<Standing, "code" | "name" | "unlisted"> & { holdsAll: boolean };

/** The sum of the units of a scope. */
export function totalOf(scope: Pick<Scope, "level">, rows: readonly Standing[]): Together {
  const sum = (key: "households" | "poor" | "nearPoor" | "poorPeople" | "nearPoorPeople") =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    households: sum("households"),
    holdsAll: holdsAll(scope, rows),
    poor: sum("poor"),
    nearPoor: sum("nearPoor"),
    poorPeople: sum("poorPeople"),
    nearPoorPeople: sum("nearPoorPeople"),
  };
}

/**
 * Whether the registry holds everybody of these units of a scope. Households that left the list, moved in or split off say nothing of it:
 * also where only the poor and near-poor were brought in, there are some of them soon. A commune brings in its villages together, so that
 * one of them tells it for all; of a province's communes each must.
 */
export function holdsAll(
  { level }: Pick<Scope, "level">,
  units: readonly Pick<Standing, "households" | "unlisted">[],
): boolean {
  const inhabited = units.filter(({ households }) => households > 0);
  const whole = inhabited.filter(({ unlisted }) => unlisted > 0).length;
  return whole > 0 && (level !== "province" || whole === inhabited.length);
}

/** A share of all households in percent; null where the registry does not hold all of them: a rate among the listed says nothing about the place. */
export function rateOf(
  count: number,
  { households, holdsAll }: Pick<Together, "households" | "holdsAll">,
): number | null {
  return holdsAll ? (count / households) * 100 : null;
}
