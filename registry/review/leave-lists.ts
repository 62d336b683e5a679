// A report that asked for a review and was decided on its own takes its household off the lists that are still open.
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import type { Desk } from "../desk.ts";
import { type Report, WAITING } from "../reports/report.ts";
import { currentOf, lockRound, trackOf } from "./round.ts";
import { noteStep, stepsOf } from "./steps.ts";

/**
 * `status` is the class that was decided, null when the report was refused. Where the list of a round is still open, the
 * household that entered because of it, or whose new class the round does not list, leaves it; once the forms have begun they
 * are finished.
 */
export async function leaveOpenLists(desk: Desk, report: Report, status: HouseholdClass | null): Promise<void> {
  const { tx, library } = desk;
  const { householdId, changeType } = report;
  if (householdId === null || !library.review.workflow.asking_reports.includes(changeType)) return;
  const asking = { in: [...library.review.workflow.asking_reports] };
  const others = await tx.changeReport.count({
    where: { householdId, changeType: asking, state: { in: [...WAITING] }, id: { not: report.id } },
  });
  if (others > 0) return;
  const cases = await tx.reviewCase.findMany({ where: { householdId, state: "listed", round: { closedOn: null } } });
  for (const { id, roundId, villageCode, reason } of cases) {
    const round = (await lockRound(tx, roundId))!;
    if (currentOf(await stepsOf(desk, roundId, villageCode))?.step !== "list") continue;
    const listed = status === null || trackOf(desk, round).lists.some((one) => one === status);
    if (reason === "asked" || (reason === "listed" && listed)) continue;
    await tx.reviewCase.delete({ where: { id } });
    await noteStep(desk, roundId, "household_unlisted", { household: householdId, report: report.number });
  }
}
