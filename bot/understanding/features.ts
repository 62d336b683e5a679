// Turns a message into hashed features: folded words, pairs of words, and runs of 2 to 4 letters that survive typing errors.
import { tokenize } from "./natural.ts";

/** Two blocks of 32-bit feature hashes, each hash once; each block is weighted and brought to length 1 on its own. */
export interface Features {
  words: Uint32Array;
  letters: Uint32Array;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SHORTEST_RUN = 2;
const LONGEST_RUN = 4;

/** The words of folded text, every number written "0" so that "3 khẩu" and "5 khẩu" are one word. */
export function wordsOf(folded: string): string[] {
  return tokenize(folded).map((word) => (/^\d/.test(word) ? "0" : word));
}

/**
 * Hashes of all features of the words: each word, each pair of neighbours, and, with a reach above 1, pairs with up to that many
 * words between them less one ("đi … về" is not "về … đi"); runs of letters do not know the order of words.
 */
export function featuresOf(words: readonly string[], reach = 1): Features {
  const alone = words.map((word) => hash(word, FNV_OFFSET));
  const hashes: number[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    hashes.push(alone[i]!, hash(word, hash(" ", i === 0 ? EDGE : alone[i - 1]!)));
    for (let before = Math.max(0, i - reach); before < i - 1; before += 1)
      hashes.push(hash(word, hash(" … ", alone[before]!)));
  }
  return { words: onceEach(Uint32Array.from(hashes)), letters: letterRuns(` ${words.join(" ")} `) };
}

function letterRuns(text: string): Uint32Array {
  const runs = new Uint32Array(text.length * (LONGEST_RUN - SHORTEST_RUN + 1));
  let count = 0;
  for (let start = 0; start < text.length; start += 1) {
    let state = FNV_OFFSET ^ 0x5bd1e995;
    const end = Math.min(text.length, start + LONGEST_RUN);
    for (let at = start; at < end; at += 1) {
      state = Math.imul(state ^ text.charCodeAt(at), FNV_PRIME);
      if (at - start + 1 >= SHORTEST_RUN) {
        runs[count] = state;
        count += 1;
      }
    }
  }
  return onceEach(runs.subarray(0, count));
}

/** Each hash once, in the order of first appearance; in place. A hash of 0 would mark a free place of the table and is left out. */
function onceEach(hashes: Uint32Array): Uint32Array {
  const mask = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2)) - 1;
  const seen = new Uint32Array(mask + 1);
  let count = 0;
  for (let place = 0; place < hashes.length; place += 1) {
    const hash = hashes[place]!;
    let at = hash & mask;
    while (seen[at] !== 0 && seen[at] !== hash) at = (at + 1) & mask;
    if (seen[at] === hash) continue;
    seen[at] = hash;
    hashes[count] = hash;
    count += 1;
  }
  return hashes.subarray(0, count);
}

/** Goes on from the hash of what stands before, so that pairs are hashed without being written out. */
function hash(text: string, before: number): number {
  let state = before;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), FNV_PRIME);
  return state >>> 0;
}

const EDGE = hash("^", FNV_OFFSET);
