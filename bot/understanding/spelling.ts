// Repairs single-letter typing errors against the words of the training language. For classification only, never for names.
import { isSyllable } from "./syllable.ts";

/** Whoever writes more unknown words than these does not mistype: it is another language, or none. */
const MOST_REPAIRS = 6;
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
  const nearest = createNearest(vocabulary);
  return {
    known,
    repair(words) {
      let repairs = 0;
      return words.map((word) => {
        if (known.has(word) || word.length < SHORTEST || word.length > LONGEST) return word;
        if (isSyllable(word) && word.length < 4) return word;
        repairs += 1;
        return repairs > MOST_REPAIRS ? word : (nearest(word) ?? word);
      });
    },
  };
}

/**
 * The most used word that is one edit away, or null. Words that close are alike once a letter of each is left out, so that what is left
 * of every word is looked up, a dozen look-ups instead of the five hundred words that one edit can make.
 */
function createNearest(vocabulary: Readonly<Record<string, number>>): (word: string) => string | null {
  const byRest = new Map<string, string[]>();
  for (const word of Object.keys(vocabulary)) {
    if (word.length > LONGEST + 1) continue;
    for (const rest of restsOf(word)) {
      const others = byRest.get(rest);
      if (others) others.push(word);
      else byRest.set(rest, [word]);
    }
  }
  return (word) => {
    let best: string | null = null;
    for (const rest of restsOf(word))
      for (const other of byRest.get(rest) ?? [])
        if ((best === null || vocabulary[other]! > vocabulary[best]!) && isOneEdit(word, other)) best = other;
    return best;
  };
}

/** The word, and what is left of it without each of its letters. */
function restsOf(word: string): Set<string> {
  const rests = new Set([word]);
  for (let at = 0; at < word.length; at += 1) rests.add(word.slice(0, at) + word.slice(at + 1));
  return rests;
}

/** True when one letter is missing, too many or another, or two neighbours have changed places. */
function isOneEdit(word: string, other: string): boolean {
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  let end = 0;
  const shorter = Math.min(word.length, other.length) - start;
  while (end < shorter && word.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [here, there] = [word.slice(start, word.length - end), other.slice(start, other.length - end)];
  if (here.length <= 1 && there.length <= 1) return here !== there;
  return here.length === 2 && there.length === 2 && here[0] === there[1] && here[1] === there[0];
}
