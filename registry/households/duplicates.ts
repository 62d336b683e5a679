// Records that may be of the same person, found by what two careless writers leave alike. Only suggested: people decide.
import type { Household, Member } from "./household.ts";
import { nameWords } from "./name-tokens.ts";

export type DuplicateReason = "identity" | "identity-end" | "name" | "name-order" | "nickname" | "birth-year";

/** One side of a pair. */
export interface Side {
  household: Pick<Household, "id" | "code" | "villageCode">;
  member: Member;
}

/** Two members who may be one, and why. */
export interface DuplicatePair {
  first: Side;
  second: Side;
  reasons: DuplicateReason[];
}

/**
 * Pairs among these households' members: the same identity number, or a like name together with the year of birth or the last
 * four digits of the number. Only members who share a whole name (in any order), a nickname or a number are compared.
 */
export function duplicateCandidates(households: readonly Household[]): DuplicatePair[] {
  const sides = households.flatMap((household) => household.members.map((member): Side => ({ household, member })));
  const meetings = new Map<string, Side[]>();
  for (const side of sides) {
    for (const key of keysOf(side.member)) {
      const others = meetings.get(key);
      if (others === undefined) meetings.set(key, [side]);
      else others.push(side);
    }
  }
  const pairs = new Map<string, DuplicatePair>();
  for (const group of meetings.values()) {
    for (const [at, second] of group.entries()) {
      for (const first of group.slice(0, at)) {
        const key = `${first.member.id} ${second.member.id}`;
        const reasons = pairs.has(key) ? [] : reasonsFor(first.member, second.member);
        if (reasons.length > 0) pairs.set(key, { first, second, reasons });
      }
    }
  }
  return [...pairs.values()];
}

const sorted = (words: readonly string[]) => [...words].sort().join(" ");

function keysOf({ name, nickname, identity, birth }: Member): string[] {
  // The year or the end of the number stands in the key, so that a common name does not make everybody meet everybody.
  const marks = [
    birth === null ? null : `birth ${birth.slice(0, 4)}`,
    identity === null ? null : `end ${identity.slice(-4)}`,
  ];
  const names = [name, nickname].flatMap((one) => (one === null ? [] : [sorted(nameWords(one))]));
  return [
    ...(identity === null ? [] : [`identity ${identity}`]),
    ...names.flatMap((one) => marks.flatMap((mark) => (mark === null ? [] : [`${one} ${mark}`]))),
  ];
}

function reasonsFor(a: Member, b: Member): DuplicateReason[] {
  const sameNumber = a.identity !== null && a.identity === b.identity;
  if (sameNumber) return ["identity"];
  const reasons: DuplicateReason[] = [];
  const [own, other] = [nameWords(a.name), nameWords(b.name)];
  if (own.join(" ") === other.join(" ")) reasons.push("name");
  else if (sorted(own) === sorted(other)) reasons.push("name-order");
  else if (nicknamesMeet(a, b)) reasons.push("nickname");
  if (reasons.length === 0) return [];
  const [ends, years] = [a.identity?.slice(-4), a.birth?.slice(0, 4)];
  if (ends !== undefined && ends === b.identity?.slice(-4)) reasons.push("identity-end");
  if (years !== undefined && years === b.birth?.slice(0, 4)) reasons.push("birth-year");
  // Two whole numbers that end differently are two people, whatever they are called.
  if (a.identity !== null && b.identity !== null && !reasons.includes("identity-end")) return [];
  return reasons.length > 1 ? reasons : [];
}

function nicknamesMeet(a: Member, b: Member): boolean {
  const names = (member: Member) =>
    [member.name, member.nickname].flatMap((one) => (one === null ? [] : [sorted(nameWords(one))]));
  return names(a).some((one) => names(b).includes(one));
}
