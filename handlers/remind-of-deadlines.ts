// Officers are reminded of the reports they hand in, some days before and on the last day (knowledge/official-reports/deadlines.yaml).
import { readersOf } from "../registry/accounts.ts";
import { deadlineReminders } from "../registry/official-reports/deadlines.ts";
import { sayOnce } from "../registry/said.ts";
import type { Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** Each morning of the office. */
export const remindOfDeadlines: Schedule = {
  name: "remind-of-deadlines",
  due: { every: "day", at: "07:40" },
  async run(desk) {
    const notices: Notice[] = [];
    for (const { deadline, on, key, accounts } of await deadlineReminders(desk)) {
      if (!(await sayOnce(desk.tx, key, desk.now))) continue;
      const readers = await readersOf(desk.tx, desk.store, accounts);
      const reports = deadline.reports.join(", ");
      for (const accountId of accounts) {
        const language = readers.get(accountId)?.language ?? "vi";
        const values = { what: deadline.what[language], to: deadline.to[language], on, reports };
        const when = on === desk.today ? "today" : "soon";
        notices.push({ accountId, replies: [{ key: `official-reports:${when}`, values }] });
      }
    }
    return notices;
  },
};
