// Forgetting on time: how long each kind of data stays is knowledge (knowledge/service.yaml), that it goes is here.
import type { Clock } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import type { Store } from "./store.ts";

/** Days that each kind of data is kept. */
export interface RetentionDays {
  session: number;
  decision: number;
  inbound: number;
  outbound: number;
}

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Deletes what is past its time. Returns how many rows went. */
export async function forgetExpired(store: Store, days: RetentionDays, now: Date): Promise<number> {
  const before = (count: number) => new Date(now.getTime() - count * DAY_MS);
  const { client } = store;
  const counts = [
    await client.$executeRaw`DELETE FROM session WHERE updated_at < ${before(days.session)}`,
    await client.$executeRaw`DELETE FROM decision WHERE expires_at < ${now}`,
    await client.$executeRaw`DELETE FROM inbound_event WHERE state <> 'waiting' AND coalesce(done_at, received_at) < ${before(days.inbound)}`,
    await client.$executeRaw`DELETE FROM outbound_message WHERE state IN ('sent', 'dead', 'held') AND created_at < ${before(days.outbound)}`,
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Runs it now and every hour until stopped. */
export function startRetention(
  store: Store,
  clock: Clock,
  days: RetentionDays,
  log: Logger,
): { stop(): Promise<void> } {
  const run = async () => {
    try {
      const gone = await forgetExpired(store, days, clock.now());
      if (gone > 0) log.info({ rows: gone }, "data past its time was deleted");
    } catch (fault) {
      log.error({ fault: describeFault(fault) }, "data past its time could not be deleted; tried again in an hour");
    }
  };
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, HOUR_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
