// Until when a report is to be decided, and which ones that day is near or past for.
import type { Day } from "../../foundation/day.ts";
import { addWorkingDays } from "../../knowledge/working-days.ts";
import type { Desk } from "../desk.ts";
import { openReport, type Report } from "./report.ts";

/** The last of `days` working days after today. */
export function dueAfter({ today, library }: Desk, days: number): Day {
  return addWorkingDays(today, days, library.holidays);
}

/** Reports that wait for an officer or a leader and are due by this day, the earliest first. For schedules: no actor bounds it. */
export async function reportsDueBy(desk: Desk, by: Day): Promise<Report[]> {
  const found = await desk.tx.changeReport.findMany({
    where: { state: { in: ["open", "claimed", "forwarded"] }, dueOn: { lte: new Date(by) } },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
  });
  return found.map((row) => openReport(desk, row));
}
