// A right that one process at a time may hold, across all processes of an installation; it ends by itself if they die.
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../foundation/errors.ts";
import type { Store } from "./store.ts";

const POLL_MS = 100;

/**
 * Runs `work` while holding the lease `name`; waits up to `waitMs` for it. The store's own clock decides, so machines
 * need not agree on the time. Throws AppError `lease:busy` when it could not be had.
 */
export async function underLease<T>(
  store: Store,
  lease: { name: string; holder: string; seconds: number; waitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  for (let waited = 0; !(await take(store, lease)); waited += POLL_MS) {
    if (waited >= lease.waitMs) throw new AppError("lease:busy", `another process holds ${lease.name}`);
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await store.client.$executeRaw`DELETE FROM lease WHERE name = ${lease.name} AND holder = ${lease.holder}`;
  }
}

async function take(store: Store, lease: { name: string; holder: string; seconds: number }): Promise<boolean> {
  const taken = await store.client.$executeRaw`
    INSERT INTO lease (name, holder, until) VALUES (${lease.name}, ${lease.holder}, now() + make_interval(secs => ${lease.seconds}))
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE lease.until <= now()`;
  return taken === 1;
}
