// Approving: the change is carried out and the report is done, in one transaction; or what is missing is named.
import { type Desk, reachOf } from "../desk.ts";
import { readHousehold } from "../households/read.ts";
import { leaveOpenLists } from "../review/leave-lists.ts";
import { applyChange } from "./apply-change.ts";
import type { Applied, SignedDecision } from "./change-case.ts";
import { type Standing, standingOf } from "./consequences.ts";
import { isOwnReport, type Moved, moveReport } from "./move-report.ts";
import { reportFor } from "./read-reports.ts";
import type { Refused, Report } from "./report.ts";

/** The report after it, and how the household stood before and stands now. */
export type Approved =
  | { ok: true; report: Report; before: Standing | null; after: Standing | null }
  | Refused
  | { ok: false; because: "missing"; report: Report; applied: Extract<Applied, { done: false }> };

/**
 * Approves: what needs no second level by the officer who took it, the rest by a leader after it was forwarded, who is neither that
 * officer nor the one who reported. A class of household needs the signed decision.
 */
export async function approveReport(
  desk: Desk,
  number: number,
  decision: SignedDecision | null = null,
): Promise<Approved> {
  const { actor, now, library } = desk;
  const found = await reportFor(desk, number, "report.review");
  if (found === null) return { ok: false, because: "not-found" };
  const { second } = library.changes.types.get(found.changeType)!;
  if (second && (await reportFor(desk, number, "report.decide")) === null) return { ok: false, because: "no-right" };
  if (second && found.state === "forwarded" && isOwnReport(desk, found))
    return { ok: false, because: "own", report: found };
  const guard = second ? { NOT: { claimedBy: actor.personId } } : { claimedBy: actor.personId };
  const change = { decidedBy: actor.personId, decidedAt: now, decisionNumber: decision?.number ?? null };
  const from = second ? (["forwarded"] as const) : (["claimed"] as const);
  await desk.tx.$executeRaw`SAVEPOINT approval`;
  const moved = await moveReport(desk, found, { action: "approved", from, to: "approved", guard, change });
  if (!moved.ok) return moved;
  const before = await standingOf(desk, found.householdId, desk.today);
  const applied = await applyChange(desk, moved.report, decision);
  if (!applied.done) {
    await desk.tx.$executeRaw`ROLLBACK TO SAVEPOINT approval`;
    return { ok: false, because: "missing", report: found, applied };
  }
  const { householdId } = applied;
  if (householdId !== found.householdId)
    await desk.tx.changeReport.update({ where: { id: found.id }, data: { householdId } });
  await leaveOpenLists(desk, moved.report, decision?.status ?? null);
  const after = await standingOf(desk, householdId, desk.today);
  return { ok: true, report: { ...moved.report, householdId }, before, after };
}

/** What an officer completes before deciding. */
export type Completion =
  | { householdId: string }
  | { otherHouseholdId: string }
  | { field: string; memberId: string }
  | { field: string; value: string };

/** Writes what was missing into a report that waits, by whoever took it. */
export async function completeReport(desk: Desk, number: number, given: Completion): Promise<Moved> {
  const report = await reportFor(desk, number, "report.review");
  if (report === null) return { ok: false, because: "not-found" };
  const household =
    "householdId" in given ? given.householdId : "otherHouseholdId" in given ? given.otherHouseholdId : null;
  if (household !== null && (await readable(desk, household)) === null) return { ok: false, because: "not-found" };
  const { content } = report;
  const next = { ...content, members: { ...content.members }, fields: { ...content.fields } };
  if ("memberId" in given) next.members[given.field] = given.memberId;
  if ("value" in given) next.fields[given.field] = given.value;
  if ("otherHouseholdId" in given) next.otherHouseholdId = given.otherHouseholdId;
  const householdId = "householdId" in given ? given.householdId : report.householdId;
  const change = { householdId, fieldsSealed: desk.store.seal.seal(JSON.stringify(next)) };
  const guard = { claimedBy: desk.actor.personId };
  const moved = await moveReport(desk, report, {
    action: "completed",
    from: ["claimed"],
    to: "claimed",
    guard,
    change,
  });
  return moved.ok ? { ok: true, report: { ...moved.report, content: next } } : moved;
}

function readable(desk: Desk, id: string) {
  const reach = reachOf(desk, "household.read");
  return readHousehold(desk.tx, desk.store, { household: { id }, reach, on: desk.today });
}
