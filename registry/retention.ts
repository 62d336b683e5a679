// Forgetting on time: how long each kind of data stays is knowledge (knowledge/service.yaml, process/privacy.yaml), that it goes is here.
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
  /** Looks at households. */
  accessLog: number;
  officer_request: number;
  complaint: number;
  misunderstood: number;
  said: number;
  attempt: number;
  voice: number;
}

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Deletes what is past its time, and the words of what is only counted from then on. Returns how many rows it touched. */
export async function forgetExpired(store: Store, days: RetentionDays, now: Date): Promise<number> {
  const before = (count: number) => new Date(now.getTime() - count * DAY_MS);
  const { client } = store;
  const counts = [
    await client.$executeRaw`DELETE FROM session WHERE updated_at < ${before(days.session)}`,
    await client.$executeRaw`DELETE FROM decision WHERE expires_at < ${now}`,
    await client.$executeRaw`DELETE FROM inbound_event WHERE state <> 'waiting' AND coalesce(done_at, received_at) < ${before(days.inbound)}`,
    await client.$executeRaw`DELETE FROM outbound_message WHERE state IN ('sent', 'dead', 'held') AND created_at < ${before(days.outbound)}`,
    await client.$executeRaw`DELETE FROM household_view WHERE at < ${before(days.accessLog)}`,
    await client.$executeRaw`DELETE FROM officer_request WHERE state = 'closed' AND closed_at < ${before(days.officer_request)}`,
    await client.$executeRaw`UPDATE complaint SET text_sealed = NULL, answer_sealed = NULL
      WHERE state <> 'open' AND (text_sealed IS NOT NULL OR answer_sealed IS NOT NULL)
        AND coalesce(answered_at, created_at) < ${before(days.complaint)}`,
    await client.$executeRaw`DELETE FROM misunderstood WHERE "on" < ${before(days.misunderstood)}::date`,
    await client.$executeRaw`DELETE FROM said WHERE at < ${before(days.said)}`,
    await client.$executeRaw`DELETE FROM voice_message WHERE created_at < ${before(days.voice)}`,
    await client.$executeRaw`DELETE FROM attempt WHERE at < ${before(days.attempt)}`,
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
