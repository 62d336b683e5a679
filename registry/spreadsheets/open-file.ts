// A spreadsheet by its name's ending, with the size of the file looked at first.
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "../../foundation/errors.ts";
import { readCsv } from "./csv.ts";
import { readXlsx } from "./exceljs.ts";
import { MOST_FILE_BYTES, THREAD_FROM_BYTES } from "./limits.ts";
import type { RawRow } from "./raw-row.ts";
import { readInThread } from "./read-in-thread.ts";

/** The rows of FILE.xlsx or FILE.csv. Throws AppError `spreadsheet:no-file`, `spreadsheet:kind` or `spreadsheet:too-large`. */
export async function openSpreadsheet(file: string): Promise<AsyncIterable<RawRow>> {
  const kind = /\.(xlsx|csv)$/i.exec(file)?.[1]?.toLowerCase();
  if (kind === undefined) throw new AppError("spreadsheet:kind", "the file must end in .xlsx or .csv");
  const found = await stat(file).catch((cause: unknown) => {
    throw new AppError("spreadsheet:no-file", `the file ${file} cannot be read`, { cause });
  });
  if (!found.isFile()) throw new AppError("spreadsheet:no-file", `${file} is not a file`);
  if (found.size > MOST_FILE_BYTES) throw new AppError("spreadsheet:too-large", `the file ${file} is too large`);
  if (kind === "csv") return readCsv(file, basename(file));
  return found.size < THREAD_FROM_BYTES ? readXlsx(file) : readInThread(file);
}
