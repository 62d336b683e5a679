// The day after a term ended, what lay with that person goes to the successor or back to the queue. Nobody is told: the queue shows it.
import { handOver } from "../registry/people/hand-over.ts";
import type { Schedule } from "./schedule.ts";

/** Each day, before the offices open. */
export const endOfTerms: Schedule = {
  name: "end-of-terms",
  due: { every: "day", at: "00:10" },
  async run({ tx, today, now }) {
    await handOver(tx, today, { actor: "schedule", now });
    return [];
  },
};
