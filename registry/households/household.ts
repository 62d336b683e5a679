// What the registry knows of a household, in the clear: the shape that reading gives and writing takes.
import type { Day } from "../../foundation/day.ts";
import type { FactValue } from "../../knowledge/eligibility/facts.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";

/** Who changes something, as the audit chain names them, and when. */
export interface By {
  actor: string;
  now: Date;
}

/** Facts of the law by the ids of knowledge/facts.yaml. */
export type PlainFacts = Readonly<Record<string, FactValue>>;

export type Relation = "head" | "spouse" | "child" | "parent" | "grandchild" | "sibling" | "other";

export interface MemberRecord {
  name: string;
  /** What people call the member. */
  nickname: string | null;
  relation: Relation;
  /** A day, or the year alone ("1950"). */
  birth: string | null;
  sex: "male" | "female" | null;
  identity: string | null;
  /** An id of the list of ethnicities (knowledge/spreadsheet/values.yaml). */
  ethnicity: string | null;
  /** As it is dialled inside the country. */
  phone: string | null;
  joinedOn: Day | null;
  facts: PlainFacts;
}

/** A member of whom nothing is known yet. */
export const UNKNOWN_MEMBER: MemberRecord = {
  name: "",
  nickname: null,
  relation: "other",
  birth: null,
  sex: null,
  identity: null,
  ethnicity: null,
  phone: null,
  joinedOn: null,
  facts: {},
};

/** A recognised class, from a day on, by a decision. */
export interface StatusRecord {
  status: HouseholdClass;
  standard: string;
  from: Day;
  decisionNumber: string | null;
  decidedOn: Day | null;
  b1: number | null;
  b2: number | null;
  causes: readonly string[];
}

export interface HouseholdRecord {
  code: string;
  villageCode: string;
  address: string | null;
  facts: PlainFacts;
  /** The class that holds now; null when none was ever recognised. */
  status: StatusRecord | null;
  /** Indicators lacking now. */
  deprivations: readonly string[];
  members: readonly MemberRecord[];
}

/** A member as kept. */
export interface Member extends MemberRecord {
  id: string;
  leftOn: Day | null;
}

/** A household as kept. `members` are those who live in it; the ones who left are not among them. */
export interface Household extends HouseholdRecord {
  id: string;
  communeCode: string;
  provinceCode: string;
  closedOn: Day | null;
  members: readonly Member[];
}

/** A household to be kept, with the units its village lies in. */
export interface NewHousehold extends HouseholdRecord {
  communeCode: string;
  provinceCode: string;
  /** The change that brought it; `from` is the household it split off from. None for one that comes with a list. */
  opened?: { on: Day; reason: string; from: string | null };
}

/** How many rows go in one statement: enough that round trips do not count, small enough that memory does not. */
const PAGE = 1000;

/** A list in pages of `PAGE`. */
export function pages<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / PAGE) }, (_, at) => list.slice(at * PAGE, (at + 1) * PAGE));
}
