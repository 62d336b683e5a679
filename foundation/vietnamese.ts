// Letters of Vietnamese text: composed form, folding without tone marks, code points.

const MARKS = /\p{Mn}/gu;

/** Composed (NFC), well-formed text: lone surrogates become U+FFFD, NUL and other control characters (not line ends) go. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "").normalize("NFC");
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
