// Who became poor or near-poor and who ceased to be in a period. Households are compared on two days, so that
// end = begin − out + in holds by construction: each household that differs is counted in exactly one movement.
import { addDays } from "../../foundation/day.ts";
import type { Period } from "../../knowledge/summaries.ts";
import type { Desk } from "../desk.ts";
import { inScope, knownAt as known, type Scope } from "./scope.ts";

const CLASSES = ["poor", "near_poor"] as const;
export type ListedClass = (typeof CLASSES)[number];

/** The movements of one class in a period, in households. */
export interface Movement {
  begin: number;
  /** Into the other listed class. */
  toOther: number;
  /** Above both. */
  escaped: number;
  /** Closed, moved away, merged, or without a class. */
  otherDown: number;
  /** From the other listed class. */
  fromOther: number;
  /** Was in the class before, then not, now again. */
  relapsed: number;
  /** Never before. */
  newly: number;
  end: number;
}

/** Households alike in everything that decides their movement. */
interface Group {
  /** The class on the day before the period; null: none, or not there yet. */
  before: string | null;
  /** The class on its last day; null: none, or no longer there. */
  after: string | null;
  wasPoor: boolean;
  wasNearPoor: boolean;
  count: number;
}

/** The movements of both classes in a period, as known at an instant. */
export async function movementsOf(
  { tx }: Pick<Desk, "tx">,
  scope: Scope,
  { first, last, knownAt }: Period & { knownAt: Date },
): Promise<Record<ListedClass, Movement>> {
  const start = addDays(first, -1);
  const groups = await tx.$queryRaw<Group[]>`
    SELECT x.before, x.after, x."wasPoor", x."wasNearPoor", count(*)::int AS count FROM (
      SELECT h.id,
        max(s.status) FILTER (WHERE s."from" <= ${start}::date AND (s."to" IS NULL OR s."to" >= ${start}::date)
          AND (h.closed_on IS NULL OR h.closed_on > ${start}::date)) AS before,
        max(s.status) FILTER (WHERE s."from" <= ${last}::date AND (s."to" IS NULL OR s."to" >= ${last}::date)
          AND (h.closed_on IS NULL OR h.closed_on > ${last}::date)) AS after,
        coalesce(bool_or(s.status = 'poor' AND s."from" <= ${start}::date), false) AS "wasPoor",
        coalesce(bool_or(s.status = 'near_poor' AND s."from" <= ${start}::date), false) AS "wasNearPoor"
      FROM household h JOIN household_status s ON s.household_id = h.id AND ${known(knownAt)}
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt} GROUP BY h.id
    ) x GROUP BY 1, 2, 3, 4`;
  return { poor: movementOf("poor", groups), near_poor: movementOf("near_poor", groups) };
}

/** Counts the movements of one class. */
function movementOf(of: ListedClass, groups: readonly Group[]): Movement {
  const movement: Movement = {
    begin: 0,
    toOther: 0,
    escaped: 0,
    otherDown: 0,
    fromOther: 0,
    relapsed: 0,
    newly: 0,
    end: 0,
  };
  for (const group of groups) {
    if (group.before === of) movement.begin += group.count;
    if (group.after === of) movement.end += group.count;
    if (group.before === of && group.after !== of) movement[wayOut(of, group)] += group.count;
    if (group.before !== of && group.after === of) movement[wayIn(of, group)] += group.count;
  }
  return movement;
}

function wayOut(of: ListedClass, { after }: Group): "toOther" | "escaped" | "otherDown" {
  if (after === null) return "otherDown";
  return isListed(after) && after !== of ? "toOther" : "escaped";
}

function wayIn(of: ListedClass, { before, wasPoor, wasNearPoor }: Group): "fromOther" | "relapsed" | "newly" {
  if (before !== null && isListed(before)) return "fromOther";
  return (of === "poor" ? wasPoor : wasNearPoor) ? "relapsed" : "newly";
}

function isListed(status: string): boolean {
  return (CLASSES as readonly string[]).includes(status);
}
