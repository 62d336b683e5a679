// A timeline that is only ever added to: what is known now is the set of entries nobody superseded. Something new never
// changes an entry; the entries it replaces or shortens are superseded, and what is left of them is entered anew.
import { addDays, type Day } from "../../foundation/day.ts";

/** An entry that holds from a day, to a day or without end. */
export interface Span {
  from: Day;
  to: Day | null;
}

/** What placing an entry does to those known now. */
export interface Placing<T extends Span> {
  superseded: T[];
  /** What is left of superseded entries. */
  shortened: T[];
  placed: T;
}

/**
 * Places an entry without end among those known now, which do not overlap: it holds until the next one begins; one that began
 * on the same day is replaced, one that was running ends the day before.
 */
export function place<T extends Span>(known: readonly T[], entry: T): Placing<T> {
  const next = known
    .map(({ from }) => from)
    .filter((from) => from > entry.from)
    .sort()[0];
  const replaced = known.filter(({ from }) => from === entry.from);
  const running = known.filter((one) => one.from < entry.from && (one.to === null || one.to >= entry.from));
  return {
    superseded: [...replaced, ...running],
    shortened: running.map((one) => ({ ...one, to: addDays(entry.from, -1) })),
    placed: { ...entry, to: next === undefined ? null : addDays(next, -1) },
  };
}

/** The entry that holds on a day, or null. */
export function holdingOn<T extends Span>(known: readonly T[], on: Day): T | null {
  return known.find(({ from, to }) => from <= on && (to === null || on <= to)) ?? null;
}
