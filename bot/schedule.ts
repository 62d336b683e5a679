// Runs what is due (handlers/schedules.ts). Each occasion has a key in the table `said`, written in the transaction of its work:
// whichever process comes first does it, the others find it done, and a crash repeats all of it or none.
import type { Clock } from "../foundation/clock.ts";
import { vietnamTimeOf } from "../foundation/clock.ts";
import { describeFault } from "../foundation/errors.ts";
import type { Due, Schedule } from "../handlers/schedule.ts";
import type { Actor } from "../registry/actor.ts";
import { sayOnce } from "../registry/said.ts";
import { giveNotice } from "./give-notice.ts";
import type { Road } from "./road.ts";

const LOOK_EVERY_MS = 30_000;
/** An occasion that is not remembered. */
const ANY = "any";
const PATIENCE = { timeout: 120_000, maxWait: 30_000 };

/** Nobody in particular: the installation itself. */
const SYSTEM: Actor = { accountId: "system", personId: null, term: null, terms: [], households: [] };

/** Looks now and every half minute until stopped. @param noticed called after work that may have stored messages */
export function startSchedule(
  road: Road,
  schedules: readonly Schedule[],
  noticed: () => void,
): { stop(): Promise<void> } {
  let running = runDue(road, schedules).then(noticed);
  const timer = setInterval(() => {
    running = running.then(() => runDue(road, schedules)).then(noticed);
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Runs each schedule that is due and was not run yet. A fault of one does not hold up the others: it is tried again. */
async function runDue(road: Road, schedules: readonly Schedule[]): Promise<void> {
  const { store, clock, library, metrics, log } = road;
  for (const schedule of schedules) {
    const occasion = occasionOf(schedule.due, clock);
    if (occasion === null) continue;
    const [now, today] = [clock.now(), clock.today()];
    try {
      const ran = await store.client.$transaction(async (tx) => {
        if (occasion !== ANY && !(await sayOnce(tx, `schedule ${schedule.name} ${occasion}`, now))) return false;
        const notices = await schedule.run({ tx, store, library, actor: SYSTEM, now, today });
        await giveNotice(road, tx, notices, now);
        return true;
      }, PATIENCE);
      if (ran) metrics.schedules.inc({ schedule: schedule.name, outcome: "done" });
    } catch (fault) {
      metrics.schedules.inc({ schedule: schedule.name, outcome: "failed" });
      log.error(
        { schedule: schedule.name, fault: describeFault(fault) },
        "something due could not be done; tried again",
      );
    }
  }
}

/** The name of the present occasion; null when it is not time yet. */
function occasionOf(due: Due, clock: Clock): string | null {
  if (due.every === "look") return ANY;
  const { weekday, time } = vietnamTimeOf(clock.now());
  const today = clock.today();
  if (due.every === "hour") return `${today} ${time.slice(0, 2)}`;
  const later = time >= due.at && (due.weekday === undefined || due.weekday === weekday);
  return later ? today : null;
}
