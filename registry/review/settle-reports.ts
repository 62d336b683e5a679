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
}

/** Settles what asked for the review of these households. Only rounds by scores decide what such reports ask. */
export async function settleReports(
  desk: Desk,
  round: Round,
  { number, households }: { number: string; households: readonly { householdId: string; status: HouseholdClass }[] },
): Promise<Settled[]> {
  const { tx, library, actor, now } = desk;
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
    const to = library.changes.types.get(row.changeType)!.target.includes(status) ? "approved" : "refused";
    // Why it was refused is the decision itself: its number, and the class it gave by the names of whoever reads it.
    const change = { decidedBy: actor.personId, decidedAt: now, decisionNumber: number };
    const moved = await moveReport(desk, found, { action: to, from: WAITING, to, change, note: number });
    if (moved.ok) settled.push({ report: moved.report, status });
  }
  return settled;
}
