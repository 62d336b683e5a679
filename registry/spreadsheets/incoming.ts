// What a file says of a household: only what stands in its cells. A cell that is empty says nothing, and changes nothing.
import type { Day } from "../../foundation/day.ts";
import type { MemberRecord, PlainFacts, Relation } from "../households/household.ts";
import type { RowPlace } from "./problem.ts";
import type { RawCell } from "./raw-row.ts";

/** Cells about the household by the ids of columns.yaml. */
export interface HouseholdCells {
  code: string;
  village?: string;
  address?: string;
  class?: string;
  from?: Day;
  standard?: string;
  decision_number?: string;
  decided_on?: Day;
  b1?: number;
  b2?: number;
  deprivations?: readonly string[];
  causes?: readonly string[];
  household_facts?: PlainFacts;
}

/** Cells about a member by the ids of columns.yaml. */
export interface MemberCells {
  name: string;
  relation: Relation;
  nickname?: string;
  sex?: NonNullable<MemberRecord["sex"]>;
  birth?: string;
  identity?: string;
  ethnicity?: string;
  phone?: string;
  joined_on?: Day;
  member_facts?: PlainFacts;
}

export interface IncomingMember {
  at: RowPlace;
  cells: MemberCells;
  /** Facts in columns of their own. */
  facts: PlainFacts;
}

export interface IncomingHousehold {
  /** Its first row. */
  at: RowPlace;
  cells: HouseholdCells;
  facts: PlainFacts;
  members: IncomingMember[];
  /** Where each of its cells stands, for what is found wrong later. */
  cellAt: Map<string, { at: RowPlace; index: number; raw: RawCell }>;
  /** A cell of it cannot be read or contradicts another. */
  unreadable: boolean;
  /** Something is wrong with it: it is not imported. */
  refused: boolean;
}
