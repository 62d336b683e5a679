// Why households are poor or near-poor, and what they lack, by the places below a scope.
import type { Day } from "../../foundation/day.ts";
import type { Desk } from "../desk.ts";
import { listedOn } from "./listed.ts";
import { type Counted, placeColumn } from "./scope.ts";

/** On a day, as known at an instant. */
export interface Moment {
  on: Day;
  knownAt: Date;
}

/** How many households of a place: poor or near-poor for this reason among others, or lacking this indicator. */
export interface HardshipCount {
  place: string;
  id: string;
  count: number;
}

/** How often each cause was recorded for households poor or near-poor on a day. */
export function causesByPlace(
  { tx }: Pick<Desk, "tx">,
  scope: Counted,
  { on, knownAt }: Moment,
): Promise<HardshipCount[]> {
  return tx.$queryRaw`
    SELECT x.place, cause AS id, sum(x.count)::int AS count
    FROM (SELECT ${placeColumn(scope, "h")} AS place, s.causes, count(*) AS count FROM ${listedOn(scope, on, knownAt)} GROUP BY 1, 2) x,
      unnest(x.causes) AS cause
    GROUP BY 1, 2`;
}

/** How many poor and near-poor households lack each indicator on a day. */
export function lackingByPlace(
  { tx }: Pick<Desk, "tx">,
  scope: Counted,
  { on, knownAt }: Moment,
): Promise<HardshipCount[]> {
  return tx.$queryRaw`
    SELECT ${placeColumn(scope, "h")} AS place, d.indicator AS id, count(*)::int AS count
    FROM ${listedOn(scope, on, knownAt)} JOIN deprivation d ON d.household_id = h.id
      AND d.superseded_at IS NULL AND d."from" <= ${on}::date AND (d."to" IS NULL OR d."to" >= ${on}::date)
    GROUP BY 1, 2`;
}

/** The places together: how often each is counted, the most frequent first. */
export function mostFrequent(counts: readonly HardshipCount[]): Omit<HardshipCount, "place">[] {
  return [...Map.groupBy(counts, ({ id }) => id)]
    .map(([id, rows]) => ({ id, count: rows.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
