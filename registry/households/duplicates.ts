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

/** A search that goes on while households come. */
export interface DuplicateFinder {
  add(households: readonly Household[]): void;
  /** The pairs among all that were added. */
  pairs(): DuplicatePair[];
}

/**
 * Finds members who may be one, in households that come page after page: the same identity number, or a like name together with the
 * year of birth or the last four digits of the number. Only members who share a whole name (in any order), a nickname or a number
 * are compared.
 */
export function duplicateFinder(): DuplicateFinder {
  const meetings = new Map<string, Named[]>();
  return {
    add(households: readonly Household[]): void {
      for (const household of households)
        for (const member of household.members) {
          const named = namesOf({ household, member });
          for (const key of keysOf(named)) {
            const others = meetings.get(key);
            if (others === undefined) meetings.set(key, [named]);
            else others.push(named);
          }
        }
    },
    pairs(): DuplicatePair[] {
      const pairs = new Map<string, DuplicatePair>();
      for (const crowd of meetings.values()) pairsIn(crowd, pairs);
      return [...pairs.values()];
    },
  };
}

function pairsIn(crowd: readonly Named[], pairs: Map<string, DuplicatePair>): void {
  for (let at = 1; at < crowd.length; at += 1) {
    for (let before = 0; before < at; before += 1) {
      const [first, second] = [crowd[before]!, crowd[at]!];
      const reasons = reasonsFor(first, second);
      const key = `${first.side.member.id} ${second.side.member.id}`;
      if (reasons.length > 0) pairs.set(key, { first: first.side, second: second.side, reasons });
    }
  }
}

/** A member with the words of the names, worked out once. */
interface Named {
  side: Side;
  /** The words of the name in order, and in the order of the alphabet. */
  name: string;
  sorted: string;
  /** The nickname's words in the order of the alphabet. */
  nickname: string | null;
}

const sorted = (words: readonly string[]) => [...words].sort().join(" ");

function namesOf(side: Side): Named {
  const { name, nickname } = side.member;
  const words = nameWords(name);
  return {
    side,
    name: words.join(" "),
    sorted: sorted(words),
    nickname: nickname === null ? null : sorted(nameWords(nickname)),
  };
}

function keysOf({ side: { member }, sorted: name, nickname }: Named): string[] {
  const { identity, birth } = member;
  // The year or the end of the number stands in the key, so that a common name does not make everybody meet everybody.
  const marks = [
    ...(birth === null ? [] : [`birth ${birth.slice(0, 4)}`]),
    ...(identity === null ? [] : [`end ${identity.slice(-4)}`]),
  ];
  const names = nickname === null ? [name] : [name, nickname];
  return [
    ...(identity === null ? [] : [`identity ${identity}`]),
    ...names.flatMap((one) => marks.map((mark) => `${one} ${mark}`)),
  ];
}

function reasonsFor(a: Named, b: Named): DuplicateReason[] {
  const [one, two] = [a.side.member, b.side.member];
  const [numbers, ends] = [
    [one.identity, two.identity],
    [one.identity?.slice(-4), two.identity?.slice(-4)],
  ];
  if (numbers[0] !== null && numbers[0] === numbers[1]) return ["identity"];
  // Two whole numbers that end differently are two people, whatever they are called.
  if (ends[0] !== undefined && ends[1] !== undefined && ends[0] !== ends[1]) return [];
  const reasons: DuplicateReason[] = [];
  if (a.name === b.name) reasons.push("name");
  else if (a.sorted === b.sorted) reasons.push("name-order");
  else if (nicknamesMeet(a, b)) reasons.push("nickname");
  if (reasons.length === 0) return [];
  if (ends[0] !== undefined && ends[0] === ends[1]) reasons.push("identity-end");
  if (one.birth !== null && one.birth.slice(0, 4) === two.birth?.slice(0, 4)) reasons.push("birth-year");
  return reasons.length > 1 ? reasons : [];
}

function nicknamesMeet(a: Named, b: Named): boolean {
  const names = [b.sorted, b.nickname];
  return names.includes(a.sorted) || (a.nickname !== null && names.includes(a.nickname));
}
