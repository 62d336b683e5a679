// The table of a report on its sheet: merged headers, the line of numbers, cells with their formats, totals, borders.
import type ExcelJS from "exceljs";
import type { Language } from "../../foundation/language.ts";
import type { Frame } from "../../knowledge/schema/official-report.ts";
import { guarded } from "../spreadsheets/workbook.ts";
import type { Column } from "./columns.ts";
import type { MadeReport } from "./make.ts";
import { makeRoom } from "./room.ts";
import { HIDDEN, type TableLine } from "./shapes.ts";

/** Where the next line goes, and in which language. */
export interface Pen {
  sheet: ExcelJS.Worksheet;
  /** Columns of the sheet. */
  width: number;
  language: Language;
  frame: Frame;
  row: number;
}

const FONT = "Times New Roman";
const SIZE = 11;
const THIN = { style: "thin" } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const FORMATS = { count: "#,##0", share: "0.00", text: "@" };

/** Draws headers and lines; the headers come again on each printed page. */
export function drawTable(pen: Pen, { table, layout }: MadeReport): void {
  const { sheet } = pen;
  if (layout.subject === "sections") {
    drawSections(pen, table.lines);
    return;
  }
  const from = pen.row;
  drawHeaders(pen, table.columns);
  if (table.columns.some(({ no }) => no !== "")) {
    for (const [at, { no }] of table.columns.entries()) draw(pen, at, no, { italic: true, centre: true });
    pen.row += 1;
  }
  sheet.pageSetup.printTitlesRow = `${from}:${pen.row - 1}`;
  sheet.views = [{ state: "frozen", ySplit: pen.row - 1, xSplit: 0 }];
  const first = pen.row;
  let number = 0;
  for (const [at, line] of table.lines.entries()) {
    const opens = line.unit !== table.lines[at - 1]?.unit;
    if (opens) number += 1;
    drawLine(pen, table.columns, line, opens ? number : null);
  }
  const last = pen.row - 1;
  for (const [at, line] of table.totals.entries())
    drawLine(pen, table.columns, line, null, { first, last, of: at, opens: at === 0 });
}

/** Sets how wide the columns are, before anything is drawn, for what is drawn makes its own room. Returns the letters across the sheet. */
export function setWidths({ sheet, width }: Pen, { table, layout }: MadeReport): number {
  let across = 0;
  for (let at = 0; at < width; at += 1) {
    const column = table.columns[at];
    if (layout.subject === "sections") sheet.getColumn(at + 1).width = 20;
    else if (column !== undefined) sheet.getColumn(at + 1).width = widthOf(column);
    across += sheet.getColumn(at + 1).width ?? 0;
  }
  return across;
}

/** Text columns are wide, the rest as wide as a number. */
function widthOf({ kind, count }: Column): number {
  if (kind === "name" || kind === "unit" || kind === "change-type" || kind === "outcome") return 28;
  return count !== null || kind === "number" ? 11 : 13;
}

/** Neighbours under the same words share one cell; the innermost words reach down to the last line of headers. */
function drawHeaders(pen: Pen, columns: readonly Column[]): void {
  const { sheet, language, row } = pen;
  const depth = Math.max(...columns.map(({ header }) => header.length));
  const pathOf = (column: Column | undefined, level: number) =>
    JSON.stringify(column?.header.slice(0, level + 1).map((said) => said[language]));
  for (let level = 0; level < depth; level += 1)
    for (let at = 0; at < columns.length; at += 1) {
      const { header } = columns[at]!;
      if (level >= header.length) continue;
      const isLast = level === header.length - 1;
      let until = at;
      while (
        !isLast &&
        (columns[until + 1]?.header.length ?? 0) > level + 1 &&
        pathOf(columns[until + 1], level) === pathOf(columns[at], level)
      )
        until += 1;
      const bottom = isLast ? row + depth - 1 : row + level;
      if (until > at || bottom > row + level) sheet.mergeCells(row + level, at + 1, bottom, until + 1);
      const cell = sheet.getCell(row + level, at + 1);
      cell.value = guarded(header[level]![language]);
      style(cell, { bold: true, centre: true });
      makeRoom(sheet, { top: row + level, bottom, left: at + 1, right: until + 1 }, cell.text, SIZE);
      at = until;
    }
  for (let level = 0; level < depth; level += 1)
    for (const at of columns.keys()) sheet.getCell(row + level, at + 1).border = BORDER;
  pen.row += depth;
}

interface Totals {
  /** Rows of the lines that are summed. */
  first: number;
  last: number;
  /** Which of the lines of a unit this total is of. */
  of: number;
  opens: boolean;
}

function drawLine(pen: Pen, columns: readonly Column[], line: TableLine, number: number | null, total?: Totals): void {
  const { frame, language } = pen;
  const bold = total !== undefined;
  for (const [at, column] of columns.entries()) {
    const value = line.cells[at] ?? null;
    const centre = typeof value === "number" && column.kind !== null;
    if (column.kind === "number") draw(pen, at, number, { bold, centre: true });
    else if (column.kind === "unit") draw(pen, at, unitName(line, number, total, frame.total[language]), { bold });
    else if (column.kind === "line")
      draw(pen, at, line.line === null ? null : frame.line[line.line][language], { bold });
    else if (value === HIDDEN) draw(pen, at, frame.hidden_mark, { bold, centre: true });
    else {
      const format =
        column.share !== null ? FORMATS.share : typeof value === "number" ? formatOf(column) : FORMATS.text;
      draw(pen, at, value, { bold: bold || (line.name !== null && column.kind === "name"), format, centre });
      const formula = typeof value === "number" && value !== 0 ? formulaOf(pen, columns, line, at, total) : null;
      if (formula !== null) pen.sheet.getCell(pen.row, at + 1).value = { formula, result: value as number };
    }
  }
  pen.row += 1;
}

/** Years and numbers of things are not grouped in thousands. */
function formatOf({ count, move }: Column): string {
  return count !== null || move != null ? FORMATS.count : "0";
}

function unitName({ name }: TableLine, number: number | null, total: Totals | undefined, words: string): string | null {
  if (total !== undefined) return total.opens ? words : null;
  return number === null ? null : name;
}

/** A share of two cells beside it, or the sum of the lines above: only where it comes to what was counted. */
function formulaOf(
  pen: Pen,
  columns: readonly Column[],
  { cells, line }: TableLine,
  at: number,
  total?: Totals,
): string | null {
  const letter = (index: number) => pen.sheet.getColumn(index + 1).letter;
  const { share, count, move } = columns[at]!;
  if (share !== null) {
    const [of, whole] = [share.of, share.in].map((key) => columns.findIndex((column) => column.key === key)) as [
      number,
      number,
    ];
    return of < 0 || typeof cells[of] !== "number" ? null : `${letter(of)}${pen.row}/${letter(whole)}${pen.row}*100`;
  }
  if (total === undefined || total.last < total.first || (count === null && move == null)) return null;
  const { first, last } = total;
  const range = `${letter(at)}${first}:${letter(at)}${last}`;
  if (line === null) return `SUM(${range})`;
  const split = letter(columns.findIndex(({ kind }) => kind === "line"));
  return `SUMIF(${split}${first}:${split}${last},${split}${pen.row},${range})`;
}

interface Look {
  bold?: boolean;
  italic?: boolean;
  centre?: boolean;
  format?: string;
}

function draw(pen: Pen, at: number, value: number | string | null, look: Look): void {
  const cell = pen.sheet.getCell(pen.row, at + 1);
  cell.value = typeof value === "string" ? guarded(value) : value;
  style(cell, look);
}

function style(cell: ExcelJS.Cell, { bold = false, italic = false, centre = false, format }: Look): void {
  cell.font = { name: FONT, size: SIZE, bold, italic };
  cell.border = BORDER;
  cell.alignment = { vertical: "middle", wrapText: true, ...(centre ? { horizontal: "center" } : {}) };
  if (format !== undefined) cell.numFmt = format;
}

/** A heading, then sentences across the sheet. */
function drawSections(pen: Pen, lines: readonly TableLine[]): void {
  for (const { unit, cells } of lines) {
    pen.sheet.mergeCells(pen.row, 1, pen.row, pen.width);
    const cell = pen.sheet.getCell(pen.row, 1);
    cell.value = guarded(String(cells[0]));
    cell.font = { name: FONT, size: 12, bold: unit !== null };
    cell.alignment = { vertical: "top", wrapText: true };
    makeRoom(pen.sheet, { top: pen.row, bottom: pen.row, left: 1, right: pen.width }, cell.text, 12);
    pen.row += 1;
  }
}
