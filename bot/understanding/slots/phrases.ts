// Finds known names of several words (units, policies, papers) in a message: one pass over a tree of words, the longest name at
// each place, so that thousands of names cost no more than a few.
import { fold } from "../../../foundation/vietnamese.ts";
import type { Aligned } from "./aligned.ts";

/** A word or number of a message. */
export interface Word {
  raw: string;
  lower: string;
  folded: string;
  at: number;
  end: number;
}

/** A name found: `first` and `last` are places in the list of words. */
export interface Phrase<T> {
  values: T[];
  first: number;
  last: number;
}

interface Node<T> {
  next: Map<string, Node<T>>;
  /** What ends here, each with its words as written. */
  ends: { words: string[]; value: T }[];
}

/** Finds the names in a list of words, from left to right, never overlapping. */
export type FindPhrases<T> = (words: readonly Word[]) => Phrase<T>[];

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const remembered = new WeakMap<Aligned, readonly Word[]>();

/** Words and numbers of the message in order, read once. */
export function wordsIn(message: Aligned): readonly Word[] {
  const before = remembered.get(message);
  if (before) return before;
  const words = [...message.text.matchAll(WORD)].map(({ 0: raw, index: at }) => {
    const end = at + raw.length;
    return { raw, lower: raw.toLowerCase(), folded: message.folded.slice(at, end), at, end };
  });
  remembered.set(message, words);
  return words;
}

/**
 * Prepares the finder. `marks: "heeded"` takes a typed mark seriously ("tự ký" is not "Tứ Kỳ", "tu ky" may be); with `"ignored"`
 * letters alone decide. Time to find: words of the message × words of the longest name.
 */
export function createPhrases<T>(
  names: Iterable<readonly [name: string, value: T]>,
  marks: "heeded" | "ignored",
): FindPhrases<T> {
  const root = plant(names);
  return (words) => {
    const found: Phrase<T>[] = [];
    for (let first = 0; first < words.length; first += 1) {
      const longest = longestFrom(root, words, first, marks === "heeded");
      if (longest === null) continue;
      found.push(longest);
      first = longest.last;
    }
    return found;
  };
}

/** True when the word was typed as `written` is, or without marks. `written` is lower case and folds to the same letters. */
export function isTyped({ lower, folded }: Word, written: string): boolean {
  return lower === written || lower === folded;
}

function plant<T>(names: Iterable<readonly [string, T]>): Node<T> {
  const root: Node<T> = { next: new Map(), ends: [] };
  for (const [name, value] of names) {
    const words = name.normalize("NFC").toLowerCase().match(WORD) ?? [];
    let node = root;
    for (const word of words) {
      const key = fold(word);
      const next = node.next.get(key) ?? { next: new Map(), ends: [] };
      node.next.set(key, next);
      node = next;
    }
    if (node !== root) node.ends.push({ words, value });
  }
  return root;
}

function longestFrom<T>(root: Node<T>, words: readonly Word[], first: number, heeded: boolean): Phrase<T> | null {
  let longest: Phrase<T> | null = null;
  let node = root.next.get(words[first]!.folded);
  for (let last = first; node; last += 1, node = last < words.length ? node.next.get(words[last]!.folded) : undefined) {
    const fitting = heeded
      ? node.ends.filter((end) => end.words.every((word, place) => isTyped(words[first + place]!, word)))
      : node.ends;
    if (fitting.length > 0) longest = { values: fitting.map(({ value }) => value), first, last };
  }
  return longest;
}
