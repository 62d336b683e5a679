// Reports that asked for the review of a household are settled by the signature of the round that reviewed it: none stays open.
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import type { Desk } from "../desk.ts";
import { moveReport } from "../reports/move-report.ts";
import { openReport, type Report, WAITING } from "../reports/report.ts";
import { type Round, trackOf } from "./round.ts";

/** A report with the class that the round gave its household; `state` says whether that is what was asked for. */
export interface Settled {
  report: Report;
  status: HouseholdClass;
  /** Number of the decision and the class it gave, as kept for the reporter. */
  reason: string;
}

/** Settles what asked for the review of these households. Only rounds by scores decide what such reports ask. */
export async function settleReports(
  desk: Desk,
  round: Round,
  { number, households }: { number: string; households: readonly { householdId: string; status: HouseholdClass }[] },
): Promise<Settled[]> {
  const { tx, library, store, actor, now } = desk;
  if (trackOf(desk, round).forms !== "scores") return [];
  const given = new Map(households.map(({ householdId, status }) => [householdId, status]));
  const rows = await tx.changeReport.findMany({
    where: {
      householdId: { in: [...given.keys()] },
      changeType: { in: library.review.workflow.asking_reports },
      state: { in: [...WAITING] },
    },
    orderBy: { number: "asc" },
  });
  const settled: Settled[] = [];
  for (const row of rows) {
    const found = openReport(desk, row);
    const status = given.get(row.householdId!)!;
    const reason = `${number}: ${library.knowledge.statuses.statuses[status]!.name.vi}`;
    const to = library.changes.types.get(row.changeType)!.target.includes(status) ? "approved" : "refused";
    const change = {
      decidedBy: actor.personId,
      decidedAt: now,
      decisionNumber: number,
      ...(to === "refused" ? { reason: store.seal.seal(reason) } : {}),
    };
    const moved = await moveReport(desk, found, { action: to, from: WAITING, to, change, note: reason });
    if (moved.ok) settled.push({ report: moved.report, status, reason });
  }
  return settled;
}
