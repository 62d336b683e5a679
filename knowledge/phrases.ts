// Finds phrases in what people write: whole words, with or without tone marks and capitals.
import { fold } from "../foundation/vietnamese.ts";

/** True when one of the phrases occurs in the text. */
export function names(phrases: readonly string[], text: string): boolean {
  const folded = padded(text);
  return phrases.some((phrase) => folded.includes(` ${fold(phrase)} `));
}

/** The first entry of which a word or phrase occurs in the text, as whole words, tone marks or not. */
export function firstNamed<Name extends string>(entries: readonly [Name, readonly string[]][], text: string) {
  return entries.find(([, phrases]) => names(phrases, text))?.[0] ?? null;
}

/** The first entry of which a phrase is the whole text. */
export function wholeAnswer<Name extends string>(entries: readonly [Name, readonly string[]][], text: string) {
  return entries.find(([, said]) => said.some((answer) => padded(answer) === padded(text)))?.[0] ?? null;
}

/** Like padded, but a comma or a full stop stays, so that what is denied before it is not taken for what follows. */
export function clauses(text: string): string {
  return text
    .split(/[,.;:?!\n]+/)
    .map(padded)
    .join(",");
}

/** Words without tone marks, one space around each, so that only whole words are found. */
function padded(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}-]+/gu, " ")
    .trim()} `;
}
