// How many households of each place were poor and near-poor on each of several days, in one statement: each status is counted once,
// under the days it reaches over, instead of once for each day.
import { addDays, addMonths, type Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import { inScope, knownAt, type Scope } from "../summaries/scope.ts";

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
interface Row {
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

/** Every place that has households, by code. @param days in order */
export async function placesOverTime(
  { tx, now }: Pick<Desk, "tx" | "now">,
  scope: Scope,
  days: readonly Day[],
): Promise<PlaceOverTime[]> {
  const unit = Prisma.raw(scope.level === "province" ? "h.commune_code" : "h.village_code");
  const on = Prisma.sql`${[...days]}::date[]`;
  const found = await tx.$queryRaw<Row[]>`
    WITH here AS MATERIALIZED (
      SELECT h.id, ${unit} AS code, h.closed_on - 1 AS last FROM household h
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${now})
    SELECT x.code, coalesce(u.name, x.code) AS name, x.status, x.first, x.past, sum(x.count)::int AS count FROM (
      SELECT code, NULL AS status, 0 AS first, coalesce(width_bucket(last, ${on}), ${days.length}) AS past, count(*) AS count
      FROM here GROUP BY 1, 3, 4
      UNION ALL
      SELECT here.code, s.status, width_bucket(s."from" - 1, ${on}) AS first,
        coalesce(width_bucket(least(s."to", here.last), ${on}), ${days.length}) AS past, count(*) AS count
      FROM here JOIN household_status s ON s.household_id = here.id AND ${knownAt(now)} AND s.status IN ('poor', 'near_poor')
      GROUP BY 1, 2, 3, 4
    ) x LEFT JOIN unit u ON u.code = x.code AND u.valid_to IS NULL
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1`;
  return [...Map.groupBy(found, ({ code }) => code)].map(([code, rows]) => ({
    code,
    name: rows[0]!.name,
    counts: days.map((_, at) => countsAt(rows, at)),
  }));
}

function countsAt(rows: readonly Row[], at: number): Counts {
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
