// What a linked person says about a right that was asked about.
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk } from "../desk.ts";

export const TAKEN = ["received", "not-yet", "not-wanted"] as const;
export type Taken = (typeof TAKEN)[number];

/** The column's words. */
const STATES: Readonly<Record<Taken, string>> = {
  received: "received",
  "not-yet": "not_yet",
  "not-wanted": "not_wanted",
};

/** Keeps the answer for the own household that was asked; null when none was asked about this policy. An answer may be changed. */
export async function answerTakeUp(
  desk: Desk,
  { policyId, taken }: { policyId: string; taken: Taken },
): Promise<{ householdId: string } | null> {
  const { tx, actor, now } = desk;
  const row = await tx.takeUp.findFirst({ where: { householdId: { in: [...actor.households] }, policyId } });
  if (row === null) return null;
  const { householdId } = row;
  const data = { state: STATES[taken], answeredAt: now };
  await tx.takeUp.update({ where: { householdId_policyId: { householdId, policyId } }, data });
  const detail = { policy: policyId, state: STATES[taken] };
  const entry = { actor: actorMark(desk), action: "take_up_told", subject: `household:${householdId}`, detail };
  await appendAudit(tx, [entry], now);
  return { householdId };
}
