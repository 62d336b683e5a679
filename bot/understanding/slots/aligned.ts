// A message beside its folded form, letter for letter, so that a rule finds without tone marks and reads with them.

/** `folded[i]` is the plain lower-case letter of `text[i]`. */
export interface Aligned {
  text: string;
  folded: string;
  /** The writer uses capitals, so that names have them; told of the whole message, not of each part of it. */
  cased: boolean;
}

/** Composed text only: every Vietnamese letter is then one code unit, and so is its folded form. */
export function align(text: string, cased: boolean = hasCapitals(text)): Aligned {
  let folded = "";
  for (let at = 0; at < text.length; at += 1) folded += foldUnit(text[at]!);
  return { text, folded, cased };
}

/** A capital after the first letter, which telephones write large by themselves. */
export function hasCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text.slice(1));
}

/** The message with spaces where something stands that the next rules are not to read. */
export function blank({ text, folded, cased }: Aligned, spans: readonly { at: number; end: number }[]): Aligned {
  for (const { at, end } of spans) {
    text = text.slice(0, at) + " ".repeat(end - at) + text.slice(end);
    folded = folded.slice(0, at) + " ".repeat(end - at) + folded.slice(end);
  }
  return { text, folded, cased };
}

/** Folded letters by code unit: a message has the same few letters over and over. */
const remembered = new Map<string, string>();
const MOST_REMEMBERED = 2000;

function foldUnit(unit: string): string {
  const before = remembered.get(unit);
  if (before !== undefined) return before;
  const folded = foldLetter(unit);
  if (remembered.size < MOST_REMEMBERED) remembered.set(unit, folded);
  return folded;
}

function foldLetter(unit: string): string {
  if (unit === "đ" || unit === "Đ") return "d";
  const plain = unit.normalize("NFD")[0]!.toLowerCase();
  return plain.length === 1 ? plain : unit;
}

/** True when the typed word is this word: with its marks, or wholly without marks. "từ" is not "tư", "tu" is. */
export function isWord(typed: string, word: string): boolean {
  const lower = typed.toLowerCase();
  return lower === word || (lower === plainOf(word) && lower === plainOf(lower));
}

function plainOf(word: string): string {
  return align(word).folded;
}

/** All matches of a global pattern on the folded text with the text as typed. */
export function* matches(
  pattern: RegExp,
  { text, folded }: Aligned,
): Generator<{ groups: string[]; raw: string; at: number }> {
  for (const match of folded.matchAll(pattern)) {
    yield {
      groups: [...match].map((group) => group ?? ""),
      raw: text.slice(match.index, match.index + match[0].length),
      at: match.index,
    };
  }
}
