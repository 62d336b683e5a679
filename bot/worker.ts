// Keeps taking turns while anything waits. Woken when an event arrives; looks by itself now and then for what other
// processes stored or what was put off.
import { setTimeout as sleep } from "node:timers/promises";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import { takeWaiting, type WaitingEvent } from "../registry/inbox.ts";
import { tryWriting } from "../registry/store.ts";
import { postpone } from "./postpone.ts";
import type { Road } from "./road.ts";
import { type RoundDone, takeTurns } from "./turn.ts";

/** A running part of the machine. */
export interface Runner {
  /** There may be something to do. */
  wake(): void;
  /** False once it was told to stop. */
  running(): boolean;
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

const IDLE_MS = 250;
/** A person who floods the channel does not hold up the others. */
const PER_PERSON = 20;
const CAREFUL = { people: 1, perPerson: 1 };

/** How many rounds are under way at a time, how many people one takes, and how long it rests when fewer wait. */
interface Pace {
  atOnce: number;
  people: number;
  restMs: number;
}

/**
 * On PostgreSQL a round costs about the same for one person and for many, and while one waits for the store another one thinks. The
 * embedded store does one thing at a time: what waits at the door to be stored, and answered 200, waits for the round's end.
 */
export const PACES: Record<"embedded" | "postgresql", Pace> = {
  embedded: { atOnce: 1, people: 20, restMs: 15 },
  postgresql: { atOnce: 2, people: 40, restMs: 50 },
};

/** @param done called after each commit of a round that took a step */
export function startWorkers(road: Road, pace: Pace, done: (round: RoundDone) => void): Runner {
  const workers = Array.from({ length: pace.atOnce }, () => startWorker(road, pace, done));
  return {
    wake: () => workers.forEach((worker) => void worker.wake()),
    running: () => workers.every((worker) => worker.running()),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

function startWorker(road: Road, { people, restMs }: Pace, done: (round: RoundDone) => void): Runner {
  const { store, clock, settling, log } = road;
  const usual = { people, perPerson: PER_PERSON };
  const patience = { timeout: 30_000, maxWait: 30_000 };
  let careful = 0;
  return startRunner(
    async () => {
      const round = careful > 0 ? CAREFUL : usual;
      let events: WaitingEvent[] = [];
      try {
        const handled = await store.client.$transaction(async (tx) => {
          events = await takeWaiting(tx, store, { ...round, now: clock.now(), settling });
          return takeTurns(road, tx, events);
        }, patience);
        careful = handled.steps === 0 ? 0 : Math.max(0, careful - 1);
        if (handled.steps > 0) done(handled);
        return foundOf(handled.steps, round.people);
      } catch (fault) {
        log.error({ fault: describeFault(fault), careful: careful > 0 }, "a round of turns was rolled back");
        await tryWriting(store); // while the store is away no step is at fault
        // Someone's step cannot be kept: go one by one, and put off the one that fails again.
        const [event] = careful > 0 ? events : [];
        if (event !== undefined) await store.client.$transaction((tx) => postpone(road, tx, event, fault), patience);
        careful = people * PER_PERSON; // enough to pass everyone who was in the failed round
        return "plenty";
      }
    },
    { idleMs: IDLE_MS, restMs },
    log,
  );
}

/** Long enough for what waits at the door to get its turn at the store before the next round. */
const BREATH_MS = 2;

/** How much a round found to do: everything it can take at once, less, or nothing. */
export type Found = "plenty" | "some" | "nothing";

/** What a round found that had room for `room` and took `count`. */
export function foundOf(count: number, room: number): Found {
  if (count === 0) return "nothing";
  return count < room ? "some" : "plenty";
}

/**
 * Runs `round` again and again: at once after plenty, after a rest of `restMs` otherwise, so that what comes one by one is
 * done together; and after nothing when it is woken or `idleMs` have passed.
 */
export function startRunner(
  round: () => Promise<Found>,
  { idleMs, restMs }: { idleMs: number; restMs: number },
  log: Logger,
): Runner {
  let stopped = false;
  let wakeUp = () => {};
  let woken = false;
  const running = (async () => {
    while (!stopped) {
      woken = false;
      const found = await round().catch((fault: unknown): Found => {
        log.error({ fault: describeFault(fault) }, "a round failed; the next one comes after a pause");
        return "nothing";
      });
      // The embedded store answers without leaving this thread: what came in over the network meanwhile is let through.
      await sleep(found === "plenty" ? BREATH_MS : restMs);
      if (found !== "nothing" || woken || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, idleMs);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    wake() {
      woken = true;
      wakeUp();
    },
    running: () => !stopped,
    async stop() {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
