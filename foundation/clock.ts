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

/** The weekday (1 = Monday … 7 = Sunday) and the time of day ("HH:MM") in Vietnam, which keeps UTC+7 all year. */
export function vietnamTimeOf(instant: Date): { weekday: number; time: string } {
  const shifted = new Date(instant.getTime() + 7 * 3_600_000);
  return { weekday: shifted.getUTCDay() || 7, time: shifted.toISOString().slice(11, 16) };
}
