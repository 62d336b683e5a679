// Forgetting on time: how long each kind of data stays is knowledge (knowledge/service.yaml, process/privacy.yaml), that it goes is here
// and, statement by statement, in privacy/expired.ts.
import { type Clock, vietnamDayOf } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import { sweepShelf } from "./evidence/forget.ts";
import type { Shelf } from "./evidence/shelf.ts";
import { forgetExpired, type RetentionDays } from "./privacy/expired.ts";
import type { Store } from "./store.ts";
import { tidyRoad } from "./tidy.ts";

const HOUR_MS = 3600 * 1000;

/** What forgetting works with. */
export interface Forgetting {
  store: Store;
  shelf: Shelf;
  clock: Clock;
  days: RetentionDays;
  log: Logger;
}

/** Runs it now and every hour until stopped, then with what the queues left behind; the files of evidence are gone through once a night. */
export function startRetention({ store, shelf, clock, days, log }: Forgetting): { stop(): Promise<void> } {
  let swept = vietnamDayOf(clock.now());
  const run = async () => {
    try {
      const gone = await forgetExpired(store, days, clock.now());
      if (gone > 0) log.info({ rows: gone }, "data past its time was deleted");
      const night = vietnamDayOf(clock.now());
      if (night !== swept) swept = await sweep(night);
    } catch (fault) {
      log.error({ fault: describeFault(fault) }, "data past its time could not be deleted; tried again in an hour");
    }
  };
  const sweep = async (night: Day): Promise<Day> => {
    const files = await sweepShelf(store, shelf);
    if (files === null) log.warn("no file of evidence belongs to this store: nothing was deleted");
    else if (files > 0) log.info({ files }, "files of evidence without a record were deleted");
    return night;
  };
  const tidy = () =>
    tidyRoad(store).catch((fault: unknown) => {
      log.warn({ fault: describeFault(fault) }, "the queues could not be tidied; tried again in an hour");
    });
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run).then(tidy);
  }, HOUR_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
