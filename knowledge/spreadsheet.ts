// The household workbook as data: its columns, the lists behind them, and the words about them. Loaded by the commands that
// import and export, checked like the law: a broken file stops the command and is named.

import type { z } from "zod";
import { AppError } from "../foundation/errors.ts";
import { describeProblems, type Reading, readYaml } from "./read-yaml.ts";
import {
  type Choice,
  type Column,
  columnsFileSchema,
  spreadsheetTextsSchema,
  valuesFileSchema,
} from "./schema/spreadsheet.ts";

export type SpreadsheetValues = z.infer<typeof valuesFileSchema>;
export type ListName = keyof SpreadsheetValues["lists"];

/** Everything about the workbook that is not law. */
export interface SpreadsheetWords {
  readonly columns: readonly Column[];
  readonly values: SpreadsheetValues;
  readonly texts: z.infer<typeof spreadsheetTextsSchema>;
}

/** Reads knowledge/spreadsheet/. Throws AppError `spreadsheet:broken` naming every file, path and reason. */
export function loadSpreadsheet(directory: string): SpreadsheetWords {
  const reading: Reading = { root: directory, problems: [], contents: new Map() };
  const columns = readYaml(reading, "spreadsheet/columns.yaml", columnsFileSchema);
  const values = readYaml(reading, "spreadsheet/values.yaml", valuesFileSchema);
  const texts = readYaml(reading, "spreadsheet/texts.yaml", spreadsheetTextsSchema);
  for (const column of columns?.columns ?? []) {
    if (values !== null && column.list !== undefined && !(column.list in values.lists))
      reading.problems.push({ file: "spreadsheet/columns.yaml", path: column.id, reason: `no list ${column.list}` });
  }
  if (columns === null || values === null || texts === null || reading.problems.length > 0)
    throw new AppError("spreadsheet:broken", describeProblems(reading.problems));
  return { columns: columns.columns, values, texts };
}

/** The entries of a list. */
export function listOf(words: SpreadsheetWords, name: string): readonly Choice[] {
  return words.values.lists[name as ListName];
}

/** A text in one language with its places filled. Throws AppError `spreadsheet:no-text` for a key that no file has. */
export function sayInReport(
  words: SpreadsheetWords,
  key: { report: string } | { reason: string },
  language: "vi" | "en",
  places: Readonly<Record<string, string | number>> = {},
): string {
  const text = "report" in key ? words.texts.report[key.report] : words.texts.reasons[key.reason];
  if (text === undefined) throw new AppError("spreadsheet:no-text", `no text for ${JSON.stringify(key)}`);
  return text[language].replace(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ""));
}
