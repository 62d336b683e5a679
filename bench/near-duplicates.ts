// Which texts say nearly the same, by the words that they share without tone marks.
import { fold } from "../foundation/vietnamese.ts";

const NEARLY = 0.8;

/** Each text of the first list with the text of the second that is nearly the same, if there is one. */
export function nearDuplicates(texts: readonly string[], others: readonly string[]): [string, string][] {
  const known = others.map((text) => ({ text, words: wordsOf(text) }));
  return texts.flatMap((text): [string, string][] => {
    const words = wordsOf(text);
    const twin = known.find((other) => jaccard(words, other.words) >= NEARLY);
    return twin ? [[text, twin.text]] : [];
  });
}

/** Every message of the validation file, whatever its section. */
export function textsOf(section: unknown): string[] {
  if (typeof section === "string") return [];
  if (Array.isArray(section))
    return section.flatMap((one: unknown) => (typeof one === "string" ? [one] : textsOf(one)));
  if (section === null || typeof section !== "object") return [];
  if ("text" in section && typeof section.text === "string") return [section.text];
  return Object.values(section).flatMap(textsOf);
}

function wordsOf(text: string): Set<string> {
  return new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / (a.size + b.size - shared);
}
