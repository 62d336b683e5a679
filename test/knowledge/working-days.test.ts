// Working days of Vietnam's offices: the examples of the review's rules, and what must hold of any day.
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "../../foundation/day.ts";
import {
  addWorkingDays,
  firstWorkingDayFrom,
  isWorkingDay,
  lastOfWorkingDays,
  loadHolidays,
  workingDaysBetween,
} from "../../knowledge/working-days.ts";

const holidays = loadHolidays(join(import.meta.dirname, "../../knowledge"));
const on = (text: string) => day(text);

describe("the monthly review of November 2026", () => {
  it("begins on Monday 16/11, because the 15th is a Sunday", () => {
    expect(firstWorkingDayFrom(on("2026-11-15"), holidays)).toBe("2026-11-16");
  });
  it("ends after 15 working days on Friday 04/12", () => {
    expect(lastOfWorkingDays(on("2026-11-15"), 15, holidays)).toBe("2026-12-04");
    expect(lastOfWorkingDays(on("2026-11-16"), 15, holidays)).toBe("2026-12-04");
  });
});

it.each([
  ["the day itself is not counted", "2026-11-16", 1, "2026-11-17"],
  ["a weekend is skipped", "2026-11-20", 1, "2026-11-23"],
  ["zero stays where it is", "2026-11-21", 0, "2026-11-21"],
  ["from a Sunday", "2026-11-22", 3, "2026-11-25"],
  ["over Tết 2026", "2026-02-13", 1, "2026-02-23"],
  ["over 30 April and 1 May", "2026-04-29", 1, "2026-05-04"],
  ["over the New Year and its exchange", "2025-12-31", 1, "2026-01-05"],
  ["a Saturday worked in exchange", "2026-01-09", 1, "2026-01-10"],
  ["backwards", "2026-11-23", -1, "2026-11-20"],
])("%s", (_, from, count, to) => {
  expect(addWorkingDays(on(from), count, holidays)).toBe(to);
});

const anyDay = fc.integer({ min: 0, max: 1400 }).map((count): Day => addDays(on("2025-01-01"), count));

it("gives only working days, and counts back what it counted", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const to = addWorkingDays(from, count, holidays);
      expect(isWorkingDay(to, holidays)).toBe(true);
      expect(workingDaysBetween(from, to, holidays)).toBe(count);
      expect(workingDaysBetween(to, from, holidays)).toBeLessThanOrEqual(0);
    }),
  );
});
