// The only file that knows exceljs. It costs 0.4 s to load, so it is loaded when a spreadsheet is there.
import { StringDecoder } from "node:string_decoder";
import type ExcelJS from "exceljs";
import { AppError } from "../../foundation/errors.ts";
import { clean } from "../../foundation/vietnamese.ts";
import { MOST_CELL_LETTERS, MOST_COLUMNS } from "./limits.ts";
import type { RawCell, RawRow } from "./raw-row.ts";
import { checkUnpackedSize } from "./zip-size.ts";

const load = async () => (await import("exceljs")).default;

/** The rows of every sheet in order, empty ones left out. Throws AppError `spreadsheet:not-xlsx` or `spreadsheet:too-large`. */
export async function* readXlsx(file: string): AsyncGenerator<RawRow> {
  const [{ stream }] = await Promise.all([load(), checkUnpackedSize(file)]);
  const reading = { worksheets: "emit", sharedStrings: "cache", styles: "ignore", hyperlinks: "ignore" } as const;
  try {
    for await (const sheet of whole(new stream.xlsx.WorkbookReader(file, reading))) {
      const { name } = sheet as unknown as { name: string };
      for await (const row of sheet) {
        const { values, number } = row;
        if (Array.isArray(values) && values.length > 1)
          yield { sheet: name, row: number, cells: Array.from(values.slice(1, MOST_COLUMNS + 1), rawCell) };
      }
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("spreadsheet:not-xlsx", "the file is not a readable spreadsheet of the kind .xlsx", { cause });
  }
}

/** The parts of exceljs 4 that take a file's bytes. */
interface Reading {
  _parseSharedStrings(entry: NodeJS.ReadableStream): AsyncIterable<unknown>;
  _parseWorksheet(bytes: AsyncIterable<Buffer>, sheet: number): Iterable<unknown>;
}

/** exceljs 4 spoils a letter of several bytes that lies across two pieces of the file: given whole letters it does not. */
function whole(reader: ExcelJS.stream.xlsx.WorkbookReader): ExcelJS.stream.xlsx.WorkbookReader {
  const reading = reader as unknown as Reading;
  const { _parseSharedStrings: strings, _parseWorksheet: worksheet } = reading;
  reading._parseSharedStrings = (entry) => strings.call(reading, entry.setEncoding("utf8"));
  reading._parseWorksheet = (bytes, sheet) => worksheet.call(reading, letters(bytes) as never, sheet);
  return reader;
}

async function* letters(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  for await (const piece of bytes) yield decoder.write(piece);
}

function rawCell(value: ExcelJS.CellValue): RawCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return text(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ("richText" in value) return text(value.richText.map((part) => part.text).join(""));
  if ("text" in value) return text(String(value.text));
  return { bad: "error" in value ? "cell-fault" : "formula" };
}

function text(value: string): RawCell {
  if (value.length > MOST_CELL_LETTERS) return { bad: "too-long" };
  const trimmed = clean(value).trim();
  return trimmed === "" ? null : trimmed;
}

/** A sheet to write: rows of texts, and how it looks. */
export interface SheetToWrite {
  name: string;
  rows: Iterable<readonly (string | null)[]> | AsyncIterable<readonly (string | null)[]>;
  widths: readonly number[];
  hidden?: boolean;
  /** Column index → cells of another sheet that hold its list ("'Danh mục'!$A$2:$A$9"). */
  lists?: ReadonlyMap<number, string>;
}

/** Rows for which a list is offered in a cell. */
const LISTED_ROWS = 5000;

/** Writes sheets one after another; the first row of each is its header. All cells are texts, so that nothing is computed. */
export async function writeXlsx(file: string, sheets: readonly SheetToWrite[]): Promise<void> {
  const { stream } = await load();
  const book = new stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: true });
  for (const { name, rows, widths, hidden, lists } of sheets) {
    const views: Partial<ExcelJS.WorksheetView>[] = [{ state: "frozen", ySplit: 1, xSplit: 0 }];
    const sheet = book.addWorksheet(name, { views, state: hidden ? "hidden" : "visible" });
    sheet.columns = widths.map((width) => ({ width, style: { numFmt: "@" } }));
    let first = true;
    for await (const cells of rows) {
      const row = sheet.addRow([...cells]);
      if (first) row.font = { bold: true };
      first = false;
      row.commit();
    }
    for (const [column, formula] of lists ?? []) offerList(sheet, column, formula);
    sheet.commit();
  }
  await book.commit();
}

// exceljs 4 does what its types leave out: a list for a whole range of cells.
function offerList(sheet: ExcelJS.Worksheet, column: number, formula: string): void {
  const letter = sheet.getColumn(column + 1).letter;
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void };
  };
  dataValidations.add(`${letter}2:${letter}${LISTED_ROWS}`, {
    type: "list",
    allowBlank: true,
    showErrorMessage: false,
    formulae: [formula],
  });
}
