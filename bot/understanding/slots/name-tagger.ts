// Finds where names begin and end in messages typed without capitals ("ho ong tran van khoi thon dong cao"). An averaged perceptron
// (Collins, 2002) over neighbouring words: the training language has its capitals, so it teaches itself; see train-names.ts.

/** 0: no name, 1: a name begins, 2: a name goes on. */
export type NameTag = 0 | 1 | 2;
export const TAGS = 3;

/** One weight per bucket and tag; features are hashed into buckets. */
export type NameWeights = Int8Array;
export const BUCKETS = 1 << 16;

/** What is known of a word besides its letters. */
export interface WordKinds {
  surnames: ReadonlySet<string>;
  middleNames: ReadonlySet<string>;
  kinship: ReadonlySet<string>;
  places: ReadonlySet<string>;
  smallWords: ReadonlyMap<string, number>;
}

/** Tags of the words of a message in small letters, decided from left to right. */
export function tagNames(words: readonly string[], weights: NameWeights, kinds: WordKinds): NameTag[] {
  const seen = words.map((word) => describe(word, kinds));
  const tags: NameTag[] = [];
  for (let at = 0; at < words.length; at += 1) {
    tags.push(likeliest(nameFeatures(seen, at, tags), weights));
  }
  return tags;
}

/** The best tag for the features; a name cannot go on that did not begin, which training learns by itself. */
export function likeliest(features: readonly number[], weights: Int8Array | Float64Array): NameTag {
  const scores = [0, 0, 0];
  for (const bucket of features) {
    for (let tag = 0; tag < TAGS; tag += 1) scores[tag] = scores[tag]! + weights[bucket * TAGS + tag]!;
  }
  return scores[1]! > scores[0]! ? (scores[2]! > scores[1]! ? 2 : 1) : scores[2]! > scores[0]! ? 2 : 0;
}

/** A word as the features see it: hashes of its letters and of its kind. */
export interface SeenWord {
  word: number;
  kind: number;
}

/** Family name, middle name, kinship, kind of place, and how common the word is written small. */
export function describe(word: string, kinds: WordKinds): SeenWord {
  const uses = kinds.smallWords.get(word) ?? 0;
  const common = uses === 0 ? "0" : uses < 5 ? "1" : uses < 30 ? "2" : "3";
  const flag = (set: ReadonlySet<string>, letter: string): string => (set.has(word) ? letter : "");
  const flags =
    flag(kinds.surnames, "s") + flag(kinds.middleNames, "m") + flag(kinds.kinship, "k") + flag(kinds.places, "p");
  return { word: hash(/^\d/.test(word) ? "0" : word), kind: hash(flags + common) };
}

/** Buckets of the features of the word at a place, given the tags before it. */
export function nameFeatures(words: readonly SeenWord[], at: number, tags: readonly NameTag[]): number[] {
  const { word, kind } = words[at]!;
  const before = words[at - 1] ?? EDGE;
  const before2 = words[at - 2] ?? EDGE;
  const next = words[at + 1] ?? EDGE;
  const next2 = words[at + 2] ?? EDGE;
  const tag = tags[at - 1] ?? 0;
  const run = runLength(tags, at);
  return [
    bucket(1, word, 0, 0),
    bucket(2, kind, tag, 0),
    bucket(3, before.word, tag, 0),
    bucket(4, before.kind, kind, 0),
    bucket(5, before2.word, before.word, 0),
    bucket(6, before2.kind, before.kind, kind),
    bucket(7, next.word, 0, 0),
    bucket(8, kind, next.word, tag),
    bucket(9, kind, next.kind, tag),
    bucket(10, next.word, next2.word, 0),
    bucket(11, before.word, kind, next.kind),
    bucket(12, before.word, word, 0),
    bucket(13, kind, next.kind, run),
    bucket(14, words[at - run]?.kind ?? 0, kind, run),
    bucket(15, word, next.word, 0),
    bucket(16, run, 0, 0),
    bucket(17, tag, tags[at - 2] ?? 0, 0),
  ];
}

const EDGE: SeenWord = { word: hash("^"), kind: hash("^") };

/** How many words the name before this place already has. */
function runLength(tags: readonly NameTag[], at: number): number {
  let run = 0;
  for (let back = at - 1; back >= 0 && tags[back] !== 0; back -= 1) {
    run += 1;
    if (tags[back] === 1) break;
  }
  return run;
}

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state;
}

/** The bucket of a feature of a kind, made of up to three values; no string is built, for this runs seventeen times a word. */
function bucket(kind: number, first: number, second: number, third: number): number {
  let state = Math.imul(first ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b);
  state = Math.imul((state ^ (state >>> 13)) + second, 0xc2b2ae35);
  state = Math.imul((state ^ (state >>> 15)) + third, 0x27d4eb2f);
  return (state ^ (state >>> 16)) & (BUCKETS - 1);
}
