// When an office opens next, so that somebody who writes at night is told when there will be an answer.
import { vietnamDayOf, vietnamTimeOf } from "../foundation/clock.ts";
import { addDays, type Day } from "../foundation/day.ts";
import type { OfficeHours } from "./schema/service.ts";
import type { Holidays } from "./working-days.ts";

/** An opening of the office. */
export interface Opening {
  day: Day;
  /** "HH:MM" */
  time: string;
}

/** Null while the office is open; else the next time it opens, public holidays minded. */
export function opensNext(hours: OfficeHours, holidays: Holidays, instant: Date): Opening | null {
  const { time } = vietnamTimeOf(instant);
  const today = vietnamDayOf(instant);
  for (let ahead = 0; ; ahead += 1) {
    const day = addDays(today, ahead);
    if (!hours.weekdays.includes(new Date(day).getUTCDay() || 7) || holidays.off.has(day)) continue;
    if (ahead === 0 && hours.spans.some(({ from, to }) => from <= time && time < to)) return null;
    const next = hours.spans.find(({ from }) => ahead > 0 || from > time);
    if (next !== undefined) return { day, time: next.from };
  }
}
