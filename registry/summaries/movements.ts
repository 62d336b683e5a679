// Who became poor or near-poor and who ceased to be in a period. Households are compared on two days, so that
// end = begin − out + in holds by construction: each household that differs is counted in exactly one movement.
import { approvalOf, type ChangeType } from "../../knowledge/change-types.ts";
import type { Library } from "../../knowledge/library.ts";
import { listDays, type Period } from "../../knowledge/summaries.ts";
import type { Desk } from "../desk.ts";
import { type Alike, alike, CLASSES, type DaysAsked, isOn, type ListedClass, wasEver } from "./alike.ts";
import type { Scope } from "./scope.ts";

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
  /** The class on the day the period begins with (knowledge/summaries.ts, listDays); null: none, or not there yet. */
  before: string | null;
  /** The class on the day it ends with; null: none, or no longer there. */
  after: string | null;
  /** Kind of the change that brought it, if that was lately, and of the one that closed it. */
  opened: string | null;
  closed: string | null;
}

/** The movements of both classes in a period, as known at an instant. */
export async function movementsOf(
  { tx, library }: Pick<Desk, "tx" | "library">,
  scope: Scope,
  { knownAt, ...period }: Period & { knownAt: Date },
): Promise<Record<ListedClass, Movement>> {
  const { begin, end } = listDays(period);
  const asked = { days: [begin, end], period, knownAt };
  const found = await tx.$queryRaw<Alike[]>(alike(library, scope, asked));
  return movementsIn(library, found, asked);
}

/** Adds households alike up to the movements of both classes. */
export function movementsIn(
  { changes }: Library,
  found: readonly Alike[],
  asked: DaysAsked,
): Record<ListedClass, Movement> {
  const [first, last] = [asked.days.indexOf(listDays(asked.period).begin), asked.days.length - 1];
  const groups = found.map((one): Group => {
    const before = CLASSES.find((of) => isOn(one, of, first)) ?? null;
    const after = CLASSES.find((of) => isOn(one, of, last)) ?? null;
    // A class holds until the next one begins (households/timeline.ts): who is there still and was listed has another one.
    const above = before !== null && one.past > last;
    return {
      before,
      after: after ?? (above ? "other" : null),
      relapsed: after !== null && wasEver(one, after, asked),
      came: approvalOf(changes, one.opened),
      went: approvalOf(changes, one.closed),
      count: one.count,
    };
  });
  return { poor: movementOf("poor", groups), near_poor: movementOf("near_poor", groups) };
}

/** What decides the movement of some households: their classes on both days, and what their changes did to the list. */
interface Group extends Pick<OnTwoDays, "before" | "after">, Record<"came" | "went", ChangeType["approval"] | null> {
  /** Was in the class of the last day before, though not when the period began. */
  relapsed: boolean;
  count: number;
}

/** Counts the movements of one class. */
function movementOf(of: ListedClass, groups: readonly Group[]): Movement {
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
export function wayOut(of: ListedClass, { after, went }: Pick<Group, "after" | "went">): Out {
  if (after === null) return went === "moves-out" ? "movedOut" : went === "merges" ? "merged" : "otherDown";
  return isListed(after) && after !== of ? "toOther" : "escaped";
}

/** How a household that was not of the class came into it. */
export function wayIn({ before, relapsed, came }: Pick<Group, "before" | "relapsed" | "came">): In {
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
