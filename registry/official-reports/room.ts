// Room for words: no program makes a row higher for a merged cell by itself, so on paper its words would be cut.
import type ExcelJS from "exceljs";

/** A cell over some rows and columns, in the order of the sheet. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Heights are in points; a line of letters takes more than their size. */
const USUAL_HEIGHT = 15;
const LINE = 1.3;
/** The size of letters for which the width of a column is counted. */
const USUAL_SIZE = 11;
/** Bold letters are so much wider. */
const BOLD = 1.1;

/** Makes the last row of a block so high that its words are all seen. @param size of the letters, in points */
export function makeRoom(
  sheet: ExcelJS.Worksheet,
  { top, bottom, left, right }: Block,
  words: string,
  size: number,
): void {
  const sum = (from: number, to: number, of: (at: number) => number) =>
    Array.from({ length: to - from + 1 }, (_, at) => of(from + at)).reduce((total, one) => total + one, 0);
  const width = sum(left, right, (at) => sheet.getColumn(at).width ?? 9);
  const height = sum(top, bottom, (at) => sheet.getRow(at).height ?? USUAL_HEIGHT);
  const wanted = linesOf(words, Math.floor((width * USUAL_SIZE) / size / BOLD)) * size * LINE;
  const last = sheet.getRow(bottom);
  if (wanted > height) last.height = (last.height ?? USUAL_HEIGHT) + wanted - height;
}

/** How many lines words take where so many letters fit in one. */
function linesOf(words: string, letters: number): number {
  let lines = 1;
  let used = 0;
  for (const { length } of words.split(/\s+/)) {
    const together = used === 0 ? length : used + 1 + length;
    if (used > 0 && together > letters) lines += 1;
    used = used > 0 && together > letters ? length : together;
  }
  return lines;
}
