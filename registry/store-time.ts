// The store's own clock: leases are decided by it, so machines that share a store need not agree, but should.
import type { Store } from "./store.ts";

/** What time it is in the store. */
export async function storeTime(store: Store): Promise<Date> {
  const [row] = await store.client.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  return row.now;
}
