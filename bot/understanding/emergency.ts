// Finds danger in a message by phrases from data, so that the right hotline comes before any other answer.
import type { Emergencies } from "./language.ts";
import { bare } from "./phrases.ts";

/** The id of the emergency that the message, in the form of `bare`, speaks of, or null. */
export type FindEmergency = (phrase: string) => string | null;

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
  return (phrase) => {
    const text = ` ${phrase} `;
    const found = [...new Set(text.split(" "))]
      .flatMap((word) => known.get(word) ?? [])
      .filter(({ phrase, unless }) => text.includes(phrase) && !unless.some((other) => text.includes(other)));
    return found.sort((a, b) => a.order - b.order)[0]?.id ?? null;
  };
}

function spaced(text: string): string {
  return ` ${bare(text)} `;
}
