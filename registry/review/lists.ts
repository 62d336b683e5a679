// The list of a round: households are added while it is open; closing it starts the forms. A village with nobody on its list has
// nothing to fill, meet about or decide: its round is over.
import { covers, type Desk, reachOf } from "../desk.ts";
import { currentStatuses } from "../households/statuses.ts";
import { holdingOn } from "../households/timeline.ts";
import { currentOf, lockRound, progressOf } from "./round.ts";
import { finishStep, noteStep, stepsOf, villageAt } from "./steps.ts";

/** Puts a household that asked on the list. The request may be taken by whoever takes reports of its village. */
export async function addToList(
  desk: Desk,
  { roundId, householdId }: { roundId: string; householdId: string },
): Promise<{ ok: true } | { refused: "no-right" | "list-closed" | "listed-already" }> {
  const round = await lockRound(desk.tx, roundId);
  const [named] = await desk.tx.$queryRaw<{ id: string }[]>`SELECT id FROM household WHERE id::text = ${householdId}`;
  const where = { id: named?.id ?? "", closedOn: null };
  const household = named === undefined ? null : await desk.tx.household.findFirst({ where });
  if (round === null || household === null || household.communeCode !== round.communeCode)
    return { refused: "no-right" };
  if (!covers(reachOf(desk, "report.file"), household)) return { refused: "no-right" };
  const { villageCode } = household;
  const current = currentOf(await stepsOf(desk, roundId, villageCode));
  if (current?.step !== "list") return { refused: "list-closed" };
  const known = await desk.tx.reviewCase.count({ where: { roundId, householdId } });
  if (known > 0) return { refused: "listed-already" };
  const data = { roundId, householdId, villageCode, reason: "asked", state: "listed", updatedAt: desk.now };
  await desk.tx.reviewCase.create({ data });
  await noteStep(desk, roundId, "household_listed", { household: householdId, village: villageCode });
  return { ok: true };
}

/** The round that this household of a reviewed class could still enter, as addToList would let it; null when there is none. */
export async function roundToEnter(desk: Desk, householdId: string): Promise<string | null> {
  const { tx, library, today } = desk;
  const household = await tx.household.findFirst({ where: { id: householdId, closedOn: null } });
  if (household === null || !covers(reachOf(desk, "report.file"), household)) return null;
  const status = holdingOn(await currentStatuses(tx, [householdId]), today)?.status;
  if (!library.review.workflow.tracks.some(({ lists }) => lists.some((one) => one === status))) return null;
  const rounds = await tx.reviewRound.findMany({
    where: { communeCode: household.communeCode, closedOn: null, cases: { none: { householdId } } },
    orderBy: { opensOn: "desc" },
  });
  for (const { id } of rounds)
    if (currentOf(await stepsOf(desk, id, household.villageCode))?.step === "list") return id;
  return null;
}

/** Closes the lists of all villages that are still listing. `villages` have households to review, `empty` have none. */
export async function closeLists(
  desk: Desk,
  roundId: string,
): Promise<{ ok: true; villages: string[]; empty: number; households: number } | { refused: "no-right" | "not-now" }> {
  const round = await lockRound(desk.tx, roundId);
  const reach = reachOf(desk, "round.open");
  if (round === null || !covers(reach, { villageCode: null, communeCode: round.communeCode }))
    return { refused: "no-right" };
  const { villages: all } = await progressOf(desk.tx, round, reach);
  const listing = all.filter(({ current }) => current?.step === "list");
  if (listing.length === 0) return { refused: "not-now" };
  const villages: string[] = [];
  let households = 0;
  for (const { villageCode, steps, cases } of listing) {
    const listed = cases.listed ?? 0;
    households += listed;
    const taken = await villageAt(desk, { roundId, villageCode, expected: "list" });
    if (!("ok" in taken)) return { refused: "no-right" };
    await finishStep(desk, taken.step, { households: listed });
    if (listed > 0) villages.push(villageCode);
    else for (const step of steps) if (step.step !== "list") await finishStep(desk, step, { households: 0 });
  }
  await closeWhenDone(desk, roundId);
  return { ok: true, villages, empty: listing.length - villages.length, households };
}

/** A round is over when every step of every village is done. */
export async function closeWhenDone(desk: Desk, roundId: string): Promise<boolean> {
  const open = await desk.tx.reviewStep.count({ where: { roundId, doneOn: null } });
  if (open > 0) return false;
  await desk.tx.reviewRound.update({ where: { id: roundId }, data: { closedOn: new Date(desk.today) } });
  await noteStep(desk, roundId, "round_closed", { on: desk.today });
  return true;
}
