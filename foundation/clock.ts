// The only source of "now". Everything that needs time is given a clock; nothing else calls Date.now().
import { type Day, day } from "./day.ts";

/** Where time comes from: an instant for queues and tokens, a calendar day for the law. */
export interface Clock {
  now(): Date;
  /** Today in Vietnam (UTC+7), or the fixed day of a test or demonstration. */
  today(): Day;
}

const vietnamDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });

/** The machine's clock; `fixedDay` replaces the calendar day (TODAY), never the instant. */
export function systemClock(fixedDay: Day | null = null): Clock {
  return {
    now: () => new Date(),
    today: () => fixedDay ?? vietnamDayOf(new Date()),
  };
}

/** The calendar day in Vietnam at an instant. */
export function vietnamDayOf(instant: Date): Day {
  return day(vietnamDay.format(instant));
}
