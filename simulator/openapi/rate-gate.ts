// Calls per minute, and the two headers every answer carries (spelled as Zalo spells them).
import type { Settings } from "../settings.ts";

const MINUTE = 60_000;

/** Counts calls of the running minute. */
export interface RateGate {
  /** Takes one call from this minute's allowance; false when it is used up (-32). */
  pass(): boolean;
  headers(): { "X-RateLimit-Limit": string; "X-RateLimit-Remain": string };
}

/** A gate that follows `settings.ratePerMinute`, also when it changes later. */
export function createRateGate(settings: Settings): RateGate {
  let minute = 0;
  let used = 0;
  const turnMinute = () => {
    const current = Math.floor(settings.clock.now().getTime() / MINUTE);
    if (current !== minute) [minute, used] = [current, 0];
  };
  return {
    pass() {
      turnMinute();
      if (used >= settings.ratePerMinute) return false;
      used += 1;
      return true;
    },
    headers() {
      turnMinute();
      return {
        "X-RateLimit-Limit": String(settings.ratePerMinute),
        "X-RateLimit-Remain": String(Math.max(0, settings.ratePerMinute - used)),
      };
    },
  };
}
