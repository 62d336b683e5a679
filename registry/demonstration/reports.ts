// A report of the demonstration: filed by the village head, and what the commune officer did with it.
import { addDays } from "../../foundation/day.ts";
import type { Demonstration } from "../../knowledge/demonstration.ts";
import type { Desk } from "../desk.ts";
import { approveReport } from "../reports/approve-report.ts";
import { fileReport } from "../reports/file-report.ts";
import { claimReport, returnReport } from "../reports/move-report.ts";

interface Told {
  reporter: Desk;
  officer: Desk;
  report: Demonstration["reports"][number];
  householdId: string;
}

/** Files it and lets the officer return or approve it. A step that is refused is a fault of the data. */
export async function tellReport({ reporter, officer, report, householdId }: Told): Promise<void> {
  const { head, change: changeType, daysAgo, fields, outcome, because = "" } = report;
  const eventDate = addDays(reporter.today, -daysAgo);
  const content = { head, fields, members: {} };
  const filed = await fileReport(reporter, { changeType, householdId, villageCode: null, eventDate, content });
  if (!filed.ok) throw new Error(`the demonstration may not report ${changeType} of ${head}`);
  if (outcome === "nothing") return;
  const { number } = filed.report;
  await claimReport(officer, number);
  const moved = await (outcome === "return" ? returnReport(officer, number, because) : approveReport(officer, number));
  if (!moved.ok) throw new Error(`the demonstration could not ${outcome} ${changeType}: ${moved.because}`);
}
