// Who became poor or near-poor and who ceased to be in a period. Households are compared on two days, so that
// end = begin − out + in holds by construction: each household that differs is counted in exactly one movement.
import { addDays } from "../../foundation/day.ts";
import { approvalOf, type ChangeType } from "../../knowledge/change-types.ts";
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
  /** Closed because it moved away. */
  movedOut: number;
  /** Closed because it joined another household. */
  merged: number;
  /** Closed for another reason (nobody left), or without a class. */
  otherDown: number;
  /** From the other listed class. */
  fromOther: number;
  /** Was in the class before, then not, now again. */
  relapsed: number;
  /** Never before: moved in lately. */
  movedIn: number;
  /** Never before: split off from another household lately. */
  split: number;
  /** Never before. */
  newly: number;
  end: number;
}

/** A household on two days: everything that decides its movement. */
export interface OnTwoDays {
  /** The class on the day before the period; null: none, or not there yet. */
  before: string | null;
  /** The class on its last day; null: none, or no longer there. */
  after: string | null;
  wasPoor: boolean;
  wasNearPoor: boolean;
  /** Kind of the change that brought it, if that was lately, and of the one that closed it. */
  opened: string | null;
  closed: string | null;
}

/** Households alike in all of it. */
interface Group extends OnTwoDays {
  count: number;
}

/** The movements of both classes in a period, as known at an instant. */
export async function movementsOf(
  { tx, library }: Pick<Desk, "tx" | "library">,
  scope: Scope,
  { first, last, knownAt }: Period & { knownAt: Date },
): Promise<Record<ListedClass, Movement>> {
  const start = addDays(first, -1);
  const lately = addDays(first, -library.summaries.cameWithinDays);
  const groups = await tx.$queryRaw<Group[]>`
    SELECT x.before, x.after, x."wasPoor", x."wasNearPoor", x.opened, x.closed, count(*)::int AS count FROM (
      SELECT h.id, h.closed_reason AS closed, CASE WHEN h.opened_on >= ${lately}::date THEN h.opened_reason END AS opened,
        max(s.status) FILTER (WHERE s."from" <= ${start}::date AND (s."to" IS NULL OR s."to" >= ${start}::date)
          AND (h.closed_on IS NULL OR h.closed_on > ${start}::date)) AS before,
        max(s.status) FILTER (WHERE s."from" <= ${last}::date AND (s."to" IS NULL OR s."to" >= ${last}::date)
          AND (h.closed_on IS NULL OR h.closed_on > ${last}::date)) AS after,
        coalesce(bool_or(s.status = 'poor' AND s."from" <= ${start}::date), false) AS "wasPoor",
        coalesce(bool_or(s.status = 'near_poor' AND s."from" <= ${start}::date), false) AS "wasNearPoor"
      FROM household h JOIN household_status s ON s.household_id = h.id AND ${known(knownAt)}
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt} GROUP BY h.id
    ) x GROUP BY 1, 2, 3, 4, 5, 6`;
  const does = (type: string | null) => approvalOf(library.changes, type);
  const told = groups.map((group) => ({ ...group, came: does(group.opened), went: does(group.closed) }));
  return { poor: movementOf("poor", told), near_poor: movementOf("near_poor", told) };
}

/** A group with what its changes did to the list of households. */
type KnownGroup = Group & Record<"came" | "went", ChangeType["approval"] | null>;

/** Counts the movements of one class. */
function movementOf(of: ListedClass, groups: readonly KnownGroup[]): Movement {
  const movement: Movement = {
    begin: 0,
    toOther: 0,
    escaped: 0,
    movedOut: 0,
    merged: 0,
    otherDown: 0,
    fromOther: 0,
    relapsed: 0,
    movedIn: 0,
    split: 0,
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

type Out = "toOther" | "escaped" | "movedOut" | "merged" | "otherDown";
type In = "fromOther" | "relapsed" | "movedIn" | "split" | "newly";

/** How a household that was of the class left it. */
export function wayOut(of: ListedClass, { after, went }: Pick<KnownGroup, "after" | "went">): Out {
  if (after === null) return went === "moves-out" ? "movedOut" : went === "merges" ? "merged" : "otherDown";
  return isListed(after) && after !== of ? "toOther" : "escaped";
}

/** How a household that was not of the class came into it. */
export function wayIn(
  of: ListedClass,
  { before, wasPoor, wasNearPoor, came }: Pick<KnownGroup, "before" | "wasPoor" | "wasNearPoor" | "came">,
): In {
  if (before !== null && isListed(before)) return "fromOther";
  if (of === "poor" ? wasPoor : wasNearPoor) return "relapsed";
  return came === "opens" ? "movedIn" : came === "splits" ? "split" : "newly";
}

/** All ways in, and all ways out: end = begin + in − out. */
export function totals(moved: Movement): [ins: number, outs: number] {
  const { toOther, escaped, movedOut, merged, otherDown } = moved;
  const { fromOther, relapsed, movedIn, split, newly } = moved;
  return [fromOther + relapsed + movedIn + split + newly, toOther + escaped + movedOut + merged + otherDown];
}

function isListed(status: string): boolean {
  return (CLASSES as readonly string[]).includes(status);
}
