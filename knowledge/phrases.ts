// Finds phrases in what people write: whole words, with or without tone marks and capitals.
import { fold } from "../foundation/vietnamese.ts";

/** True when one of the phrases occurs in the text. */
export function names(phrases: readonly string[], text: string): boolean {
  const words = padded(text);
  return foldedPhrases(phrases).some((phrase) => words.includes(phrase));
}

/** Those of the phrases that occur in the text. */
export function namedOf(phrases: readonly string[], text: string): string[] {
  const words = padded(text);
  const folded = foldedPhrases(phrases);
  return phrases.filter((_, at) => words.includes(folded[at]!));
}

/** The first entry of which a word or phrase occurs in the text, as whole words, tone marks or not. */
export function firstNamed<Name extends string>(entries: readonly [Name, readonly string[]][], text: string) {
  return entries.find(([, phrases]) => names(phrases, text))?.[0] ?? null;
}

/** True when the text begins with one of the phrases. */
export function startsWith(phrases: readonly string[], text: string): boolean {
  const words = padded(text);
  return foldedPhrases(phrases).some((phrase) => words.startsWith(phrase));
}

/** The first entry of which a phrase is the whole text. */
export function wholeAnswer<Name extends string>(entries: readonly [Name, readonly string[]][], text: string) {
  const words = padded(text);
  return entries.find(([, said]) => foldedPhrases(said).includes(words))?.[0] ?? null;
}

/** Like padded, but a comma or a full stop stays, so that what is denied before it is not taken for what follows. */
export function clauses(text: string): string {
  return text
    .split(/[,.;:?!\n]+/)
    .map(pad)
    .join(",");
}

/** The phrases of a list, folded once: the same lists are looked for in every message. */
const remembered = new WeakMap<readonly string[], string[]>();

function foldedPhrases(phrases: readonly string[]): string[] {
  const folded = remembered.get(phrases) ?? phrases.map(pad);
  remembered.set(phrases, folded);
  return folded;
}

/** The last text that was padded: one message is looked through for many phrases. */
let last = { text: "", padded: pad("") };

function padded(text: string): string {
  if (text !== last.text) last = { text, padded: pad(text) };
  return last.padded;
}

/** Words without tone marks, one space around each, so that only whole words are found. */
function pad(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}-]+/gu, " ")
    .trim()} `;
}
