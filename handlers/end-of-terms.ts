// The day after a term ended, what lay with that person goes to the successor, who is told once, or back to the queue, which shows it.
import { handOver } from "../registry/people/hand-over.ts";
import { accountsOfPerson } from "../registry/recipients.ts";
import type { Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** Each day, before the offices open. */
export const endOfTerms: Schedule = {
  name: "end-of-terms",
  due: { every: "day", at: "00:10" },
  async run(desk) {
    const { to } = await handOver(desk.tx, desk.today, { actor: "schedule", now: desk.now });
    const notices: Notice[] = [];
    for (const [successor, count] of to)
      for (const accountId of await accountsOfPerson(desk.tx, successor))
        notices.push({
          accountId,
          replies: [
            { key: "menu:handed-over", values: { count }, choices: [{ key: "menu:see-work", payload: "#menu" }] },
          ],
        });
    return notices;
  },
};
