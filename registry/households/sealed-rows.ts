// Between a household in the clear and its rows in the store, where everything personal lies sealed.
import type { Day } from "../../foundation/day.ts";
import type { Seal } from "../seal.ts";
import type { MemberRecord, PlainFacts, Relation } from "./household.ts";
import { identityHash, nameHasher } from "./name-tokens.ts";

/** The columns of `member` that hold what a member is. */
export interface MemberRow {
  nameSealed: string;
  nameTokens: string[];
  relation: string;
  sex: string | null;
  identityHash: string | null;
  factsSealed: string | null;
  detailsSealed: string | null;
  joinedOn: Day | null;
}

/** Sealed together: a seal of its own for each would cost more than all else of an import. */
export interface Details {
  birth?: string;
  identity?: string;
  nickname?: string;
  ethnicity?: string;
  phone?: string;
}

/** Seals members; one sealer for many, because it remembers the hashes of the words of names. */
export function memberSealer(seal: Seal): (member: MemberRecord) => MemberRow {
  const tokens = nameHasher(seal);
  return (member) => {
    const { name, nickname, relation, birth, sex, identity, ethnicity, phone, joinedOn, facts } = member;
    const details: Details = {
      ...(birth === null ? {} : { birth }),
      ...(identity === null ? {} : { identity }),
      ...(nickname === null ? {} : { nickname }),
      ...(ethnicity === null ? {} : { ethnicity }),
      ...(phone === null ? {} : { phone }),
    };
    return {
      nameSealed: seal.seal(name),
      nameTokens: tokens([name, nickname]),
      relation,
      sex,
      identityHash: identity === null ? null : identityHash(seal, identity),
      factsSealed: sealFacts(seal, facts),
      detailsSealed: Object.keys(details).length === 0 ? null : seal.seal(JSON.stringify(details)),
      joinedOn,
    };
  };
}

/** A row as it is read: members who have not changed since they were first kept may still have two columns more. */
export interface KeptMemberRow extends Omit<MemberRow, "joinedOn" | "nameTokens" | "identityHash"> {
  birthSealed: string | null;
  identitySealed: string | null;
  joinedOn: Date | null;
}

/** The member that a row holds. Throws AppError `seal:broken` under another key. */
export function openMember(seal: Seal, row: KeptMemberRow): MemberRecord {
  const open = (text: string | null) => (text === null ? null : seal.open(text));
  const details = openDetails(seal, row.detailsSealed);
  return {
    name: seal.open(row.nameSealed),
    nickname: details.nickname ?? null,
    relation: row.relation as Relation,
    birth: details.birth ?? open(row.birthSealed),
    sex: row.sex as MemberRecord["sex"],
    identity: details.identity ?? open(row.identitySealed),
    ethnicity: details.ethnicity ?? null,
    phone: details.phone ?? null,
    joinedOn: dayOf(row.joinedOn),
    facts: openFacts(seal, row.factsSealed),
  };
}

/** The details that a column holds. */
export function openDetails(seal: Seal, sealed: string | null): Details {
  return sealed === null ? {} : (JSON.parse(seal.open(sealed)) as Details);
}

/** Facts as sealed JSON; null when there are none. */
export function sealFacts(seal: Seal, facts: PlainFacts): string | null {
  return Object.keys(facts).length === 0 ? null : seal.seal(JSON.stringify(facts));
}

/** The facts that a column holds. */
export function openFacts(seal: Seal, sealed: string | null): PlainFacts {
  return sealed === null ? {} : (JSON.parse(seal.open(sealed)) as PlainFacts);
}

/** The calendar day of a `date` column. */
export function dayOf(date: Date): Day;
export function dayOf(date: Date | null): Day | null;
export function dayOf(date: Date | null): Day | null {
  return date === null ? null : (date.toISOString().slice(0, 10) as Day);
}
