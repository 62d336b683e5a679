// Not faster than Zalo allows: every call takes its turn from one allowance, corrected by the limits that answers announce. The
// allowance is this process's own (below) or shared by all of an installation (registry/zalo-allowance.ts).
import type { Clock } from "../../foundation/clock.ts";

/** X-RateLimit-Limit and X-RateLimit-Remain of an answer; null where absent. */
export interface Rate {
  limit: number | null;
  remain: number | null;
}

/** How many calls are left: a token bucket, full at the beginning, refilled evenly. */
export interface Allowance {
  /** Takes up to `most` calls at once; when none is left, the next one is there in `waitMs`. */
  take(most: number): Promise<{ taken: number; waitMs: number }>;
  /** Learns from an answer: its limit replaces ours, and no more than its remainder is left of this minute. */
  observe(rate: Rate): void;
}

export interface RateLimiter extends Pick<Allowance, "observe"> {
  /** Resolves when one more call may go out; callers go in the order they asked. Rejects if the allowance cannot be asked. */
  acquire(): Promise<void>;
  /** How many of `most` calls may go out without waiting; they are kept for whoever acquires next. */
  reserve(most: number): Promise<number>;
}

/** @param sleep waits the given milliseconds */
export function createRateLimiter(allowance: Allowance, sleep: (ms: number) => Promise<unknown>): RateLimiter {
  let kept = 0;
  const waiting: { go: () => void; fail: (fault: unknown) => void }[] = [];
  let serving = false;

  async function serve(): Promise<void> {
    serving = true;
    while (waiting.length > 0) {
      try {
        const { taken, waitMs } = await allowance.take(waiting.length);
        for (const { go } of waiting.splice(0, taken)) go();
        if (waiting.length > 0) await sleep(waitMs);
      } catch (fault) {
        for (const { fail } of waiting.splice(0)) fail(fault);
      }
    }
    serving = false;
  }

  return {
    observe: (rate) => allowance.observe(rate),
    async reserve(most) {
      if (kept < most) kept += (await allowance.take(most - kept)).taken;
      return Math.min(kept, most);
    },
    acquire() {
      if (kept > 0) {
        kept -= 1;
        return Promise.resolve();
      }
      return new Promise((go, fail) => {
        waiting.push({ go, fail });
        if (!serving) void serve();
      });
    },
  };
}

/** The allowance of the only process of an installation. */
export function ownAllowance(perMinuteAtFirst: number, clock: Clock): Allowance {
  let perMinute = perMinuteAtFirst;
  let left = perMinute;
  let refilledAt = clock.now().getTime();

  function refill(): void {
    const now = clock.now().getTime();
    left = Math.min(perMinute, left + (Math.max(0, now - refilledAt) * perMinute) / 60_000);
    refilledAt = now;
  }

  return {
    async take(most) {
      refill();
      const taken = Math.min(most, Math.floor(left));
      left -= taken;
      return { taken, waitMs: left < 1 ? Math.ceil(((1 - left) * 60_000) / perMinute) : 0 };
    },
    observe({ limit, remain }) {
      refill();
      if (limit !== null && limit > 0 && limit !== perMinute) {
        left = Math.max(0, Math.min(limit, left + limit - perMinute));
        perMinute = limit;
      }
      if (remain !== null) left = Math.min(left, remain);
    },
  };
}
