// Numbers as digits and as Vietnamese number words, small enough for households, ages and money before its unit.
import { isWord } from "./aligned.ts";

const DIGITS: readonly (readonly [string, number])[] = [
  ["không", 0],
  ["một", 1],
  ["mốt", 1],
  ["hai", 2],
  ["ba", 3],
  ["bốn", 4],
  ["tư", 4],
  ["năm", 5],
  ["lăm", 5],
  ["nhăm", 5],
  ["sáu", 6],
  ["bảy", 7],
  ["bẩy", 7],
  ["tám", 8],
  ["chín", 9],
];

/** A part of a regular expression over folded text: digits ("2 trăm" too) or up to four number words. */
export const NUMBER =
  "(?:\\d{1,2} (?:tram|chuc)|\\d{1,9}(?:[.,]\\d{1,3}){0,3}|(?:mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|chuc|tram)(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|chuc|tram|linh|le|ruoi)){0,4})";

/** Value of a word 0-9, or null; marks count when they are typed ("tú" is not "tư"). */
export function digitOf(word: string): number | null {
  return DIGITS.find(([name]) => isWord(word, name))?.[1] ?? null;
}

/** Reads what NUMBER matched, as typed: "12", "2,5", "1.500.000", "ba mươi lăm", "hai trăm rưỡi"; null when it is none. */
export function readNumber(raw: string): number | null {
  const text = raw.trim();
  if (/^\d\S*$/.test(text)) return readDigits(text);
  let total = 0;
  let last: number | null = null;
  let scale = 1;
  for (const word of text.split(/\s+/)) {
    const digit = /^\d+$/.test(word) ? Number(word) : digitOf(word);
    if (digit !== null) last = digit;
    else if (isWord(word, "mười")) [total, last, scale] = [total + 10 * Math.max(1, last ?? 1), null, 10];
    else if (isWord(word, "mươi") || isWord(word, "chục")) [total, last, scale] = [total + 10 * (last ?? 1), null, 10];
    else if (isWord(word, "trăm")) [total, last, scale] = [total + 100 * (last ?? 1), null, 100];
    else if (isWord(word, "rưỡi")) total += scale / 2;
    else if (!isWord(word, "linh") && !isWord(word, "lẻ")) return null;
  }
  return total + (last ?? 0) * (scale === 100 && last !== null && !/linh|lẻ|le/.test(text) ? 10 : 1);
}

/** "1.500.000" and "1.500" are thousands, "2,5" and "2.5" are fractions. */
function readDigits(text: string): number {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(text)) return Number(text.replace(/[.,]/g, ""));
  return Number(text.replace(",", ".").replace(/\.(?=.*\.)/g, ""));
}
