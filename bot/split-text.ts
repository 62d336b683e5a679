// Long texts in parts that a chat takes: cut where a reader would pause, never inside what the eye sees as one letter.
import { codePoints } from "../foundation/vietnamese.ts";

const graphemes = new Intl.Segmenter("vi", { granularity: "grapheme" });

/** Where to cut, best first: after paragraphs, lines, sentences, words. */
const PAUSES: readonly RegExp[] = [/\n[^\S\n]*\n$/, /\n$/, /[.!?…:;]["”’)]?\s$/, /\s$/];

/**
 * Splits a text into parts of at most `most` code points, in order. Only blanks at the cuts are dropped. A part is filled at least by half
 * before a better pause is preferred to a fuller part.
 */
export function splitText(text: string, most: number): string[] {
  const whole = text.trim();
  if (codePoints(whole) <= most) return whole === "" ? [] : [whole];
  const parts: string[] = [];
  let letters = [...graphemes.segment(whole)].flatMap(({ segment }) => pieces(segment, most));
  while (letters.length > 0) {
    const fitting = countFitting(letters, most);
    const cut = fitting === letters.length ? fitting : bestCut(letters, fitting);
    parts.push(letters.slice(0, cut).join("").trim());
    letters = letters.slice(cut);
  }
  return parts.filter((part) => part !== "");
}

/** A "letter" with more marks than a message has room for is not a letter: cut by code points. */
function pieces(grapheme: string, most: number): string[] {
  return codePoints(grapheme) <= most ? [grapheme] : [...grapheme];
}

/** How many letters fit; blanks after them fit too, since they are dropped at a cut. */
function countFitting(letters: string[], most: number): number {
  let length = 0;
  for (const [index, letter] of letters.entries()) {
    length += codePoints(letter);
    if (length > most && letter.trim() !== "") return index;
  }
  return letters.length;
}

function bestCut(letters: string[], fitting: number): number {
  for (const pause of PAUSES) {
    for (let cut = fitting; cut > fitting / 2; cut -= 1) {
      if (pause.test(letters.slice(Math.max(0, cut - 4), cut).join(""))) return cut;
    }
  }
  return fitting;
}
