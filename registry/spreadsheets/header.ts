// Which column of a sheet is which, by its header: any order, any capitals, with tone marks or without, other names too.
import type { Column } from "../../knowledge/schema/spreadsheet.ts";
import { labelKey } from "./cell-readers.ts";
import type { RawCell, RawRow } from "./raw-row.ts";
import type { Workbook } from "./workbook.ts";

/** The columns found in a header row, by their index. */
export interface Header {
  columns: { column: Column; index: number }[];
  /** Headers that mean nothing here. */
  ignored: string[];
  /** A column that is there twice. */
  twice: Column | null;
}

/** Reads a row as a header; null when it is none: a header names every required column. */
export function readHeader({ columns }: Workbook, { cells }: RawRow): Header | null {
  const byKey = new Map<string, Column>();
  for (const column of columns) for (const name of [column.header, ...column.also]) byKey.set(labelKey(name), column);
  const named = cells.map((cell) => byKey.get(headerKey(cell)) ?? null);
  const found = named.flatMap((column, index) => (column === null ? [] : [{ column, index }]));
  const present = new Set(found.map(({ column }) => column));
  if (columns.some((column) => column.required && !present.has(column))) return null;
  return {
    columns: found,
    ignored: cells.filter((cell, index) => typeof cell === "string" && named[index] === null).map(String),
    twice: found.find(({ column }, at) => found.findIndex((one) => one.column === column) !== at)?.column ?? null,
  };
}

/** A header may explain itself in brackets or mark itself required: "Ngày sinh (ngày/tháng/năm) *". */
function headerKey(cell: RawCell): string {
  return typeof cell === "string" ? labelKey(cell.replace(/\(.*?\)/g, "")) : "";
}
