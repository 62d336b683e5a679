// Recording the steps of a village. Every step is taken through here: whoever records it may, it is the one that comes next, and
// nobody else records at the same time. Nothing can be skipped, and everything leaves an entry in the audit chain.
import type { Day } from "../../foundation/day.ts";
import type { StepId } from "../../knowledge/schema/workflow.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, covers, type Desk, reachOf } from "../desk.ts";
import { currentOf, type KeptStep, lockRound, type Round, type StepDetail, stepFrom } from "./round.ts";

/** A step that may be recorded now, with all steps of its village. */
export interface OpenStep {
  ok: true;
  round: Round;
  step: KeptStep;
  steps: KeptStep[];
}

/** Not here, or not his to record; or another step comes first (null: the village is done). */
export type StepRefused = { refused: "no-right" } | { refused: "not-now"; current: StepId | null };

/** The step by its id, if it is of this kind, comes next, and the actor may record it. Holds its round. */
export async function takeStep(desk: Desk, stepId: string, expected: StepId): Promise<OpenStep | StepRefused> {
  const found = await findStep(desk, stepId);
  if (found === null || found.step !== expected) return { refused: "no-right" };
  return villageAt(desk, { roundId: found.roundId, villageCode: found.villageCode, expected });
}

/** The same by round and village. */
export async function villageAt(
  desk: Desk,
  { roundId, villageCode, expected }: { roundId: string; villageCode: string; expected: StepId },
): Promise<OpenStep | StepRefused> {
  const round = await lockRound(desk.tx, roundId);
  const { operation } = desk.library.review.workflow.steps.find(({ id }) => id === expected)!;
  if (round === null || !covers(reachOf(desk, operation), { villageCode, communeCode: round.communeCode }))
    return { refused: "no-right" };
  const steps = await stepsOf(desk, roundId, villageCode);
  const current = currentOf(steps);
  if (current?.step !== expected) return { refused: "not-now", current: current?.step ?? null };
  return { ok: true, round, step: current, steps };
}

async function findStep({ tx }: Desk, id: string): Promise<KeptStep | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM review_step WHERE id::text = ${id}`;
  return found === undefined ? null : stepFrom(await tx.reviewStep.findUniqueOrThrow({ where: { id: found.id } }));
}

/** The steps of one village in a round. */
export async function stepsOf({ tx }: Desk, roundId: string, villageCode: string): Promise<KeptStep[]> {
  return (await tx.reviewStep.findMany({ where: { roundId, villageCode } })).map(stepFrom);
}

/** The step is done. `on` is the day it happened, today when it happens by recording it. */
export async function finishStep(
  desk: Desk,
  { id, roundId, villageCode, step }: KeptStep,
  detail: StepDetail,
  on: Day = desk.today,
): Promise<void> {
  const data = { doneOn: new Date(on), doneBy: desk.actor.personId, detail };
  await desk.tx.reviewStep.update({ where: { id }, data });
  await noteStep(desk, roundId, "review_step_done", { village: villageCode, step, on, ...detail });
}

/** Steps that have to be taken again, and why. */
export async function reopenSteps(desk: Desk, steps: readonly KeptStep[], why: string): Promise<void> {
  const ids = steps.map(({ id }) => id);
  await desk.tx.reviewStep.updateMany({ where: { id: { in: ids } }, data: { doneOn: null, doneBy: null } });
  for (const { roundId, villageCode, step } of steps)
    await noteStep(desk, roundId, "review_step_reopened", { village: villageCode, step, why });
}

/** An entry of the audit chain about a round. */
export async function noteStep(desk: Desk, roundId: string, action: string, detail: StepDetail): Promise<void> {
  const entry = { actor: actorMark(desk), action, subject: `round:${roundId}`, detail };
  await appendAudit(desk.tx, [entry], desk.now);
}

/** All cases of a village take a state. */
export async function moveCases(
  { tx, now }: Desk,
  { roundId, villageCode }: Pick<KeptStep, "roundId" | "villageCode">,
  state: CaseState,
): Promise<void> {
  await tx.reviewCase.updateMany({ where: { roundId, villageCode }, data: { state, updatedAt: now } });
}

/** Where one household stands in its round. */
export type CaseState = "listed" | "scoring" | "scored" | "agreed" | "posted" | "rechecking" | "decided";
