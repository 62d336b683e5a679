// What happened to a report, in order; the words given with a step lie sealed.
import type { Desk } from "../desk.ts";
import type { Report } from "./report.ts";

/** One step: what was done, when, by whom, with which words. */
export interface Step {
  action: string;
  at: Date;
  personId: string | null;
  note: string | null;
}

/** Notes a step of the actor. */
export async function noteStep(
  { tx, store, actor, now }: Desk,
  { id }: Report,
  action: string,
  note?: string,
): Promise<void> {
  const noteSealed = note === undefined ? null : store.seal.seal(note);
  await tx.reportStep.create({ data: { reportId: id, at: now, personId: actor.personId, action, noteSealed } });
}

/** The steps of a report the caller was allowed to read. */
export async function stepsOf({ tx, store }: Desk, { id }: Report): Promise<Step[]> {
  const found = await tx.reportStep.findMany({ where: { reportId: id }, orderBy: { id: "asc" } });
  return found.map(({ action, at, personId, noteSealed }) => ({
    action,
    at,
    personId,
    note: noteSealed === null ? null : store.seal.open(noteSealed),
  }));
}
