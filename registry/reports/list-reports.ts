// Reports as an officer goes through them: by state, village, kind, urgency; a page at a time, within the reach.
import { Prisma } from "../../prisma/generated/client.ts";
import { type Desk, reachOf, within } from "../desk.ts";
import { noteViews } from "../links/views.ts";
import { openReport, type Report, type ReportState } from "./report.ts";

/** What is looked for; null and false bound nothing. */
export interface ReportFilter {
  states: readonly ReportState[];
  village: string | null;
  changeTypes: readonly string[] | null;
  urgent: boolean;
  /** Past the day by which it is to be decided. */
  overdue: boolean;
  /** From 1. */
  page: number;
}

export const REPORTS_A_PAGE = 30;

/** One page of the reports that may be read, and how many there are in all. */
export async function listReports(desk: Desk, filter: ReportFilter): Promise<{ reports: Report[]; total: number }> {
  const { states, village, changeTypes, urgent, overdue, page } = filter;
  const found = await desk.tx.$queryRaw<{ id: string; total: bigint }[]>`
    SELECT r.id, count(*) OVER () AS total FROM change_report r
    WHERE r.state = ANY(${[...states]}::text[]) AND ${within(reachOf(desk, "report.read"), "r")}
      AND (${village}::text IS NULL OR r.village_code = ${village})
      ${changeTypes === null ? Prisma.empty : Prisma.sql`AND r.change_type = ANY(${[...changeTypes]}::text[])`}
      ${urgent ? Prisma.sql`AND r.urgent` : Prisma.empty}
      ${overdue ? Prisma.sql`AND r.due_on < ${desk.today}::date` : Prisma.empty}
    ORDER BY r.urgent DESC, r.due_on, r.number LIMIT ${REPORTS_A_PAGE} OFFSET ${(page - 1) * REPORTS_A_PAGE}`;
  const ids = found.map(({ id }) => id);
  const rows = await desk.tx.changeReport.findMany({ where: { id: { in: ids } } });
  const reports = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []).map((row) => openReport(desk, row));
  const households = reports.flatMap(({ householdId }) => householdId ?? []);
  await noteViews(desk, households, "report");
  return { reports, total: Number(found[0]?.total ?? 0) };
}
