// A second person reads a draft and lets it go out, or not.
import { appendAudit } from "../audit.ts";
import { canBeNumber } from "../case-number.ts";
import { actorMark, type Desk } from "../desk.ts";
import { placesOf } from "./read.ts";

export type Decided = { ok: true } | { refused: "unknown" | "decided" | "own" };

/** Approves or refuses a draft of the own place: never one's own. */
export async function decideAnnouncement(desk: Desk, number: number, approved: boolean): Promise<Decided> {
  const { tx, actor, now } = desk;
  const units = await placesOf(desk, "notice.approve");
  const row = canBeNumber(number)
    ? await tx.announcement.findFirst({ where: { number, unitCode: { in: units } } })
    : null;
  if (row === null || actor.personId === null) return { refused: "unknown" };
  if (row.createdBy === actor.personId) return { refused: "own" };
  const { count } = await tx.announcement.updateMany({
    where: { id: row.id, state: "draft" },
    data: { state: approved ? "approved" : "refused", decidedBy: actor.personId, decidedAt: now },
  });
  if (count === 0) return { refused: "decided" }; // by somebody else, perhaps this very moment
  const action = approved ? "announcement_approved" : "announcement_refused";
  const entry = { actor: actorMark(desk), action, subject: `announcement:${row.id}`, detail: { number } };
  await appendAudit(tx, [entry], now);
  return { ok: true };
}
