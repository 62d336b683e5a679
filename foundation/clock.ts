// The only source of "now". Everything that needs time is given a clock; nothing else calls Date.now().
import { type Day, day } from "./day.ts";

/** Where time comes from: an instant for queues and tokens, a calendar day for the law. */
export interface Clock {
  now(): Date;
  /** Today in Vietnam (UTC+7), or the fixed day of a test or demonstration. */
  today(): Day;
}

/** Vietnam keeps UTC+7 all year. */
const UTC_PLUS_7 = 7 * 3_600_000;

/** The machine's clock; `fixedDay` replaces the calendar day (TODAY), never the instant. */
export function systemClock(fixedDay: Day | null = null): Clock {
  return {
    now: () => new Date(),
    today: () => fixedDay ?? vietnamDayOf(new Date()),
  };
}

/** The calendar day in Vietnam at an instant. */
export function vietnamDayOf(instant: Date): Day {
  return day(new Date(instant.getTime() + UTC_PLUS_7).toISOString().slice(0, 10));
}

/** Midnight in Vietnam at the beginning of a day. */
export function beginningOf(on: Day): Date {
  return new Date(`${on}T00:00:00+07:00`);
}

/** The weekday (1 = Monday … 7 = Sunday) and the time of day ("HH:MM") in Vietnam. */
export function vietnamTimeOf(instant: Date): { weekday: number; time: string } {
  const shifted = new Date(instant.getTime() + UTC_PLUS_7);
  return { weekday: shifted.getUTCDay() || 7, time: shifted.toISOString().slice(11, 16) };
}
