// A timeline is added to and never overwritten, and it never says two things of one day.
import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, day } from "../../../foundation/day.ts";
import { holdingOn, place, type Span } from "../../../registry/households/timeline.ts";

const START = day("2026-01-01");
const anyDay = fc.integer({ min: 0, max: 40 }).map((count) => addDays(START, count));

interface Entry extends Span {
  name: number;
}

function placed(known: readonly Entry[], entry: Entry): Entry[] {
  const { superseded, shortened, placed: last } = place(known, entry);
  return [...known.filter((one) => !superseded.includes(one)), ...shortened, last];
}

it("says of every day what was placed last among the latest beginnings before it", () => {
  fc.assert(
    fc.property(fc.array(anyDay, { maxLength: 8 }), anyDay, (beginnings, on) => {
      const known = beginnings.reduce<Entry[]>((list, from, name) => placed(list, { name, from, to: null }), []);
      const before = beginnings.map((from, name) => ({ from, name })).filter(({ from }) => from <= on);
      const expected = before.sort((a, b) => (a.from === b.from ? b.name - a.name : a.from < b.from ? 1 : -1))[0];
      expect(holdingOn(known, on)?.name).toBe(expected?.name);
      expect(known.filter(({ from, to }) => from <= on && (to === null || on <= to)).length).toBeLessThan(2);
    }),
  );
});
