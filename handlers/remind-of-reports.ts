// Reminders of reports: to whoever has one in hand, a day before it is due; to the leaders, when it is overdue. Each is said once.
import { addWorkingDays } from "../knowledge/working-days.ts";
import { readersOf } from "../registry/accounts.ts";
import type { Desk } from "../registry/desk.ts";
import { accountsOfPerson, accountsThatMay } from "../registry/recipients.ts";
import { reportsDueBy } from "../registry/reports/due.ts";
import type { Report } from "../registry/reports/report.ts";
import { sayOnce } from "../registry/said.ts";
import type { Line, Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** Each morning. */
export const remindOfReports: Schedule = {
  name: "reports due",
  due: { every: "day", at: "07:30" },
  async run(desk) {
    const { changes, holidays } = desk.library;
    const soon = addWorkingDays(desk.today, changes.remind_days, holidays);
    const notices: Notice[] = [];
    for (const report of await reportsDueBy(desk, soon)) {
      const late = report.dueOn! < desk.today;
      if (await sayOnce(desk.tx, `report ${report.number} ${late ? "overdue" : "due"}`, desk.now))
        notices.push(...(await tell(desk, report, late)));
    }
    return notices;
  },
};

async function tell(desk: Desk, report: Report, late: boolean): Promise<Notice[]> {
  const { tx, library, today } = desk;
  const place = { villageCode: report.villageCode, communeCode: report.communeCode };
  const deciding = await accountsThatMay(tx, library, { operation: "report.decide", place, today });
  const inHand =
    report.claimedBy !== null && report.state === "claimed"
      ? await accountsOfPerson(desk.tx, report.claimedBy)
      : await accountsThatMay(tx, library, { operation: "report.review", place, today });
  const accounts = late ? [...new Set([...inHand, ...deciding])] : report.state === "forwarded" ? deciding : inHand;
  const { number } = report;
  const { name } = library.changes.types.get(report.changeType)!;
  const readers = await readersOf(tx, desk.store, accounts);
  const lineFor = (accountId: string): Line => {
    const what = name[readers.get(accountId)?.language ?? "vi"] ?? name.vi;
    return { key: `review-reports:${late ? "overdue" : "due-soon"}`, values: { number, what, due: report.dueOn! } };
  };
  const choices = [
    { key: "review-reports:open", values: { number }, payload: `#review-reports.open.${number}` as const },
  ];
  return accounts.map((accountId) => ({ accountId, replies: [{ ...lineFor(accountId), choices }] }));
}
