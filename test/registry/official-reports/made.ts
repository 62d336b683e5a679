// Making reports in tests: a desk for an account of the commune, and the workbook as exceljs and as plain XML read it.
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { day } from "../../../foundation/day.ts";
import { loadLibrary } from "../../../knowledge/library.ts";
import type { Desk } from "../../../registry/desk.ts";
import { drawReport } from "../../../registry/official-reports/draw.ts";
import { type MadeReport, makeReport, type ReportAsked } from "../../../registry/official-reports/make.ts";
import type { Store } from "../../../registry/store.ts";
import type { Commune } from "../../setup/commune.ts";

export const library = loadLibrary(join(import.meta.dirname, "../../../knowledge"));
const TODAY = day("2026-11-21");
export const NOW = new Date("2026-11-21T08:00:00+07:00");

/** Somebody of the commune at work; `role` as in the plan of the commune. */
export function deskOf(store: Store, here: Commune, account: string, role: string, unit: string): Desk {
  const term = { role, unit, until: null };
  const actor = { accountId: account, personId: here.people.get(account)!, term, terms: [term], households: [] };
  return { tx: store.client, store, library, actor, now: NOW, today: TODAY };
}

/** A report of a unit for the year; fails the test when it is refused. */
export async function made(
  desk: Desk,
  report: string,
  unit: string,
  also: Partial<ReportAsked> = {},
): Promise<MadeReport> {
  const asked = { report, unit, period: "2026", stage: "official", language: "vi", release: null, ...also } as const;
  const result = await makeReport(desk, asked);
  if (!("ok" in result)) throw new Error(`${report} was refused: ${result.refused}`);
  return result.made;
}

/** The workbook, written and read again. */
export async function reopened(
  report: MadeReport,
): Promise<{ sheet: ExcelJS.Worksheet; book: ExcelJS.Workbook; bytes: Buffer }> {
  const bytes = await drawReport(report, library.officialReports.frame);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return { book, sheet: book.worksheets[0]!, bytes };
}

/** A file of the zipped workbook as text, by a reader that knows nothing of spreadsheets. */
export function unzipped(bytes: Buffer, name: string): string {
  for (let at = bytes.indexOf("PK\u0001\u0002"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString("utf8", at + 46, at + 46 + nameLength) !== name) continue;
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    return inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20))).toString("utf8");
  }
  throw new Error(`no ${name} in the workbook`);
}

/** The numbers of a finished line, by the keys of the columns. */
export function figures(report: MadeReport, unit: string | null, line: string | null = null): Record<string, unknown> {
  const { columns, lines, totals } = report.table;
  const found = [...lines, ...totals].find((one) => one.unit === unit && one.line === line)!;
  return Object.fromEntries(columns.map(({ key }, at) => [key, found.cells[at]]));
}
