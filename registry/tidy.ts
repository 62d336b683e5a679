// What the queues leave behind. Whoever looks for the first waiting row steps over every row that waited before it, until the store
// has cleared them away: PostgreSQL does so in its own time, late on large tables; the embedded store never does by itself.
import type { Store } from "./store.ts";

/** Clears the road's tables of rows that nobody sees any more; what another process is clearing is left to it. */
export async function tidyRoad({ client }: Pick<Store, "client">): Promise<void> {
  await client.$executeRaw`VACUUM (SKIP_LOCKED, INDEX_CLEANUP ON, ANALYZE) inbound_event, outbound_message, session, account`;
}
