// A report with all that an officer looks at before deciding, read once for the page.
import { covers, reachOf } from "../../registry/desk.ts";
import { evidenceOf, type Piece } from "../../registry/evidence/read-evidence.ts";
import { type Consequences, consequencesOf, expectedDecision } from "../../registry/reports/consequences.ts";
import { isOwnReport } from "../../registry/reports/move-report.ts";
import { contraryOf, reportFor } from "../../registry/reports/read-reports.ts";
import type { Report } from "../../registry/reports/report.ts";
import { mayReadContent } from "../../registry/reports/sensitive.ts";
import { type Step, stepsOf } from "../../registry/reports/steps.ts";
import type { Visit } from "../page.ts";

export interface SeenReport {
  report: Report;
  /** Whether its answers, words and files may be read; otherwise they are not here. */
  open: boolean;
  pieces: Piece[];
  steps: Step[];
  contrary: Report | null;
  /** What approving would do; null for one who does not review, and where it is decided. */
  consequences: Consequences | null;
  /** What this person may do with it now. */
  may: "claim" | "decide" | "sign" | null;
}

/** The report of this number within the reach; null when there is none. */
export async function seenReport({ desk }: Pick<Visit, "desk">, number: number): Promise<SeenReport | null> {
  const report = await reportFor(desk, number, "report.read");
  if (report === null) return null;
  const place = { villageCode: report.villageCode, communeCode: report.communeCode };
  const open = mayReadContent(desk, report);
  const reviews = covers(reachOf(desk, "report.review"), place);
  const undecided = ["unconfirmed", "open", "claimed", "returned", "forwarded"].includes(report.state);
  return {
    report,
    open,
    pieces: await evidenceOf(desk, report),
    steps: (await stepsOf(desk, report)).map((step) => (open ? step : { ...step, note: null })),
    contrary: await contraryOf(desk, report),
    consequences: reviews && undecided ? await consequencesOf(desk, report, expectedDecision(desk, report)) : null,
    may: reviews ? mayNow(desk, report, covers(reachOf(desk, "report.decide"), place)) : null,
  };
}

function mayNow(desk: Visit["desk"], report: Report, leads: boolean): SeenReport["may"] {
  if (report.state === "open") return "claim";
  if (report.state === "claimed") return report.claimedBy === desk.actor.personId ? "decide" : null;
  return report.state === "forwarded" && leads && !isOwnReport(desk, report) ? "sign" : null;
}
