// Steps of reviews that are due soon or overdue: what people are reminded of in the morning.
import type { Day } from "../../foundation/day.ts";
import type { StepId } from "../../knowledge/schema/workflow.ts";
import { workingDaysBetween } from "../../knowledge/working-days.ts";
import type { Desk } from "../desk.ts";
import { currentOf, stepFrom } from "./round.ts";

/** A step that comes next in its village, with the working days left; fewer than none: overdue. */
export interface DueStep {
  stepId: string;
  roundId: string;
  track: string;
  step: StepId;
  villageCode: string;
  villageName: string;
  communeCode: string;
  dueOn: Day;
  daysLeft: number;
}

/** Every step of any commune that comes next and is due within the days of reminding, the most overdue first. */
export async function dueSteps({ tx, library, today }: Desk): Promise<DueStep[]> {
  const rounds = await tx.reviewRound.findMany({ where: { closedOn: null }, include: { steps: true } });
  const names = await villageNames(
    tx,
    rounds.flatMap(({ steps }) => steps.map(({ villageCode }) => villageCode)),
  );
  const remindFrom = library.review.workflow.remind_working_days;
  return rounds
    .flatMap(({ id: roundId, track, communeCode, steps }) =>
      [...Map.groupBy(steps.map(stepFrom), ({ villageCode }) => villageCode)].flatMap(([villageCode, own]) => {
        const current = currentOf(own);
        if (current === null) return [];
        const { id: stepId, step, dueOn } = current;
        const daysLeft = workingDaysBetween(today, dueOn, library.holidays);
        const villageName = names.get(villageCode) ?? villageCode;
        return [{ stepId, roundId, track, step, villageCode, villageName, communeCode, dueOn, daysLeft }];
      }),
    )
    .filter(({ daysLeft }) => daysLeft <= remindFrom)
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.villageCode.localeCompare(b.villageCode));
}

async function villageNames(tx: Desk["tx"], codes: string[]): Promise<Map<string, string>> {
  const units = await tx.unit.findMany({ where: { code: { in: codes }, validTo: null } });
  return new Map(units.map(({ code, name }) => [code, name]));
}
