// Posting the results, and the re-check of those that are disputed. Results stay posted for full working days; what a re-check
// changes is posted again.
import { addDays, type Day } from "../../foundation/day.ts";
import { addWorkingDays } from "../../knowledge/working-days.ts";
import type { Desk } from "../desk.ts";
import { openHouseholds } from "../households/read.ts";
import { noteViews } from "../links/views.ts";
import type { DayRefused } from "./meeting.ts";
import { caseById } from "./sheets.ts";
import {
  type CaseState,
  finishStep,
  moveCases,
  noteStep,
  reopenSteps,
  type StepRefused,
  takeStep,
  villageAt,
} from "./steps.ts";

/** Records from when the results are posted; `until` is the last day they must stay. */
export async function recordPosting(
  desk: Desk,
  stepId: string,
  postedOn: Day,
): Promise<{ ok: true; until: Day; roundId: string } | StepRefused | DayRefused> {
  const taken = await takeStep(desk, stepId, "posting");
  if (!("ok" in taken)) return taken;
  const { step, steps } = taken;
  const { posting, recheck } = desk.library.review.workflow;
  const meeting = steps.find((one) => one.step === "meeting")!;
  const from = (step.detail.again as Day | undefined) ?? meeting.doneOn!;
  if (postedOn < from || postedOn > desk.today) return { refused: "impossible-day", from, to: desk.today };
  const { holidays } = desk.library;
  const until = addWorkingDays(postedOn, posting.working_days, holidays);
  await finishStep(desk, step, { until }, postedOn);
  const due = addWorkingDays(until, recheck.working_days, holidays);
  const next = steps.find((one) => one.step === "recheck")!;
  await desk.tx.reviewStep.update({ where: { id: next.id }, data: { dueOn: new Date(due) } });
  await moveCases(desk, step, "posted");
  return { ok: true, until, roundId: step.roundId };
}

/** A household whose result is posted. */
export interface PostedCase {
  id: string;
  head: string;
  proposed: string;
}

/** The households whose results are posted in a village at re-check, for whoever may close it. */
export async function postedCases(desk: Desk, stepId: string): Promise<PostedCase[]> {
  const taken = await takeStep(desk, stepId, "recheck");
  if (!("ok" in taken)) return [];
  const { roundId, villageCode } = taken.step;
  const found = await desk.tx.reviewCase.findMany({
    where: { roundId, villageCode, state: "posted" },
    orderBy: { household: { code: "asc" } },
  });
  const ids = found.map(({ householdId }) => householdId);
  const households = await openHouseholds(desk.tx, desk.store, ids, desk.today);
  await noteViews(desk, ids, "review");
  return found.map(({ id, proposed }, at) => ({
    id,
    head: households[at]?.members[0]?.name ?? "",
    proposed: proposed ?? "",
  }));
}

/** Sends a posted household back to be filled and posted again, because its result is disputed. */
export async function recheckCase(
  desk: Desk,
  caseId: string,
): Promise<{ ok: true; villageCode: string } | StepRefused> {
  const row = await caseById(desk, caseId);
  if (row === null) return { refused: "no-right" };
  const { roundId, villageCode, householdId } = row;
  const taken = await villageAt(desk, { roundId, villageCode, expected: "recheck" });
  if (!("ok" in taken)) return taken;
  if (row.state !== "posted") return { refused: "not-now", current: "recheck" };
  const state: CaseState = "rechecking";
  await desk.tx.reviewCase.update({ where: { id: caseId }, data: { state, updatedAt: desk.now } });
  await noteStep(desk, roundId, "household_rechecked", { household: householdId, village: villageCode });
  return { ok: true, villageCode };
}

/** What closing a re-check comes to: it is over; or results that changed are to be posted again; or it is not time yet. */
export type RecheckClosed =
  | { ok: true; postAgain: boolean; roundId: string; communeCode: string; villageCode: string }
  | StepRefused
  | { refused: "posted-until"; from: Day }
  | { refused: "rechecking"; households: number };

/** Closes the re-check of a village, which asks the leader for the decision. */
export async function closeRecheck(desk: Desk, stepId: string): Promise<RecheckClosed> {
  const taken = await takeStep(desk, stepId, "recheck");
  if (!("ok" in taken)) return taken;
  const { step, steps, round } = taken;
  const { roundId, villageCode } = step;
  const count = (state: CaseState) => desk.tx.reviewCase.count({ where: { roundId, villageCode, state } });
  const rechecking = await count("rechecking");
  if (rechecking > 0) return { refused: "rechecking", households: rechecking };
  const place = { roundId, villageCode, communeCode: round.communeCode };
  const posting = steps.find((one) => one.step === "posting")!;
  const rechecked = await count("scored");
  if (rechecked > 0) {
    await desk.tx.reviewStep.update({ where: { id: posting.id }, data: { detail: { again: desk.today } } });
    await reopenSteps(desk, [posting], `rechecked: ${rechecked}`);
    return { ok: true, postAgain: true, ...place };
  }
  const until = posting.detail.until as Day;
  if (desk.today <= until) return { refused: "posted-until", from: addDays(until, 1) };
  await finishStep(desk, step, { rechecked: 0 });
  return { ok: true, postAgain: false, ...place };
}
