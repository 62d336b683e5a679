// What a household becomes when a file speaks of it: what the file says, over what is kept; what the file leaves empty stays.
import { fold } from "../../foundation/vietnamese.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import { listOf } from "../../knowledge/spreadsheet.ts";
import { standardOn } from "../../knowledge/standard.ts";
import {
  type Member,
  type MemberRecord,
  type PlainFacts,
  type StatusRecord,
  UNKNOWN_MEMBER,
} from "../households/household.ts";
import type { IncomingHousehold, IncomingMember } from "./incoming.ts";
import type { Workbook } from "./workbook.ts";

/** A member as the file says, over the one who is kept. */
export function mergedMember(kept: MemberRecord | null, { cells, facts }: IncomingMember): MemberRecord {
  const { member_facts: others, joined_on: joinedOn, ...said } = cells;
  return {
    ...(kept ?? UNKNOWN_MEMBER),
    ...said,
    ...(joinedOn === undefined ? {} : { joinedOn }),
    facts: { ...kept?.facts, ...others, ...facts },
  };
}

/** The facts of the household as the file says, over the ones that are kept. "Thoát nghèo" says what it was and until when. */
export function mergedFacts(workbook: Workbook, kept: PlainFacts, { cells, facts }: IncomingHousehold): PlainFacts {
  const previously = listOf(workbook.words, "classes").find(({ id }) => id === cells.class)?.previously;
  const escaped = previously === undefined ? {} : { previously, exit_date: cells.from! };
  return { ...kept, ...cells.household_facts, ...facts, ...escaped };
}

/** The status that the file tells, over the one kept from the same day; null when it tells none. The cells are checked before. */
export function mergedStatus(
  { words, knowledge }: Workbook,
  kept: readonly StatusRecord[],
  { cells }: IncomingHousehold,
): StatusRecord | null {
  const { class: chosen, from } = cells;
  if (chosen === undefined || from === undefined) return null;
  const before = kept.find((one) => one.from === from);
  const status = listOf(words, "classes").find(({ id }) => id === chosen)?.class ?? (chosen as HouseholdClass);
  return {
    status,
    standard: cells.standard ?? before?.standard ?? standardOn(knowledge.standards, from)!.id,
    from,
    decisionNumber: cells.decision_number ?? before?.decisionNumber ?? null,
    decidedOn: cells.decided_on ?? before?.decidedOn ?? null,
    b1: cells.b1 ?? before?.b1 ?? null,
    b2: cells.b2 ?? before?.b2 ?? null,
    causes: cells.causes ?? before?.causes ?? [],
  };
}

/** For each member of the file the kept one it speaks of, or null: by identity number, else by name and birth. */
export function matchMembers(incoming: readonly IncomingMember[], kept: readonly Member[]): (Member | null)[] {
  const free = new Set(kept);
  const take = (found: Member | undefined): Member | null => {
    if (found !== undefined) free.delete(found);
    return found ?? null;
  };
  const byNumber = incoming.map(({ cells: { identity } }) =>
    take(identity === undefined ? undefined : [...free].find((one) => one.identity === identity)),
  );
  return incoming.map(({ cells }, at) => byNumber[at] ?? take(likest([...free], cells)));
}

function likest(free: readonly Member[], { name, birth, identity }: IncomingMember["cells"]): Member | undefined {
  const same = free.filter((one) => fold(one.name) === fold(name) && (identity === undefined || one.identity === null));
  const exactly = same.find((one) => one.name === name && one.birth === (birth ?? null));
  const year = (text: string) => text.slice(0, 4);
  return exactly ?? same.find((one) => one.birth === null || birth === undefined || year(one.birth) === year(birth));
}

/** The fields in which two records differ, whatever the order of their facts. */
export function changedFields<T extends object>(before: T, after: T): string[] {
  return Object.keys(after).filter(
    (field) => canonical(before[field as keyof T]) !== canonical(after[field as keyof T]),
  );
}

function canonical(value: unknown): string {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value);
  return JSON.stringify(plain ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value);
}
