// Letters of Vietnamese text: composed form, folding without tone marks, code points.

const MARKS = /\p{Mn}/gu;

const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/** Composed (NFC), well-formed text: lone surrogates become U+FFFD, NUL and other control characters (not line ends) go. */
export function clean(text: string): string {
  return text.toWellFormed().replace(CONTROLS, "").normalize("NFC");
}

/** Lower case without tone and vowel marks: "Hộ Nghèo đói" → "ho ngheo doi". For matching, never for showing. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(MARKS, "").replace(/đ/g, "d").replace(/Đ/g, "d").toLowerCase();
}

/** Number of Unicode code points, which is what Zalo's limits count. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
