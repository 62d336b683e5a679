// Repairs single-letter typing errors against the words of the training language. For classification only, never for names.
import { createSpellcheck } from "./natural.ts";
import { isSyllable } from "./syllable.ts";

/** Each unknown word costs up to half a millisecond the first time, so a message may have only so many repaired. */
const MOST_REPAIRS = 6;
const MOST_REMEMBERED = 5000;
const SHORTEST = 3;
const LONGEST = 10;

/** Words in, words out, same length; a known word stays as it is. */
export type RepairSpelling = (words: readonly string[]) => string[];

/** How often each word occurs. */
export function countWords(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** `vocabulary` tells how often each word is used, which is how the likelier repair is chosen. */
export function createSpelling(vocabulary: Readonly<Record<string, number>>): {
  known: ReadonlySet<string>;
  repair: RepairSpelling;
} {
  const known = new Set(Object.keys(vocabulary));
  const spellcheck = createSpellcheck(vocabulary);
  const remembered = new Map<string, string>();
  const look = (word: string): string => {
    const found = spellcheck.getCorrections(word, 1)[0] ?? word;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(word, found);
    return found;
  };
  return {
    known,
    repair(words) {
      let repairs = 0;
      return words.map((word) => {
        if (known.has(word) || word.length < SHORTEST || word.length > LONGEST) return word;
        const before = remembered.get(word);
        if (before !== undefined) return before;
        if (isSyllable(word) && word.length < 4) return word;
        repairs += 1;
        return repairs > MOST_REPAIRS ? word : look(word);
      });
    },
  };
}
