// The classes of households rebuilt from the audit chain alone: proof that no status came from anywhere but a recorded decision.
import { z } from "zod";
import type { Day } from "../foundation/day.ts";
import { daySchema } from "../knowledge/schema/words.ts";
import { place } from "./households/timeline.ts";
import type { Queries } from "./store.ts";

const recordedSchema = z.object({
  status: z.string(),
  standard: z.string(),
  from: daySchema,
  decisionNumber: z.string().nullable(),
  decidedOn: daySchema.nullable(),
});

/** A class as the chain tells it. */
export type ReplayedStatus = z.infer<typeof recordedSchema> & { to: Day | null };

/** Entries read at a time. */
const PAGE = 1000;

/** What tells a class: a household may come with one when it is first kept (registry/households/create.ts). */
const TELLING = ["household_created", "status_recorded"];

/** Household id → its classes through time, from every entry of the chain that tells one, in order. */
export async function replayStatuses(client: Queries): Promise<Map<string, ReplayedStatus[]>> {
  const known = new Map<string, ReplayedStatus[]>();
  for (let after = 0n; ; ) {
    const entries = await client.auditEntry.findMany({
      where: { id: { gt: after }, action: { in: TELLING } },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    for (const { action, subject, detail } of entries) {
      if (action === "household_created" && !("status" in (detail as object))) continue;
      const household = subject.slice("household:".length);
      const timeline = known.get(household) ?? [];
      const { superseded, shortened, placed } = place(timeline, { ...recordedSchema.parse(detail), to: null });
      const kept = timeline.filter((entry) => !superseded.includes(entry));
      known.set(
        household,
        [...kept, ...shortened, placed].sort((a, b) => a.from.localeCompare(b.from)),
      );
    }
    if (entries.length < PAGE) return known;
    after = entries.at(-1)!.id;
  }
}
