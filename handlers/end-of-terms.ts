// When somebody's roles end (a term is over, revoked, the account erased), what lay with that person goes within a minute to the
// successor, who is told, or back to the queue, which shows it.
import { type HandedOver, handOver } from "../registry/people/hand-over.ts";
import { accountsOfPerson } from "../registry/recipients.ts";
import type { Queries } from "../registry/store.ts";
import type { Notice } from "./handler.ts";
import type { Schedule } from "./schedule.ts";

/** At each look: nothing is left to hand over once it is done. */
export const endOfTerms: Schedule = {
  name: "end-of-terms",
  due: { every: "look" },
  async run(desk) {
    const { to } = await handOver(desk.tx, desk.today, { actor: "schedule", now: desk.now });
    return tellSuccessors(desk.tx, to);
  },
};

/** What those who took over cases are told. */
export async function tellSuccessors(tx: Queries, to: HandedOver["to"]): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const [successor, count] of to)
    for (const accountId of await accountsOfPerson(tx, successor))
      notices.push({
        accountId,
        replies: [
          { key: "menu:handed-over", values: { count }, choices: [{ key: "menu:see-work", payload: "#menu" }] },
        ],
      });
  return notices;
}
