// The only file that knows the packages for CSV: comma or semicolon, with or without a byte order mark, UTF-8.
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify";
import { AppError } from "../../foundation/errors.ts";
import { clean } from "../../foundation/vietnamese.ts";
import { MOST_CELL_LETTERS, MOST_COLUMNS } from "./limits.ts";
import type { RawCell, RawRow } from "./raw-row.ts";

/** The rows of a CSV file, empty ones left out; `sheet` names it. Throws AppError `spreadsheet:not-csv` where it is none or not UTF-8. */
export async function* readCsv(file: string, sheet: string): AsyncGenerator<RawRow> {
  const parser = parse({ bom: true, delimiter: await delimiterOf(file), relax_column_count: true, info: true });
  const decoder = new TextDecoderStream("utf-8", { fatal: true });
  const decoded = Readable.toWeb(createReadStream(file)).pipeThrough(decoder as never);
  const piped = pipeline(Readable.fromWeb(decoded as never), parser).catch((fault: unknown) =>
    parser.destroy(fault as Error),
  );
  try {
    let row = 0;
    for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
      row += 1;
      const cells = record.slice(0, MOST_COLUMNS).map(rawCell);
      if (cells.some((cell) => cell !== null)) yield { sheet, row, cells };
    }
    await piped;
  } catch (cause) {
    throw new AppError("spreadsheet:not-csv", "the file is not a CSV file in UTF-8", { cause });
  }
}

function rawCell(value: string): RawCell {
  if (value.length > MOST_CELL_LETTERS) return { bad: "too-long" };
  const trimmed = clean(value).trim().replace(CUT_GUARDED, "$1");
  return trimmed === "" ? null : trimmed;
}

/** The sign between cells: the one that the first line has more of. */
async function delimiterOf(file: string): Promise<"," | ";"> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16_384), { position: 0 });
    const [first = ""] = buffer.subarray(0, bytesRead).toString("utf8").split(/\r?\n/);
    return first.split(";").length > first.split(",").length ? ";" : ",";
  } finally {
    await handle.close();
  }
}

/**
 * Where the country's spreadsheets part cells with semicolons, a semicolon inside a text begins a cell: what would be a formula there
 * gets an apostrophe too, which reading takes away.
 */
const CUT = /([;\t\n])(?=[\s']*[=+\-@＝＋－＠])/g;
const CUT_GUARDED = /([;\t\n])'(?=[\s']*[=+\-@＝＋－＠])/g;

/** Writes rows as CSV with a byte order mark, without which spreadsheets take Vietnamese letters for others. */
export async function writeCsv(
  file: string,
  rows: Iterable<readonly (string | null)[]> | AsyncIterable<readonly (string | null)[]>,
): Promise<void> {
  const cast = { string: (text: string) => text.replace(CUT, "$1'") };
  const options = { bom: true, record_delimiter: "windows", cast } as const;
  await pipeline(Readable.from(rows), stringify(options), createWriteStream(file));
}
