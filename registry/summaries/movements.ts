// Who became poor or near-poor and who ceased to be in a period. Households are compared on two days, so that
// end = begin − out + in holds by construction: each household that differs is counted in exactly one movement.
import { addDays } from "../../foundation/day.ts";
import { approvalOf, type ChangeType } from "../../knowledge/change-types.ts";
import type { Library } from "../../knowledge/library.ts";
import type { Period } from "../../knowledge/summaries.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import { listed, listedOn } from "./listed.ts";
import { knownAt as known, type Scope } from "./scope.ts";

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
  /** Kind of the change that brought it, if that was lately, and of the one that closed it. */
  opened: string | null;
  closed: string | null;
}

/** Households alike in all of it, poor or near-poor on either day. Any other class before the period counts as none. */
export interface Group extends OnTwoDays {
  /** Was in the class of the last day before, though not on the day before the period. */
  relapsed: boolean;
  count: number;
}

/** The movements of both classes in a period, as known at an instant. */
export async function movementsOf(
  { tx, library }: Pick<Desk, "tx" | "library">,
  scope: Scope,
  { knownAt, ...period }: Period & { knownAt: Date },
): Promise<Record<ListedClass, Movement>> {
  const groups = await tx.$queryRaw<Group[]>`WITH ${listed(scope, knownAt)} ${groupsOf(library, period, knownAt)}`;
  return movementsIn(library, groups);
}

/** The groups of households as a SELECT over `listed`. */
export function groupsOf({ summaries }: Library, { first, last }: Period, knownAt: Date): Prisma.Sql {
  const start = addDays(first, -1);
  const lately = addDays(first, -summaries.cameWithinDays);
  return Prisma.sql`
    SELECT a.status AS before, CASE WHEN b.status IS NOT NULL THEN b.status
        WHEN (a.closed_on IS NULL OR a.closed_on > ${last}::date) AND EXISTS (SELECT 1 FROM household_status s
          WHERE s.household_id = a.id AND ${known(knownAt)} AND s."from" <= ${last}::date AND (s."to" IS NULL OR s."to" >= ${last}::date))
        THEN 'other' END AS after,
      EXISTS (SELECT 1 FROM listed e WHERE e.id = b.id AND e.status = b.status AND e."from" <= ${start}::date) AS relapsed,
      CASE WHEN b.opened_on >= ${lately}::date THEN b.opened_reason END AS opened, a.closed_reason AS closed, count(*)::int AS count
    FROM (SELECT * FROM listed WHERE ${listedOn(start)}) a FULL JOIN (SELECT * FROM listed WHERE ${listedOn(last)}) b ON b.id = a.id
    GROUP BY 1, 2, 3, 4, 5`;
}

/** Adds groups up to the movements of both classes. */
export function movementsIn({ changes }: Library, groups: readonly Group[]): Record<ListedClass, Movement> {
  const does = (type: string | null) => approvalOf(changes, type);
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
    if (group.before !== of && group.after === of) movement[wayIn(group)] += group.count;
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
export function wayIn({ before, relapsed, came }: Pick<KnownGroup, "before" | "relapsed" | "came">): In {
  if (before !== null && isListed(before)) return "fromOther";
  if (relapsed) return "relapsed";
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
