// How many households of each place were poor and near-poor on each of several days, in one statement: each status is counted once,
// under the days it reaches over, instead of once for each day.
import { addDays, addMonths, type Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { inScope, placeColumn, type Scope } from "../summaries/scope.ts";

/** Counts on one day. */
export interface Counts {
  households: number;
  poor: number;
  nearPoor: number;
}

/** One place below the scope (the village itself for a village), with its counts of each day. */
export interface PlaceOverTime {
  code: string;
  name: string;
  counts: Counts[];
}

/** Rows alike in everything; `first` to before `past` are the days (by position) they count for. A null status: the household itself. */
export interface DaysRow {
  code: string;
  name: string;
  status: string | null;
  first: number;
  past: number;
  count: number;
}

/** The last days of the months before a day, and the day itself: `count` days, the earliest first. */
export function monthEnds(on: Day, count: number): Day[] {
  const firstOfMonth = `${on.slice(0, 7)}-01` as Day;
  return Array.from({ length: count }, (_, at) => {
    const back = count - 1 - at;
    return back === 0 ? on : addDays(addMonths(firstOfMonth, 1 - back), -1);
  });
}

/** Households and statuses of every place that has households by the days they count for: a SELECT over `listed`. @param days in order */
export function overDays(scope: Scope, days: readonly Day[], knownAt: Date): Prisma.Sql {
  const on = Prisma.sql`${[...days]}::date[]`;
  return Prisma.sql`
    SELECT x.code, coalesce(u.name, x.code) AS name, x.status, x.first, x.past, x.count FROM (
      SELECT ${placeColumn(scope, "h")} AS code, NULL AS status, 0 AS first,
        coalesce(width_bucket(h.closed_on - 1, ${on}), ${days.length}) AS past, count(*)::int AS count
      FROM household h WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt} GROUP BY 1, 4
      UNION ALL
      SELECT place, status, width_bucket("from" - 1, ${on}), coalesce(width_bucket(last, ${on}), ${days.length}), count(*)::int
      FROM listed GROUP BY 1, 2, 3, 4
    ) x LEFT JOIN unit u ON u.code = x.code AND u.valid_to IS NULL ORDER BY x.code`;
}

/** The counts of each day, by place. */
export function placesOverTime(found: readonly DaysRow[], days: readonly Day[]): PlaceOverTime[] {
  return [...Map.groupBy(found, ({ code }) => code)].map(([code, rows]) => ({
    code,
    name: rows[0]!.name,
    counts: days.map((_, at) => countsAt(rows, at)),
  }));
}

function countsAt(rows: readonly DaysRow[], at: number): Counts {
  const sum = (status: string | null) =>
    rows
      .filter((row) => row.status === status && row.first <= at && at < row.past)
      .reduce((total, { count }) => total + count, 0);
  return { households: sum(null), poor: sum("poor"), nearPoor: sum("near_poor") };
}

/** The counts of several places together. */
export function together(places: readonly PlaceOverTime[], at: number): Counts {
  const sum = (key: keyof Counts) => places.reduce((total, { counts }) => total + counts[at]![key], 0);
  return { households: sum("households"), poor: sum("poor"), nearPoor: sum("nearPoor") };
}
