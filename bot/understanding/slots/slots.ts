// All facts that a message holds, found by rules.
import type { Slots } from "../types.ts";

/** Nothing found. */
export function emptySlots(): Slots {
  return {
    amounts: [],
    count: null,
    children: null,
    ages: [],
    birthYears: [],
    levels: [],
    percentages: [],
    dates: [],
    places: [],
    persons: [],
    phone: null,
  };
}
