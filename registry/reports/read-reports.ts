// Reading reports: one by its number, those waiting for somebody, those one filed. Only within the reach of the operation.
import type { Operation } from "../../knowledge/roles.ts";
import { canBeNumber } from "../case-number.ts";
import { type Desk, reachOf, within } from "../desk.ts";
import { noteView, noteViews } from "../links/views.ts";
import { openReport, type Report, type ReportState } from "./report.ts";

const MOST = 20;

/** A report within the reach of an operation; null when there is none, which looks the same as one that is not. */
export async function reportFor(desk: Desk, number: number, operation: Operation): Promise<Report | null> {
  if (!canBeNumber(number)) return null;
  const [found] = await desk.tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM change_report r WHERE r.number = ${number} AND ${within(reachOf(desk, operation), "r")}`;
  if (found === undefined) return null;
  const report = openReport(desk, await desk.tx.changeReport.findUniqueOrThrow({ where: { id: found.id } }));
  await noteView(desk, report.householdId, "report");
  return report;
}

/** The reports in these states within the reach, urgent and early ones first, at most twenty. */
export async function reportsIn(desk: Desk, operation: Operation, states: readonly ReportState[]): Promise<Report[]> {
  const found = await desk.tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM change_report r WHERE r.state = ANY(${[...states]}::text[]) AND ${within(reachOf(desk, operation), "r")}
    ORDER BY r.urgent DESC, r.due_on, r.number LIMIT ${MOST}`;
  const ids = found.map(({ id }) => id);
  const rows = await desk.tx.changeReport.findMany({ where: { id: { in: ids } } });
  await noteViews(
    desk,
    rows.flatMap(({ householdId }) => householdId ?? []),
    "report",
  );
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []).map((row) => openReport(desk, row));
}

/** A report that this account filed itself. */
export async function ownReport(desk: Desk, number: number): Promise<Report | null> {
  if (!canBeNumber(number)) return null;
  const row = await desk.tx.changeReport.findFirst({ where: { number, ...mine(desk) } });
  return row === null ? null : openReport(desk, row);
}

/** What this account, or the person behind it, reported lately, the latest first. */
export async function ownReports(desk: Desk): Promise<Report[]> {
  const found = await desk.tx.changeReport.findMany({ where: mine(desk), orderBy: { number: "desc" }, take: MOST });
  return found.map((row) => openReport(desk, row));
}

/** Another report that says the contrary of this one and is not decided, either way round. */
export async function contraryOf(desk: Desk, report: Report): Promise<Report | null> {
  const row = await desk.tx.changeReport.findFirst({
    where: {
      OR: [{ number: report.contradicts ?? -1 }, { contradicts: report.number }],
      state: { in: ["unconfirmed", "open", "claimed", "forwarded"] },
    },
  });
  return row === null ? null : openReport(desk, row);
}

function mine({ actor }: Desk) {
  return actor.personId === null
    ? { accountId: actor.accountId }
    : { OR: [{ accountId: actor.accountId }, { reporterId: actor.personId }] };
}
