// The village meeting: it agrees with the results of the forms, or the forms are filled again and the village meets again.
import type { Day } from "../../foundation/day.ts";
import { meetingAgreed } from "../../knowledge/workflow.ts";
import type { Desk } from "../desk.ts";
import type { StepDetail } from "./round.ts";
import { finishStep, moveCases, reopenSteps, type StepRefused, takeStep } from "./steps.ts";

/** What the minutes say. `minutes` is their number. */
export interface Meeting {
  heldOn: Day;
  attended: number;
  agreed: number;
  minutes: string;
}

/** A day that cannot be: in the future, or before what had to come first (`from`). */
export type DayRefused = { refused: "impossible-day"; from: Day; to: Day };

/** Records the meeting. `agreed: false`: fewer than needed agreed, and the forms of the village are open again. */
export async function recordMeeting(
  desk: Desk,
  stepId: string,
  { heldOn, attended, agreed, minutes }: Meeting,
): Promise<
  { ok: true; agreed: boolean; villageCode: string } | StepRefused | DayRefused | { refused: "impossible-votes" }
> {
  const taken = await takeStep(desk, stepId, "meeting");
  if (!("ok" in taken)) return taken;
  const { step, steps } = taken;
  const scoring = steps.find((one) => one.step === "scoring")!;
  if (heldOn < scoring.doneOn! || heldOn > desk.today)
    return { refused: "impossible-day", from: scoring.doneOn!, to: desk.today };
  if (!countable(attended) || attended === 0 || !countable(agreed) || agreed > attended)
    return { refused: "impossible-votes" };
  const { workflow } = desk.library.review;
  const meetings = Number(step.detail.meetings ?? 0) + 1;
  const detail = { attended, agreed, minutes, copies: workflow.meeting.copies, meetings };
  if (meetingAgreed(workflow, { attended, agreed })) {
    await finishStep(desk, step, detail, heldOn);
    await moveCases(desk, step, "agreed");
    return { ok: true, agreed: true, villageCode: step.villageCode };
  }
  await keepDetail(desk, step.id, { ...detail, heldOn });
  await reopenSteps(desk, [scoring], `meeting ${meetings}: ${agreed} of ${attended}`);
  await moveCases(desk, step, "scoring");
  return { ok: true, agreed: false, villageCode: step.villageCode };
}

async function keepDetail({ tx }: Desk, id: string, detail: StepDetail): Promise<void> {
  await tx.reviewStep.update({ where: { id }, data: { detail } });
}

/** Whole, and fewer people than live in any commune. */
function countable(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0 && count < 100_000;
}
