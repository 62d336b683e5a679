// Brings a message into one spelling before anything reads it. Tone marks and capitals stay, because names need them.
import { clean, fold, markParticle } from "../../foundation/vietnamese.ts";
import type { WordTables } from "./language.ts";
import { decodeTelex, decodeVni, isSyllable, modernTone } from "./syllable.ts";

/** What people write beyond this is stored but not read: it bounds the time of every later step. */
const LONGEST_READ = 500;

/** The message as written (composed), and with abbreviations, stretched letters and undecoded keystrokes written out. */
export interface Normalized {
  text: string;
  plain: string;
}

/** Pure; never throws, whatever the text. */
export function normalize(text: string, tables: WordTables): Normalized {
  const composed = clean(text).trim();
  const read = composed.length <= LONGEST_READ ? composed : [...composed].slice(0, LONGEST_READ).join("");
  const squeezed = (isStretched(read.toLowerCase()) ? unstretch(read, tables) : read).replace(/\s+/g, " ");
  const decoded = markParticle(decodeKeystrokes(squeezed, tables));
  return {
    text: composed,
    plain: decoded.replace(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number) => writeOut(word, at, decoded, tables)),
  };
}

/** Most messages are not, and need no pattern run over them. */
function isStretched(lower: string): boolean {
  for (let at = 2; at < lower.length; at += 1)
    if (lower[at] === lower[at - 1] && lower[at] === lower[at - 2] && lower[at] !== " ") return true;
  return false;
}

/** "cảmmmm" → "cảm", but "cccd" is a word. */
function unstretch(text: string, tables: WordTables): string {
  return text.replace(/\p{L}+/gu, (word) =>
    tables.abbreviations.has(word.toLowerCase()) ? word : word.replace(/(\p{L})\1{2,}/giu, "$1"),
  );
}

function writeOut(word: string, at: number, text: string, tables: WordTables): string {
  const modern = modernTone(word);
  const known = tables.abbreviations.get(modern.toLowerCase());
  if (known === undefined) return modern; // most words: what stands around it need not be looked at
  if (/^\p{Lu}$/u.test(word) && text.length > 1) return modern;
  const isCode = /^-\d/.test(text.slice(at + word.length, at + word.length + 2));
  if (
    isCode ||
    isPartOfName(word, text.slice(0, at), text.slice(at + word.length)) ||
    isMiddleName(modern, text.slice(0, at), tables)
  )
    return modern;
  const afterNumber = /\d[.,]?\s?$/.test(text.slice(Math.max(0, at - 3), at));
  if (afterNumber && tables.units.has(fold(modern))) return modern;
  return known;
}

const TITLE = /^\p{Lu}\p{Ll}/u;
/** "Kô Sier", "chị Hong Nhung": beside another capital it is a name and not "không"; "k're" goes on after the apostrophe. */
function isPartOfName(word: string, before: string, after: string): boolean {
  if (/^['’]\p{L}/u.test(after)) return true;
  if (!TITLE.test(word)) return false;
  return /^ \p{Lu}\p{Ll}/u.test(after) || /\p{Lu}[\p{Ll}\p{M}]+ $/u.test(before);
}

/** "giang a tua": between a family name and a given name, one letter is a name and not "anh". */
function isMiddleName(word: string, before: string, tables: WordTables): boolean {
  if (word.length > 1 || !tables.middleNames.has(word)) return false;
  const previous = /([\p{L}\p{M}]+) $/u.exec(before)?.[1]?.toLowerCase() ?? "";
  return previous !== "ho" && tables.surnames.has(previous) && !tables.kinship.has(previous);
}

/** Undoes Telex or VNI keystrokes when a good part of the message is written so; a lone odd word is left alone. */
function decodeKeystrokes(text: string, tables: WordTables): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  // Whoever types tone marks has the keyboard on.
  const marked = words.filter((word) => fold(word) !== word.toLowerCase()).length;
  if (marked > words.length / 4) return text;
  const telex = words.filter(
    (word) =>
      !tables.english.has(word.toLowerCase()) &&
      !tables.abbreviations.has(word.toLowerCase()) &&
      decodeTelex(word) !== null,
  );
  const vni = words.filter((word) => decodeVni(word) !== null);
  const decode = pick(telex.length, vni.length, words);
  if (!decode) return text;
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
    if (tables.english.has(word.toLowerCase()) || tables.abbreviations.has(word.toLowerCase())) return word;
    const decoded = decode(word);
    if (decoded === null) return word;
    return /^\p{Lu}/u.test(word) ? decoded[0]!.toUpperCase() + decoded.slice(1) : decoded;
  });
}

function pick(telex: number, vni: number, words: readonly string[]): ((word: string) => string | null) | null {
  const odd = words.filter((word) => !isSyllable(word.toLowerCase())).length;
  if (telex >= 2 && telex * 2 >= odd) return decodeTelex;
  if (vni >= 2 && vni * 3 >= words.length) return decodeVni;
  return null;
}
