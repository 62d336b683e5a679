// Clocks: the store's own, by which leases are decided, so machines that share a store need not agree, but should; and a
// machine's clock that is put back while something waits for it.
import type { Store } from "./store.ts";

const AHEAD_MS = 10 * 60_000;

/**
 * What waits and was stored after this instant was stored by a clock that has been put back since: it is ripe, for the time that
 * is written on it may be a day away.
 */
export function tooFarAhead(now: Date): Date {
  return new Date(now.getTime() + AHEAD_MS);
}

/** What time it is in the store. */
export async function storeTime(store: Store): Promise<Date> {
  const [row] = await store.client.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  return row.now;
}
