// How many households are alike in everything that is counted over time: place, class on several days, why they came and closed.
// Each household is looked at once, with all its statuses, and is in exactly one of the counts; what is asked for is added up from them.
import { addDays, type Day } from "../../foundation/day.ts";
import type { Library } from "../../knowledge/library.ts";
import { listDays, type Period } from "../../knowledge/summaries.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { type Counted, inScope, knownAt as known, placeColumn } from "./scope.ts";

export const CLASSES = ["poor", "near_poor"] as const;
export type ListedClass = (typeof CLASSES)[number];

/** Households alike in all of it. In `poor` and `near_poor` bit n is set when a status of the class reaches over day n of those asked for. */
export interface Alike extends Record<ListedClass, number> {
  place: string;
  /** On so many of the days it was not closed yet: the first ones. */
  past: number;
  /** On so many of the days it was not there yet, for it moved in or split off later. */
  since: number;
  /** Came with a list and was never poor or near-poor: the registry holds more than the poor and near-poor. */
  unlisted: boolean;
  /** Kind of the change that brought it, if that was lately, and of the one that closed it. */
  opened: string | null;
  closed: string | null;
  count: number;
}

/** At most 30 days, in order. Movements are those of the period, from the list it begins with, which is among them, to the last of them. */
export interface DaysAsked {
  days: readonly Day[];
  period: Period;
  knownAt: Date;
}

/** Whether households alike were of a class on day `at` of those asked for. */
export function isOn(alike: Alike, of: ListedClass, at: number): boolean {
  return at < alike.past && hasBit(alike[of], at);
}

/** Whether households alike were ever of a class up to the list that the period begins with. */
export function wasEver(alike: Alike, of: ListedClass, { days }: DaysAsked): boolean {
  return hasBit(alike[of], days.length);
}

function hasBit(bits: number, at: number): boolean {
  return ((bits >> at) & 1) === 1;
}

/** The counts as a SELECT. */
export function alike({ summaries }: Library, scope: Counted, { days, period, knownAt }: DaysAsked): Prisma.Sql {
  const on = Prisma.sql`${[...days]}::date[]`;
  const all = Prisma.raw(String(days.length));
  const lately = addDays(period.first, -summaries.cameWithinDays);
  const reach = (
    of: ListedClass,
  ) => Prisma.sql`coalesce(bit_or(CASE WHEN s."from" <= ${listDays(period).begin}::date THEN 1 << ${all} ELSE 0 END
    | ((1 << coalesce(width_bucket(s."to", ${on}), ${all})) - (1 << width_bucket(s."from" - 1, ${on})))) FILTER (WHERE s.status = ${of}), 0)`;
  return Prisma.sql`
    SELECT x.place, x.past, x.since, x.unlisted, x.poor, x.near_poor, x.opened, x.closed, count(*)::int AS count
    FROM (
      SELECT h.id, ${placeColumn(scope, "h")} AS place, coalesce(width_bucket(h.closed_on - 1, ${on}), ${all}) AS past,
        coalesce(width_bucket(h.opened_on - 1, ${on}), 0) AS since, h.opened_on IS NULL AND count(s.status) = 0 AS unlisted,
        ${reach("poor")} AS poor, ${reach("near_poor")} AS near_poor,
        CASE WHEN h.opened_on >= ${lately}::date THEN h.opened_reason END AS opened, h.closed_reason AS closed
      FROM household h LEFT JOIN household_status s ON s.household_id = h.id AND ${known(knownAt)} AND s.status IN ('poor', 'near_poor')
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt} GROUP BY h.id
    ) x GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
}
