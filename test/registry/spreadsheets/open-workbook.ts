// The workbook on the project's own knowledge, and rows as if they were read from a file.
import { join } from "node:path";
import { day } from "../../../foundation/day.ts";
import { loadKnowledge } from "../../../knowledge/load.ts";
import { loadSpreadsheet } from "../../../knowledge/spreadsheet.ts";
import type { RawCell, RawRow } from "../../../registry/spreadsheets/raw-row.ts";
import { createWorkbook } from "../../../registry/spreadsheets/workbook.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../../knowledge");

export const knowledge = loadKnowledge(KNOWLEDGE);
export const words = loadSpreadsheet(KNOWLEDGE);
export const workbook = createWorkbook(words, knowledge, day("2026-11-21"));

/** A commune that exists, with its province. */
export const UNITS = {
  commune: { code: "11074", name: "Tứ Kỳ", type: "xã" },
  province: { code: "31", name: "Hải Phòng", type: "thành phố" },
  since: day("2025-07-01"),
};

/** Rows of one sheet; the first is the header. */
export async function* sheet(...rows: RawCell[][]): AsyncGenerator<RawRow> {
  for (const [at, cells] of rows.entries()) yield { sheet: "Danh sách", row: at + 1, cells };
}
