// Complaints whose answer is due go to the officers, once when it is near and once when it is overdue, then to the leader too.
import { complaintsDue } from "../registry/complaints/answer.ts";
import { sayOnce } from "../registry/said.ts";
import type { Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** Each morning of the office. */
export const remindOfComplaints: Schedule = {
  name: "remind-of-complaints",
  due: { every: "day", at: "07:35" },
  async run(desk) {
    const notices: Notice[] = [];
    for (const { id, number, dueOn, overdue, accounts } of await complaintsDue(desk)) {
      const kind = overdue ? "overdue" : "due";
      if (!(await sayOnce(desk.tx, `complaint ${kind} ${id}`, desk.now))) continue;
      const open = {
        key: "complaints-desk:open",
        values: { number },
        payload: `#complaints-desk.open.${number}` as const,
      };
      const replies = [{ key: `complaints-desk:${kind}`, values: { number, dueOn }, choices: [open] }];
      notices.push(...accounts.map((accountId) => ({ accountId, replies })));
    }
    return notices;
  },
};
