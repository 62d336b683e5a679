// Not faster than Zalo allows: a token bucket in front of every call, corrected by the limits that answers announce.
import type { Clock } from "../../foundation/clock.ts";

/** X-RateLimit-Limit and X-RateLimit-Remain of an answer; null where absent. */
export interface Rate {
  limit: number | null;
  remain: number | null;
}

export interface RateLimiter {
  /** Resolves when one more call may go out; callers go in the order they asked. */
  acquire(): Promise<void>;
  /** Learns from an answer: its limit replaces ours, and no more than its remainder is left of this minute. */
  observe(rate: Rate): void;
}

/** `perMinute` calls a minute with the whole allowance at the start; `sleep` waits the given milliseconds. */
export function createRateLimiter(options: {
  perMinute: number;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<unknown>;
}): RateLimiter {
  const { clock, sleep } = options;
  let perMinute = options.perMinute;
  let allowance = perMinute;
  let refilledAt = clock.now().getTime();
  let queue: Promise<void> = Promise.resolve();

  function refill(): void {
    const now = clock.now().getTime();
    const earned = (Math.max(0, now - refilledAt) * perMinute) / 60_000;
    allowance = Math.min(perMinute, allowance + earned);
    refilledAt = now;
  }

  async function takeOne(): Promise<void> {
    for (refill(); allowance < 1; refill()) await sleep(Math.ceil(((1 - allowance) * 60_000) / perMinute));
    allowance -= 1;
  }

  return {
    acquire: () => {
      const turn = queue.then(takeOne);
      queue = turn.catch(() => undefined);
      return turn;
    },
    observe: ({ limit, remain }) => {
      refill();
      if (limit !== null && limit > 0 && limit !== perMinute) {
        allowance = Math.max(0, Math.min(limit, allowance + limit - perMinute));
        perMinute = limit;
      }
      if (remain !== null) allowance = Math.min(allowance, remain);
    },
  };
}
