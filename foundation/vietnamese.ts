// Letters of Vietnamese text: composed form, folding without tone marks, code points.

const MARKS = /\p{Mn}/gu;

/** Control characters but for line ends, and marks that turn the direction of what follows: with them words can pass for others. */
const CONTROLS = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Composed (NFC), well-formed text: lone surrogates become U+FFFD, NUL, other controls (not line ends) and marks of direction go. */
export function clean(text: string): string {
  return text.toWellFormed().replace(CONTROLS, "").normalize("NFC");
}

/** Lower case without tone and vowel marks: "Hộ Nghèo đói" → "ho ngheo doi". For matching, never for showing. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  let folded = "";
  for (let at = 0; at < lower.length; at += 1)
    folded += lower.charCodeAt(at) < 0x80 ? lower[at]! : foldLetter(lower[at]!);
  return folded;
}

/** Letters with marks and what is left of them: texts have the same few over and over. */
const remembered = new Map<string, string>();
const MOST_REMEMBERED = 2000;

/** Of one code unit: every letter of Vietnamese is one, composed or not. */
function foldLetter(letter: string): string {
  const before = remembered.get(letter);
  if (before !== undefined) return before;
  const folded = letter === "đ" ? "d" : letter.normalize("NFD").replace(MARKS, "");
  if (remembered.size < MOST_REMEMBERED) remembered.set(letter, folded);
  return folded;
}

/** Words of a question, then "vay", then nothing more or who is spoken to. Without tone marks "vậy" is the word for borrowing. */
const PARTICLE =
  /(?<=(?<!\p{L})(?:đâu|dau|gì|gi|j|nhiêu|nhieu|bn|thế|the) )vay(?= *(?:$|[?!.,;\n])| +(?:cháu|chau|con|em|anh|chị|chi|cô|co|chú|chu|bạn|ban|ad|ạ|hả|ha|ta|nhỉ|nhi|trời|troi)(?!\p{L}))/giu;

/** The text with the closing "vậy" of a question under its tone mark: "nộp ở đâu vay" → "nộp ở đâu vậy". */
export function markParticle(text: string): string {
  return /vay/i.test(text) ? text.replace(PARTICLE, "vậy") : text;
}

/** Number of Unicode code points, which is what Zalo's limits count. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
