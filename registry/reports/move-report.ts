// The states of a report and who may move it from one to the next. The store itself checks the state moved from, so that a
// double tap, an old button or two officers at once never act twice: one wins, the others find it gone.
import type { Operation } from "../../knowledge/roles.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk } from "../desk.ts";
import { leaveOpenLists } from "../review/leave-lists.ts";
import { ownReport, reportFor } from "./read-reports.ts";
import type { Refused, Report, ReportState } from "./report.ts";
import { noteStep } from "./steps.ts";

/** A step that was taken, and the report after it. */
export type Moved = { ok: true; report: Report } | Refused;

type Guard = Prisma.ChangeReportWhereInput;
type Change = Prisma.ChangeReportUncheckedUpdateManyInput;

interface Move {
  action: string;
  from: readonly ReportState[];
  to: ReportState;
  /** What must still be so beside the state. */
  guard?: Guard;
  change?: Change;
  note?: string;
}

/** Moves a report that the caller found; refused as gone when it is not where it should be. */
export async function moveReport(desk: Desk, report: Report, move: Move): Promise<Moved> {
  const { tx, now } = desk;
  const { count } = await tx.changeReport.updateMany({
    where: { id: report.id, state: { in: [...move.from] }, ...move.guard },
    data: { ...move.change, state: move.to },
  });
  if (count === 0) return { ok: false, because: "gone", report };
  await noteStep(desk, report, move.action, move.note);
  const detail = { from: report.state, to: move.to, type: report.changeType };
  const entry = { actor: actorMark(desk), action: `report_${move.action}`, subject: `report:${report.number}`, detail };
  await appendAudit(tx, [entry], now);
  return { ok: true, report: { ...report, ...(move.change as Partial<Report>), state: move.to } };
}

async function moveFound(desk: Desk, number: number, operation: Operation, move: Move): Promise<Moved> {
  const report = await reportFor(desk, number, operation);
  return report === null ? { ok: false, because: "not-found" } : moveReport(desk, report, move);
}

/** What was filed since then may still be taken back. */
export function undoableSince({ now, library }: Pick<Desk, "now" | "library">): Date {
  return new Date(now.getTime() - library.changes.undo_minutes * 60_000);
}

/** The reporter takes it back while it may be (minutes as data) and nobody has decided. */
export async function undoReport(desk: Desk, number: number): Promise<Moved> {
  const report = await ownReport(desk, number);
  if (report === null) return { ok: false, because: "not-found" };
  const { settled } = desk.library.changes.types.get(report.changeType)!;
  const byNobody = settled && report.decidedBy === null;
  const from = ["unconfirmed", "open", "claimed", "returned", ...(byNobody ? (["approved"] as const) : [])] as const;
  const guard = { createdAt: { gte: undoableSince(desk) }, decidedBy: report.decidedBy };
  return moveReport(desk, report, { action: "undone", from, to: "undone", guard });
}

/** The village head says whether what a citizen told is so; either way an officer decides. */
export function answerForVillage(desk: Desk, number: number, isSo: boolean): Promise<Moved> {
  const action = isSo ? "confirmed" : "doubted";
  return moveFound(desk, number, "report.file", { action, from: ["unconfirmed"], to: "open" });
}

/** An officer takes a report: from now on nobody else decides it. */
export function claimReport(desk: Desk, number: number): Promise<Moved> {
  const change = { claimedBy: desk.actor.personId, claimedAt: desk.now };
  return moveFound(desk, number, "report.review", { action: "claimed", from: ["open"], to: "claimed", change });
}

/** The officer who took it gives it back to the others. */
export function releaseReport(desk: Desk, number: number): Promise<Moved> {
  const change = { claimedBy: null, claimedAt: null };
  const guard = { claimedBy: desk.actor.personId };
  return moveFound(desk, number, "report.review", { action: "released", from: ["claimed"], to: "open", guard, change });
}

/** The officer who took it asks the reporter for more. */
export function returnReport(desk: Desk, number: number, reason: string): Promise<Moved> {
  const guard = { claimedBy: desk.actor.personId };
  const change = { reason: desk.store.seal.seal(reason) };
  const move = { action: "returned", from: ["claimed"], to: "returned", guard, change, note: reason } as const;
  return moveFound(desk, number, "report.review", move);
}

/** The reporter answers what was asked: the report waits for an officer again. */
export async function answerReturned(desk: Desk, number: number, words: string): Promise<Moved> {
  const report = await ownReport(desk, number);
  if (report === null) return { ok: false, because: "not-found" };
  const change = { claimedBy: null, claimedAt: null };
  return moveReport(desk, report, { action: "answered", from: ["returned"], to: "open", change, note: words });
}

/** Whether the actor told or forwarded the report: at the second level somebody else decides. */
export function isOwnReport({ actor }: Pick<Desk, "actor">, { accountId, reporterId, claimedBy }: Report): boolean {
  const { personId } = actor;
  return accountId === actor.accountId || (personId !== null && (reporterId === personId || claimedBy === personId));
}

/** Refused with its reason: by the officer who took it, or by a leader (not the same person, nor the reporter) when it was forwarded. */
export async function refuseReport(desk: Desk, number: number, reason: string): Promise<Moved> {
  const { actor, now, store } = desk;
  const report = await reportFor(desk, number, "report.review");
  if (report === null) return { ok: false, because: "not-found" };
  const change = { reason: store.seal.seal(reason), decidedBy: actor.personId, decidedAt: now };
  const leads = report.state === "forwarded" ? await reportFor(desk, number, "report.decide") : null;
  if (leads !== null && isOwnReport(desk, report)) return { ok: false, because: "own", report };
  const guard = leads === null ? { claimedBy: actor.personId } : { NOT: { claimedBy: actor.personId } };
  const from = leads === null ? (["claimed"] as const) : (["forwarded"] as const);
  const moved = await moveReport(desk, report, { action: "refused", from, to: "refused", guard, change, note: reason });
  if (moved.ok) await leaveOpenLists(desk, report, null);
  return moved;
}

/** The officer who took it agrees; a leader decides. */
export function forwardReport(desk: Desk, number: number): Promise<Moved> {
  const guard = { claimedBy: desk.actor.personId };
  return moveFound(desk, number, "report.review", { action: "forwarded", from: ["claimed"], to: "forwarded", guard });
}
