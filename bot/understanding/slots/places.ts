// Villages as people name them: "thôn Phú Thịnh", "ấp 3", "khu dân cư số 3", "làng Mrông Ngó".
import { fold } from "../../../foundation/vietnamese.ts";
import type { NameTables, UnitWords } from "../language.ts";
import { type Aligned, isWord } from "./aligned.ts";
import { smallNames } from "./small-names.ts";

const NUMBERED = /^ (?:so )?\d{1,2}[a-z]?(?![\p{L}\d/])/u;
const CAPITALS = /^(?: \p{Lu}[\p{L}\p{M}'’]*| \d{1,2}(?=[\s,.;:)]|$)){1,4}/u;
/** "bản Hin 4 khẩu": the number belongs to what follows. */
const COUNTED = /^ ?(?:khau|nhan|nguoi|con|chau|dua|trieu|tr|nghin|thang|ngay|nam|tuoi)(?!\p{L})/u;
/** In small letters: one more word, or a number, that stands at the end of a clause. */
const LAST_WORD = /^ [\p{L}\p{M}']+(?= ?(?:[,.;:!?]|$))/u;
const SMALL_NUMBER = /^ \d{1,2}(?![\p{L}\d/.,])/u;

export interface PlaceMention {
  name: string;
  at: number;
  end: number;
}

interface Kinds {
  names: readonly (readonly string[])[];
  pattern: RegExp;
}

const prepared = new WeakMap<UnitWords, Kinds>();

/** Places in order of appearance, with their kind; in a message without capitals as the name tagger finds them. */
export function placesIn(message: Aligned, tables: NameTables): PlaceMention[] {
  const { names, pattern } = kindsOf(tables.unitWords);
  const found: PlaceMention[] = [];
  for (const match of message.folded.matchAll(pattern)) {
    const kindEnd = match.index + match[0].length;
    const kind = message.text.slice(match.index, kindEnd).split(" ");
    if (!names.some((name) => name.length === kind.length && name.every((word, at) => isWord(kind[at]!, word))))
      continue;
    const end = nameEnd(message, kindEnd, tables);
    if (end > kindEnd) found.push({ name: message.text.slice(match.index, end), at: match.index, end });
  }
  return found;
}

function kindsOf(words: UnitWords): Kinds {
  const before = prepared.get(words);
  if (before) return before;
  const longestFirst = [...words.villages].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!\\p{L})(?:${longestFirst.map(fold).join("|")})(?!\\p{L})`, "gu");
  const kinds = { names: words.villages.map((name) => name.split(" ")), pattern };
  prepared.set(words, kinds);
  return kinds;
}

/** Where the name after a word of place ends; at its beginning when there is none. */
function nameEnd(message: Aligned, from: number, tables: NameTables): number {
  const numbered = NUMBERED.exec(message.folded.slice(from));
  if (numbered) return from + numbered[0].length;
  const capitals = CAPITALS.exec(message.text.slice(from))?.[0] ?? "";
  const end = from + capitals.length;
  const number = / \d{1,2}$/.exec(capitals)?.[0] ?? "";
  if (number && COUNTED.test(message.folded.slice(end))) return end - number.length;
  return capitals || message.cased ? end : smallEnd(message, from, tables);
}

function smallEnd(message: Aligned, from: number, tables: NameTables): number {
  const span = smallNames(message, tables).find(({ at }) => at === from + 1);
  if (!span) return from;
  const rest = message.folded.slice(span.end);
  const number = SMALL_NUMBER.exec(rest)?.[0] ?? "";
  if (number) return COUNTED.test(rest.slice(number.length)) ? span.end : span.end + number.length;
  const oneWord = !message.text.slice(span.at, span.end).includes(" ");
  const last = oneWord ? (LAST_WORD.exec(rest)?.[0] ?? "") : "";
  return last && !tables.notNames.has(last.slice(1)) ? span.end + last.length : span.end;
}
