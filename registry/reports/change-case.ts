// A report that is being carried out: what every kind of change is given, and how each reads what the report tells.
import type { Day } from "../../foundation/day.ts";
import type { ChangeType } from "../../knowledge/change-types.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import { actorMark, type Desk } from "../desk.ts";
import type { By, Household, Member } from "../households/household.ts";
import type { Report } from "./report.ts";

/** A signed decision on the class of a household. */
export interface SignedDecision {
  status: HouseholdClass;
  number: string;
  on: Day;
}

/** `missing` names what must be known first: the household, the member it is about, a name, the other household, a decision. */
export type Applied =
  | { done: true; householdId: string | null }
  | { done: false; missing: "household" | "member" | "name" | "other-household" | "decision"; field: string };

/** Everything a change is carried out with. `on` is the day it happened. */
export interface Case {
  desk: Desk;
  report: Report;
  type: ChangeType;
  household: Household;
  on: Day;
  decision: SignedDecision | null;
}

/** The members whom an answer names, of those given. */
export function membersIn({ report }: Case, field: string, members: readonly Member[]): Member[] {
  const ids = [report.content.members[field] ?? []].flat();
  return members.filter(({ id }) => ids.includes(id));
}

/** The one member whom an answer names; null when none of those given. */
export function memberIn(one: Case, field: string, members: readonly Member[]): Member | null {
  return membersIn(one, field, members)[0] ?? null;
}

/** What was told in words; null when nothing was. */
export function wordsIn({ content }: Report, field: string): string | null {
  const words = content.fields[field];
  return typeof words === "string" && words !== "" ? words : null;
}

/** In whose name the registry is changed. */
export function by({ desk }: Pick<Case, "desk">): By {
  return { actor: actorMark(desk), now: desk.now };
}

/** Carried out. */
export function done({ household }: Case): Applied {
  return { done: true, householdId: household.id };
}

/** Not carried out: this must be known first. */
export function missing(what: Extract<Applied, { done: false }>["missing"], field: string): Applied {
  return { done: false, missing: what, field };
}
