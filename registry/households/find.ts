// Finding people by name, typed any way: without tone marks, in another order, with a title, by what the neighbours call them.
import { fold } from "../../foundation/vietnamese.ts";
import { type Reach, within } from "../desk.ts";
import type { Seal } from "../seal.ts";
import type { Queries, Store } from "../store.ts";
import type { MemberRecord } from "./household.ts";
import { identityHash, nameHasher, nameWords } from "./name-tokens.ts";
import { type KeptMemberRow, openMember } from "./sealed-rows.ts";

/** Somebody found. `likeness` is 1 for the whole name as written, less for a part of it. */
export interface Found {
  memberId: string;
  householdId: string;
  householdCode: string;
  villageCode: string;
  member: MemberRecord;
  likeness: number;
}

/** Read before ranking: far more than anybody looks at, few enough to open in a moment. */
const MOST_OPENED = 300;

/**
 * People whose name or nickname has the typed words, the likest first, at most `limit`. `titles` (knowledge/spreadsheet) are
 * words that are not part of a name. Nothing outside the reach is found.
 */
export async function findByName(
  tx: Queries,
  store: Store,
  { typed, reach, titles, limit }: { typed: string; reach: Reach; titles: readonly string[]; limit: number },
): Promise<Found[]> {
  const words = wordsSought(typed, titles);
  const spelled = spelledWords(typed).filter((word) => words.includes(fold(word)));
  const tokens = nameHasher(store.seal)([words.join(" ")]);
  if (tokens.length === 0) return [];
  const found = await tx.$queryRaw<FoundRow[]>`
    SELECT m.id, m.household_id AS "householdId", h.code, h.village_code AS "villageCode", m.name_sealed AS "nameSealed", m.relation,
      m.birth_sealed AS "birthSealed", m.sex, m.identity_sealed AS "identitySealed", m.facts_sealed AS "factsSealed",
      m.details_sealed AS "detailsSealed", m.joined_on AS "joinedOn"
    FROM member m JOIN household h ON h.id = m.household_id
    WHERE m.name_tokens && ${tokens}::text[] AND m.left_on IS NULL AND h.closed_on IS NULL AND ${within(reach, "h")}
    ORDER BY (SELECT count(*) FROM unnest(m.name_tokens) t WHERE t = ANY(${tokens}::text[])) DESC, m.id
    LIMIT ${MOST_OPENED}`;
  return found
    .map((row) => opened(store.seal, row, spelled, words))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness || a.householdCode.localeCompare(b.householdCode))
    .slice(0, limit);
}

/** The member with this identity number within the reach, or null. */
export async function findByIdentity(
  tx: Queries,
  store: Store,
  { identity, reach }: { identity: string; reach: Reach },
): Promise<{ memberId: string; householdId: string } | null> {
  const hash = identityHash(store.seal, identity);
  const [found] = await tx.$queryRaw<{ memberId: string; householdId: string }[]>`
    SELECT m.id AS "memberId", h.id AS "householdId" FROM member m JOIN household h ON h.id = m.household_id
    WHERE m.identity_hash = ${hash} AND m.left_on IS NULL AND h.closed_on IS NULL AND ${within(reach, "h")}`;
  return found ?? null;
}

interface FoundRow extends KeptMemberRow {
  id: string;
  householdId: string;
  code: string;
  villageCode: string;
}

function opened(seal: Seal, row: FoundRow, spelled: readonly string[], words: readonly string[]): Found {
  const member = openMember(seal, row);
  const { id: memberId, householdId, code: householdCode, villageCode } = row;
  const likeness = Math.max(
    ...[member.name, member.nickname].map((name) => (name === null ? 0 : nameLikeness(spelled, words, name))),
  );
  return { memberId, householdId, householdCode, villageCode, member, likeness };
}

function wordsSought(typed: string, titles: readonly string[]): string[] {
  const folded = new Set(titles.map(fold));
  const words = nameWords(typed);
  const bare = words.filter((word) => !folded.has(word));
  return bare.length > 0 ? bare : words;
}

/** How like a name is to the words sought: all of them count most, then the given name, then the share of words. */
function nameLikeness(spelled: readonly string[], words: readonly string[], name: string): number {
  const known = nameWords(name);
  const common = words.filter((word) => known.includes(word)).length;
  if (common === 0) return 0;
  const marks = spelled.every((word) => spelledWords(name).includes(word)) ? 0.02 : 0;
  if (common === words.length && common === known.length)
    return words.join(" ") === known.join(" ") ? 0.98 + marks : 0.95 + marks;
  const given = known.at(-1) === words.at(-1) ? 0.1 : 0;
  if (common === words.length) return 0.75 + given + marks;
  return 0.6 * (common / words.length) + given;
}

const spelledWords = (text: string): string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
