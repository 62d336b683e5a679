// Finds danger in a message by phrases from data, so that the right hotline comes before any other answer.
import { fold } from "../../foundation/vietnamese.ts";
import type { Emergencies } from "./language.ts";

/** The id of the emergency that the message speaks of, or null. */
export type FindEmergency = (plain: string) => string | null;

interface Known {
  id: string;
  phrase: string;
  unless: readonly string[];
  /** Place in the file: the earlier goes first. */
  order: number;
}

/** Prepares the phrases by their first word; the order of the file is the order of precedence. */
export function createEmergencies(data: Emergencies): FindEmergency {
  const known = new Map<string, Known[]>();
  for (const [order, [id, { phrases, unless }]] of Object.entries(data.emergencies).entries())
    for (const phrase of phrases.map(spaced)) {
      const first = phrase.trim().split(" ")[0]!;
      known.set(first, [...(known.get(first) ?? []), { id, phrase, unless: unless.map(spaced), order }]);
    }
  return (plain) => {
    const text = spaced(plain);
    const found = [...new Set(text.split(" "))]
      .flatMap((word) => known.get(word) ?? [])
      .filter(({ phrase, unless }) => text.includes(phrase) && !unless.some((other) => text.includes(other)));
    return found.sort((a, b) => a.order - b.order)[0]?.id ?? null;
  };
}

function spaced(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}
