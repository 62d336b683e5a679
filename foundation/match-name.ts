// Finds whom or what people mean among known names: without tone marks, by a given name or nickname, in another order, with a typing
// error. It ranks and never chooses: people of one name are all returned.
import { fold } from "./vietnamese.ts";

/** Somebody or something with a name; aliases are nicknames ("Sáu Lèo") and former names. */
export interface Named {
  id: string;
  name: string;
  aliases?: readonly string[];
}

/** 1: the whole name as typed; from 0.9 the given name or the whole name without marks; below 0.8 only with a typing error. */
export interface NameMatch<T> {
  candidate: T;
  score: number;
}

/** Words that stand around names and are not part of them, folded or not. */
export interface NameWords {
  /** "ông", "bà", "hộ", "thôn": dropped from the beginning as long as something is left. */
  titles: readonly string[];
  /** "hai" to "út": birth orders that stand before a given name ("Sáu Lèo" is registered as "Nguyễn Văn Lèo"). */
  orders: readonly string[];
}

interface Spelling {
  words: string[];
  /** The words with their marks. */
  written: string[];
  /** The words in one order, to find them in any. */
  sorted: string;
}

const SCORES = { whole: 1, given: 0.92, part: 0.88, reordered: 0.86, nickname: 0.82, typo: 0.78 } as const;
/** Typed with tone marks, but others: likely somebody else. */
const OTHER_MARKS = 0.05;
const EACH_FURTHER_TYPO = 0.06;
const LONGEST_SAID = 8;

/** Folds the names once; the function returned ranks them for one spoken name, the likest first. */
export function createNameMatcher<T extends Named>(
  candidates: readonly T[],
  { titles, orders }: NameWords,
): (said: string) => NameMatch<T>[] {
  const dropped = new Set(titles.map(fold));
  const numbers = new Set(orders.map(fold));
  const known = candidates.map((candidate) => ({
    candidate,
    spellings: [candidate.name, ...(candidate.aliases ?? [])].map((name) => spell(name, dropped)),
  }));
  return (said) => {
    const wanted = spell(said, dropped);
    if (wanted.words.length === 0 || wanted.words.length > LONGEST_SAID) return [];
    const found: NameMatch<T>[] = [];
    for (const { candidate, spellings } of known) {
      let score = 0;
      for (const spelling of spellings) score = Math.max(score, likeness(wanted, spelling, numbers));
      if (score > 0) found.push({ candidate, score });
    }
    return found.sort((a, b) => b.score - a.score);
  };
}

function spell(name: string, dropped: ReadonlySet<string>): Spelling {
  const written =
    name
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  const folded = written.map(fold);
  let from = 0;
  while (from < folded.length - 1 && dropped.has(folded[from]!)) from += 1;
  const words = folded.slice(from);
  return { words, written: written.slice(from), sorted: [...words].sort().join(" ") };
}

function likeness(wanted: Spelling, known: Spelling, orders: ReadonlySet<string>): number {
  // All but the order of words hangs on the given name, whose first letter is hardly ever mistyped: most names end here.
  if (wanted.words.at(-1)![0] !== known.words.at(-1)?.[0] && wanted.sorted !== known.sorted) return 0;
  const score = foldedLikeness(wanted, known, orders);
  return score > SCORES.typo && !sameMarks(wanted, known) ? score - OTHER_MARKS : score;
}

/** True when the typed marks are those of the name, or none are typed. */
function sameMarks(wanted: Spelling, known: Spelling): boolean {
  if (wanted.written.join() === wanted.words.join()) return true;
  const [marks, others] = [wanted.written.map(marksOf), known.written.map(marksOf)];
  if (endsWith(known.words, wanted.words)) return endsWith(others, marks);
  return marks.slice(1).every((word) => others.includes(word));
}

/** The letters and marks of a word, wherever on it the tone mark is put ("hoà" is "hòa"). */
function marksOf(word: string): string {
  return [...word.normalize("NFD")].sort().join("");
}

function foldedLikeness(
  { words: wanted, sorted }: Spelling,
  { words: known, sorted: knownSorted }: Spelling,
  orders: ReadonlySet<string>,
): number {
  const missing = known.length - wanted.length;
  if (missing >= 0 && endsWith(known, wanted)) return missing === 0 ? SCORES.whole : SCORES.given;
  if (wanted.length > 1 && missing > 0 && isPart(wanted, known)) return SCORES.part;
  if (sorted === knownSorted) return SCORES.reordered;
  if (wanted.length > 1 && orders.has(wanted[0]!) && endsWith(known, wanted.slice(1))) return SCORES.nickname;
  return missing >= 0 ? typoLikeness(wanted, known, missing) : 0;
}

function endsWith(known: readonly string[], wanted: readonly string[]): boolean {
  for (let back = 1; back <= wanted.length; back += 1) if (known.at(-back) !== wanted.at(-back)) return false;
  return true;
}

/** Some words of the name in their order, the given name among them: "Nguyễn Tám" of "Nguyễn Văn Tám". */
function isPart(wanted: readonly string[], known: readonly string[]): boolean {
  if (wanted.at(-1) !== known.at(-1)) return false;
  let at = 0;
  for (const word of known) if (word === wanted[at]) at += 1;
  return at === wanted.length;
}

/** Word by word, each the same or one letter away; numbers must be the same. */
function typoLikeness(wanted: readonly string[], known: readonly string[], from: number): number {
  let typos = 0;
  for (let at = wanted.length - 1; at >= 0; at -= 1) {
    const word = wanted[at]!;
    if (word === known[from + at]) continue;
    if (/\d/.test(word) || !isOneEdit(word, known[from + at]!)) return 0;
    typos += 1;
  }
  return typos * 2 > wanted.length + 1 ? 0 : SCORES.typo - EACH_FURTHER_TYPO * (typos - 1);
}

/** One letter more, fewer, other, or two neighbours swapped; the first letter is hardly ever the wrong one. */
function isOneEdit(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let at = 1;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA.length > restB.length) return restA.slice(1) === restB;
  if (restA.length < restB.length) return restA === restB.slice(1);
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || swapped;
}
