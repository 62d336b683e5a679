// Reading households in the clear. Whoever asks gives the units the answer must lie in; rights are decided before.
import type { Day } from "../../foundation/day.ts";
import { type Reach, within } from "../desk.ts";
import type { Queries, Store } from "../store.ts";
import { currentDeprivations } from "./deprivations.ts";
import type { Household, Member } from "./household.ts";
import { dayOf, openFacts, openMember } from "./sealed-rows.ts";
import { currentStatuses } from "./statuses.ts";
import { holdingOn } from "./timeline.ts";

/** Beyond every decision: reading on this day gives the last recorded class. */
export const LAST_KNOWN = "9999-12-31" as Day;

/** Ids of the open households within a reach, by village and code. */
export async function householdIds(tx: Queries, reach: Reach): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM household h WHERE h.closed_on IS NULL AND ${within(reach, "h")} ORDER BY h.village_code, h.code`;
  return found.map(({ id }) => id);
}

/** A household by its id or its code, as it is on a day; null when there is none within the reach. */
export async function readHousehold(
  tx: Queries,
  store: Store,
  { household, reach, on }: { household: { id: string } | { code: string }; reach: Reach; on: Day },
): Promise<Household | null> {
  const id = "id" in household ? household.id : null;
  const code = "code" in household ? household.code : null;
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM household h WHERE (h.id = ${id}::uuid OR h.code = ${code}) AND ${within(reach, "h")}`;
  if (found === undefined) return null;
  return (await openHouseholds(tx, store, [found.id], on))[0] ?? null;
}

/** Households by their ids, in that order, with class and deprivations of a day. For callers that bounded the ids themselves. */
export async function openHouseholds(tx: Queries, store: Store, ids: string[], on: Day): Promise<Household[]> {
  const households = await tx.household.findMany({ where: { id: { in: ids } } });
  const members = await membersOf(tx, store, ids);
  const statuses = Map.groupBy(await currentStatuses(tx, ids), ({ householdId }) => householdId);
  const deprivations = Map.groupBy(await currentDeprivations(tx, ids), ({ householdId }) => householdId);
  const byId = new Map(
    households.map((row): [string, Household] => {
      const { id, code, villageCode, communeCode, provinceCode, addressSealed } = row;
      const lacking = (deprivations.get(id) ?? []).filter(({ from, to }) => from <= on && (to === null || on <= to));
      return [
        id,
        {
          id,
          code,
          villageCode,
          communeCode,
          provinceCode,
          address: addressSealed === null ? null : store.seal.open(addressSealed),
          facts: openFacts(store.seal, row.factsSealed),
          status: holdingOn(statuses.get(id) ?? [], on),
          deprivations: [...new Set(lacking.map(({ indicator }) => indicator))],
          members: members.get(id) ?? [],
          closedOn: dayOf(row.closedOn),
        },
      ];
    }),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Those who live in these households: the head first, then the oldest. `on`: those who did on that day, by what is known now. */
export async function membersOf(
  tx: Queries,
  { seal }: Pick<Store, "seal">,
  ids: string[],
  on: Day | null = null,
): Promise<Map<string, Member[]>> {
  const found = await tx.member.findMany({
    where: { householdId: { in: ids }, ...(on === null ? { leftOn: null } : thereOn(new Date(on))) },
  });
  const byHousehold = new Map<string, Member[]>();
  for (const row of found) {
    const member = { ...openMember(seal, row), id: row.id, leftOn: dayOf(row.leftOn) };
    const list = byHousehold.get(row.householdId);
    if (list === undefined) byHousehold.set(row.householdId, [member]);
    else list.push(member);
  }
  for (const list of byHousehold.values()) list.sort(byPlace);
  return byHousehold;
}

function thereOn(on: Date) {
  return {
    AND: [{ OR: [{ joinedOn: null }, { joinedOn: { lte: on } }] }, { OR: [{ leftOn: null }, { leftOn: { gt: on } }] }],
  };
}

/** Of two heads the first is who left: the other took over then. */
function byPlace(a: Member, b: Member): number {
  const head = Number(b.relation === "head") - Number(a.relation === "head");
  const before = (a.leftOn ?? "9").localeCompare(b.leftOn ?? "9");
  return (
    head ||
    (a.relation === "head" ? before : 0) ||
    (a.birth ?? "9").localeCompare(b.birth ?? "9") ||
    a.name.localeCompare(b.name, "vi")
  );
}
