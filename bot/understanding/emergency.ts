// Finds danger in a message by phrases from data, so that the right hotline comes before any other answer.
import { fold } from "../../foundation/vietnamese.ts";
import type { Emergencies } from "./language.ts";

/** The id of the emergency that the message speaks of, or null. */
export type FindEmergency = (plain: string) => string | null;

/** Prepares the phrases; the order of the file is the order of precedence. */
export function createEmergencies(data: Emergencies): FindEmergency {
  const known = Object.entries(data.emergencies).map(([id, { phrases, unless }]) => ({
    id,
    phrases: phrases.map(spaced),
    unless: unless.map(spaced),
  }));
  return (plain) => {
    const text = spaced(plain);
    const found = known.find(
      ({ phrases, unless }) =>
        phrases.some((phrase) => text.includes(phrase)) && !unless.some((phrase) => text.includes(phrase)),
    );
    return found?.id ?? null;
  };
}

function spaced(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}
