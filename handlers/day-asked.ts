// Asking for the day on which something was done: today and yesterday in one tap, any other day written.
import { addDays, type Day, isDay } from "../foundation/day.ts";
import type { Choice, Turn, Written } from "./handler.ts";

/** Today and yesterday as choices; `payload` is what the day is put behind. */
export function dayChoices({ today }: Turn, payload: `#${string}`): Choice[] {
  return [
    { key: "review-round:today", values: { day: today }, payload: `${payload}.${today}` },
    { key: "review-round:yesterday", values: { day: addDays(today, -1) }, payload: `${payload}.${addDays(today, -1)}` },
  ];
}

/** The full day in what was written; null when there is none. */
export function dayWritten({ understood }: Pick<Written, "understood">): Day | null {
  return understood.slots.dates.map(({ iso }) => iso).find((iso): iso is Day => iso !== null && isDay(iso)) ?? null;
}
