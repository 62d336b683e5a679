// One village in a round, open or over: its steps for whoever reads rounds there, its households for whoever reads households.
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import { type Desk, reachOf, within } from "../desk.ts";
import { openHouseholds } from "../households/read.ts";
import { noteViews } from "../links/views.ts";
import { progressOf, type Round, roundFrom, type VillageProgress } from "./round.ts";
import type { CaseState } from "./steps.ts";

/** Which village of which round; both come from an address and may be anything. */
export interface VillagePlace {
  roundId: string;
  villageCode: string;
}

/** The round and how far the village is in it; null when the actor may not read it. */
export async function readVillage(
  desk: Desk,
  { roundId, villageCode }: VillagePlace,
): Promise<{ round: Round; village: VillageProgress } | null> {
  const [named] = await desk.tx.$queryRaw<{ id: string }[]>`SELECT id FROM review_round WHERE id::text = ${roundId}`;
  if (named === undefined) return null;
  const round = roundFrom(await desk.tx.reviewRound.findUniqueOrThrow({ where: { id: named.id } }));
  const { villages } = await progressOf(desk.tx, round, reachOf(desk, "round.read"));
  const village = villages.find((one) => one.villageCode === villageCode);
  return village === undefined ? null : { round, village };
}

/** A household in the round. Points and class are there from the signature of its forms; `decided` from that of the leader. */
export interface VillageCase {
  id: string;
  householdId: string;
  head: string;
  state: CaseState;
  b1: number | null;
  b2: number | null;
  proposed: HouseholdClass | null;
  decided: HouseholdClass | null;
  certificate: string | null;
}

/** The households of the village in this round, by their codes, as far as the actor may read them. */
export async function villageCases(desk: Desk, { roundId, villageCode }: VillagePlace): Promise<VillageCase[]> {
  const found = await desk.tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM (
      SELECT c.id, c.village_code, o.commune_code FROM review_case c JOIN review_round o ON o.id = c.round_id
      WHERE o.id::text = ${roundId} AND c.village_code = ${villageCode}) r
    WHERE ${within(reachOf(desk, "household.read"), "r")}`;
  const rows = await desk.tx.reviewCase.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: { household: { code: "asc" } },
  });
  const ids = rows.map(({ householdId }) => householdId);
  const households = await openHouseholds(desk.tx, desk.store, ids, desk.today);
  await noteViews(desk, ids, "review");
  const heads = new Map(households.map(({ id, members }) => [id, members[0]?.name ?? ""]));
  return rows.map(({ id, householdId, state, b1, b2, proposed, decided, certificate }) => {
    const classes = { proposed: proposed as HouseholdClass | null, decided: decided as HouseholdClass | null };
    const head = heads.get(householdId) ?? "";
    return { id, householdId, head, state: state as CaseState, b1, b2, ...classes, certificate };
  });
}
