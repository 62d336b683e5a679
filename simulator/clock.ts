// The simulator's time: the machine's, or a virtual one that only moves when told, so an hour of redeliveries takes no time.
import { type Clock, systemClock, vietnamDayOf } from "../foundation/clock.ts";
import type { Day } from "../foundation/day.ts";

/** A clock that can also wake somebody up later. `after` returns the way to cancel. */
export interface SimulatorClock extends Clock {
  after(milliseconds: number, work: () => void): () => void;
}

/** A clock moved by hand. It is a foundation Clock too, so a server under test can share it. */
export interface VirtualClock extends SimulatorClock {
  /** Moves time forward and does, in order of their instants, everything that falls due on the way. */
  advance(milliseconds: number): void;
}

/** The machine's clock. Its timers never keep the process alive. */
export function realClock(): SimulatorClock {
  return {
    ...systemClock(),
    after(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/** A virtual clock that stands at `start` until `advance` is called. */
export function virtualClock(start: Date | string = "2026-11-21T02:00:00Z"): VirtualClock {
  let now = new Date(start).getTime();
  const alarms = new Set<{ at: number; work: () => void }>(); // a hundred thousand of them when a server is away under load
  return {
    now: () => new Date(now),
    today: (): Day => vietnamDayOf(new Date(now)),
    after(milliseconds, work) {
      const alarm = { at: now + milliseconds, work };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const next = [...alarms].filter((alarm) => alarm.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        alarms.delete(next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
    },
  };
}
