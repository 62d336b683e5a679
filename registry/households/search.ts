// Households by what an officer types: a name in any spelling, of anybody in the household, or the commune's code of it.
import { type Desk, reachOf, within } from "../desk.ts";
import { noteViews } from "../links/views.ts";
import { findByName } from "./find.ts";
import { openHouseholds } from "./read.ts";

/** One household as it is found: by whom, and what tells it from others of the name. */
export interface HouseholdFound {
  id: string;
  code: string;
  villageCode: string;
  head: string;
  /** The member who bears the name; null for the head, and where the code was typed. */
  member: string | null;
  birthYear: string | null;
  status: string | null;
}

const MOST_SHOWN = 20;
const SHORTEST = 2;
/** A middle name alone, of a whole name typed, is nobody sought. */
const LEAST_LIKE = 0.35;

/** Households within the reach, the likest first, at most twenty. */
export async function searchHouseholds(desk: Desk, typed: string): Promise<HouseholdFound[]> {
  const { tx, store, library, today } = desk;
  const words = typed.trim();
  const reach = reachOf(desk, "household.list");
  if (words.length < SHORTEST) return [];
  const coded = await tx.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM household h WHERE h.code = ${words} AND h.closed_on IS NULL AND ${within(reach, "h")}`;
  const titles = library.spreadsheet.values.titles;
  const alike = await findByName(tx, store, { typed: words, reach, titles, limit: MOST_SHOWN });
  const named = alike.filter(({ likeness }) => likeness >= LEAST_LIKE);
  const ids = [...new Set([...coded.map(({ id }) => id), ...named.map(({ householdId }) => householdId)])];
  const households = await openHouseholds(tx, store, ids, today);
  await noteViews(desk, ids, "search");
  return households.map(({ id, code, villageCode, members, status }) => {
    const found = named.find(({ householdId }) => householdId === id);
    const head = members.find(({ relation }) => relation === "head") ?? members[0];
    const other = found === undefined || found.memberId === head?.id ? null : found.member;
    return {
      id,
      code,
      villageCode,
      head: head?.name ?? code,
      member: other?.name ?? null,
      birthYear: (other ?? head)?.birth?.slice(0, 4) ?? null,
      status: status?.status ?? null,
    };
  });
}
