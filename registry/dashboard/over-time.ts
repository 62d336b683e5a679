// How many households of each place were poor and near-poor on each of several days.
import { addDays, addMonths, type Day } from "../../foundation/day.ts";
import { type Alike, type DaysAsked, isOn } from "../summaries/alike.ts";

/** Counts on one day. `unlisted`: households that came with a list and were never poor or near-poor. */
export interface Counts {
  households: number;
  unlisted: number;
  poor: number;
  nearPoor: number;
}

/** One place below the scope (the village itself for a village), with its counts of each day. */
export interface PlaceOverTime {
  code: string;
  counts: Counts[];
}

/** The last days of the months before a day, and the day itself: `count` days, the earliest first. */
export function monthEnds(on: Day, count: number): Day[] {
  const firstOfMonth = `${on.slice(0, 7)}-01` as Day;
  return Array.from({ length: count }, (_, at) => {
    const back = count - 1 - at;
    return back === 0 ? on : addDays(addMonths(firstOfMonth, 1 - back), -1);
  });
}

/** The counts of some of the days asked for, by place, in the order of their codes. */
export function placesOverTime(found: readonly Alike[], asked: DaysAsked, days: readonly Day[]): PlaceOverTime[] {
  const positions = days.map((on) => asked.days.indexOf(on));
  return [...Map.groupBy(found, ({ place }) => place)]
    .map(([code, rows]) => ({ code, counts: positions.map((at) => countsAt(rows, at)) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function countsAt(rows: readonly Alike[], at: number): Counts {
  const counts = { households: 0, unlisted: 0, poor: 0, nearPoor: 0 };
  for (const row of rows) {
    const isThere = at >= row.since && at < row.past;
    if (isThere) counts.households += row.count;
    if (isThere && row.unlisted) counts.unlisted += row.count;
    if (isOn(row, "poor", at)) counts.poor += row.count;
    if (isOn(row, "near_poor", at)) counts.nearPoor += row.count;
  }
  return counts;
}

/** The counts of several places together. */
export function together(places: readonly PlaceOverTime[], at: number): Counts {
  const sum = (key: keyof Counts) => places.reduce((total, { counts }) => total + counts[at]![key], 0);
  return { households: sum("households"), unlisted: sum("unlisted"), poor: sum("poor"), nearPoor: sum("nearPoor") };
}
