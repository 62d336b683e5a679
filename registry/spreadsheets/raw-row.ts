// A row of a spreadsheet as it was read, whatever the file's kind: what stands in each cell before anybody asks what it means.

/** A cell: text, number, yes or no, nothing; a formula or a fault of the spreadsheet is told as such and never computed. */
export type RawCell = string | number | boolean | null | { bad: "formula" | "cell-fault" | "too-long" };

/** One row; `cells[0]` is column A. */
export interface RawRow {
  sheet: string;
  /** From 1, as spreadsheets count. */
  row: number;
  cells: readonly RawCell[];
}

/** "A" for 0, "AB" for 27. */
export function columnLetter(index: number): string {
  const before = Math.floor(index / 26);
  return (before === 0 ? "" : columnLetter(before - 1)) + String.fromCharCode(65 + (index % 26));
}
