// Working days, as deadlines of offices count them: Saturdays, Sundays and public holidays (process/holidays.yaml) are skipped.
import { z } from "zod";
import { addDays, type Day } from "../foundation/day.ts";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import { confidenceSchema, daySchema, wordsSchema } from "./schema/words.ts";

const fileSchema = z.strictObject({
  source: z.string().min(1),
  known: z.strictObject({ from: daySchema, to: daySchema }),
  days: z.array(
    z.strictObject({
      from: daySchema,
      to: daySchema,
      name: wordsSchema,
      confidence: confidenceSchema,
      counts: z.boolean().default(true),
      note: z.string().optional(),
    }),
  ),
  worked: z.array(daySchema),
});

/** Days off beside the weekends, and days at weekends that are worked in exchange. */
export interface Holidays {
  readonly off: ReadonlySet<Day>;
  readonly worked: ReadonlySet<Day>;
}

/** Reads process/holidays.yaml; throws AppError "holidays:invalid" naming what is wrong. */
export function loadHolidays(directory: string): Holidays {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const file = readYaml(reading, "process/holidays.yaml", fileSchema);
  if (file === null) throw new AppError("holidays:invalid", describeProblems(reading.problems));
  const off = new Set<Day>();
  for (const { from, to, counts } of file.days)
    for (let on = from; counts && on <= to; on = addDays(on, 1)) off.add(on);
  return { off, worked: new Set(file.worked) };
}

/** Whether offices work on this day. */
export function isWorkingDay(on: Day, { off, worked }: Holidays): boolean {
  return worked.has(on) || (!WEEKEND.includes(new Date(`${on}T00:00Z`).getUTCDay()) && !off.has(on));
}

/** The day itself when it is worked, else the next one that is: "the 15th on a weekend" → Monday. */
export function firstWorkingDayFrom(from: Day, holidays: Holidays): Day {
  let on = from;
  while (!isWorkingDay(on, holidays)) on = addDays(on, 1);
  return on;
}

/** The `count`-th working day after `from` (before it when negative); `from` itself is not counted. Zero gives `from`. */
export function addWorkingDays(from: Day, count: number, holidays: Holidays): Day {
  const step = Math.sign(count);
  let on = from;
  for (let left = Math.abs(count); left > 0; ) {
    on = addDays(on, step);
    if (isWorkingDay(on, holidays)) left -= 1;
  }
  return on;
}

/** The last of `count` working days of which `from` (or the next one worked) is the first: 15 from Mon 16/11/2026 end Fri 04/12. */
export function lastOfWorkingDays(from: Day, count: number, holidays: Holidays): Day {
  return addWorkingDays(firstWorkingDayFrom(from, holidays), count - 1, holidays);
}

/** How many working days lie after `from` up to and with `to`; negative when `to` is past. */
export function workingDaysBetween(from: Day, to: Day, holidays: Holidays): number {
  const step = from <= to ? 1 : -1;
  let count = 0;
  for (let on = from; on !== to; ) {
    on = addDays(on, step);
    if (isWorkingDay(on, holidays)) count += step;
  }
  return count;
}

/** Sunday and Saturday, as the platform numbers the days of the week. */
const WEEKEND = [0, 6];
