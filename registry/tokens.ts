// The account's pair of tokens, sealed, and the lock under which alone they are renewed.
import { randomUUID } from "node:crypto";
import type { Clock } from "../foundation/clock.ts";
import { underLease } from "./leases.ts";
import type { Store } from "./store.ts";

/** Longer than a renewal can take (one call of Zalo, with its time-out). */
const LEASE_SECONDS = 60;
const WAIT_MS = 30_000;

/** A store of one JSON value `Pair` for this account; see bot/zalo/token-store.ts for what it promises. */
export function createTokenStore<Pair>(store: Store, oaId: string, clock: Clock) {
  const holder = randomUUID();
  const read = async (): Promise<Pair | null> => {
    const row = await store.client.zaloToken.findUnique({ where: { oaId } });
    return row === null ? null : (JSON.parse(store.seal.open(row.pairSealed)) as Pair);
  };
  const save = async (pair: Pair): Promise<void> => {
    const row = { pairSealed: store.seal.seal(JSON.stringify(pair)), updatedAt: clock.now() };
    await store.client.zaloToken.upsert({ where: { oaId }, create: { oaId, ...row }, update: row });
  };
  let before: Promise<unknown> = Promise.resolve(); // tasks of this process queue here, so that only one asks for the lease
  return {
    read,
    underLock<T>(work: (current: Pair | null, save: (pair: Pair) => Promise<void>) => Promise<T>): Promise<T> {
      const lease = { name: `zalo-token:${oaId}`, holder, seconds: LEASE_SECONDS, waitMs: WAIT_MS };
      const mine = before.then(() => underLease(store, lease, async () => work(await read(), save)));
      before = mine.catch(() => undefined);
      return mine;
    },
  };
}
