// Keeps taking turns while anything waits. Woken when an event arrives; looks by itself now and then for what other
// processes stored or what was put off.
import { setTimeout as sleep } from "node:timers/promises";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";
import { postponeFirst } from "./postpone.ts";
import type { Road } from "./road.ts";
import { type Round, takeTurns } from "./turn.ts";

/** A running part of the machine. */
export interface Runner {
  /** There may be something to do. */
  wake(): void;
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

const IDLE_MS = 250;
/** While messages settle, each new one wakes the worker to find nothing ripe yet: not more often than this. */
const REST_MS = 50;
const USUAL: Round = { people: 50, perPerson: 20 };
const CAREFUL: Round = { people: 1, perPerson: 1 };
/** How many careful rounds follow a failed one: enough to pass everyone who was in it. */
const CAREFUL_ROUNDS = USUAL.people * USUAL.perPerson;

/** @param answered called after each commit that may have stored messages */
export function startWorker(road: Road, answered: () => void): Runner {
  const patience = { timeout: 30_000, maxWait: 30_000 };
  let careful = 0;
  return startRunner(
    async () => {
      const round = careful > 0 ? CAREFUL : USUAL;
      try {
        const handled = await road.store.client.$transaction((tx) => takeTurns(road, tx, round), patience);
        careful = handled === 0 ? 0 : Math.max(0, careful - 1);
        if (handled > 0) answered();
        return handled > 0;
      } catch (fault) {
        road.log.error({ fault: describeFault(fault), careful: careful > 0 }, "a round of turns was rolled back");
        // Someone's step cannot be kept: go one by one, and put off the one that fails again.
        if (careful > 0) await road.store.client.$transaction((tx) => postponeFirst(road, tx, fault), patience);
        careful = CAREFUL_ROUNDS;
        return true;
      }
    },
    { idleMs: IDLE_MS, restMs: REST_MS },
    road.log,
  );
}

/**
 * Runs `round` again and again: at once while it says there was something to do, otherwise when woken or after `idleMs`.
 * After a round that found
 * nothing it rests for `restMs` even when woken, so that what comes one by one is looked for together.
 */
export function startRunner(
  round: () => Promise<boolean>,
  { idleMs, restMs }: { idleMs: number; restMs: number },
  log: Logger,
): Runner {
  let stopped = false;
  let wakeUp = () => {};
  let woken = false;
  const running = (async () => {
    while (!stopped) {
      woken = false;
      const busy = await round().catch((fault: unknown) => {
        log.error({ fault: describeFault(fault) }, "a round failed; the next one comes after a pause");
        return false;
      });
      if (busy || stopped) continue;
      await sleep(restMs);
      if (woken || stopped) continue;
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
    async stop() {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
