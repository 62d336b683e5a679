// A finished report as a workbook to print: head, title, unit and period, the table, notes, signatures; a second sheet for checks that fail.
import type ExcelJS from "exceljs";
import { vietnamDayOf, vietnamTimeOf } from "../../foundation/clock.ts";
import { formatDay } from "../../foundation/day.ts";
import type { Language } from "../../foundation/language.ts";
import type { Frame, Said } from "../../knowledge/schema/official-report.ts";
import { guarded } from "../spreadsheets/workbook.ts";
import type { Column } from "./columns.ts";
import type { MadeReport } from "./make.ts";
import { makeRoom } from "./room.ts";
import type { Note } from "./shapes.ts";
import { drawTable, type Pen, setWidths } from "./sheet.ts";

/** The workbook's bytes. It costs 0.4 s to load what writes it. */
export async function drawReport(report: MadeReport, frame: Frame): Promise<Buffer> {
  const { Workbook } = (await import("exceljs")).default;
  const book = new Workbook();
  book.created = report.at;
  const { language, layout } = report;
  const sheet = book.addWorksheet(layout.id, {
    pageSetup: {
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: MARGINS,
    },
  });
  sheet.headerFooter.oddFooter = "&C&P/&N";
  const width = Math.max(report.table.columns.length, NARROWEST);
  const pen: Pen = { sheet, width, language, frame, row: 1 };
  sheet.pageSetup.paperSize = setWidths(pen, report) > MOST_ON_A4 ? A3 : A4;
  drawHead(pen, report);
  drawTable(pen, report);
  drawNotes(pen, report);
  drawSignatures(pen, report.unit.name);
  if (report.table.failures.length > 0) drawFailures(book, report, frame);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Of more letters across, A4 would show letters of less than 7 points (11 points: 150 letters in landscape). */
const MOST_ON_A4 = 235;
const [A3, A4] = [8, 9]; // as workbooks number sizes of paper

/** In inches: narrow, for the tables are wide. */
const MARGINS = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 };

/** Columns that head and signatures need, where a table has fewer. */
const NARROWEST = 6;

/** A sentence with its places filled. */
function filled(said: Said, language: Language, values: Readonly<Record<string, string | number>>): string {
  return said[language].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A merged line across some columns, as a text. */
function line(
  pen: Pen,
  text: string,
  style: { from?: number; to?: number; bold?: boolean; italic?: boolean; size?: number; left?: boolean },
): void {
  const { from = 1, to = pen.width, bold = false, italic = false, size = 12, left = false } = style;
  pen.sheet.mergeCells(pen.row, from, pen.row, to);
  const cell = pen.sheet.getCell(pen.row, from);
  cell.value = guarded(text);
  cell.font = { name: FONT, bold, italic, size };
  cell.alignment = { horizontal: left ? "left" : "center", vertical: "middle", wrapText: true };
  makeRoom(pen.sheet, { top: pen.row, bottom: pen.row, left: from, right: to }, cell.text, size);
}

const FONT = "Times New Roman";

function drawHead(pen: Pen, { layout, unit, period, listFrom, stage, at, watermark }: MadeReport): void {
  const { frame, language, width } = pen;
  const half = Math.floor(width / 2);
  const instant = `${vietnamTimeOf(at).time} ${formatDay(vietnamDayOf(at))}`;
  if (watermark !== null) {
    const { number, name } = watermark;
    const text = filled(frame.watermark, language, { number, name, at: instant });
    line(pen, text, { bold: true, size: 10 });
    pen.sheet.headerFooter.oddHeader = `&C&8${text.replaceAll("&", "&&")}`;
    pen.row += 1;
  }
  line(pen, filled(frame.authority, language, { unit: unit.name }).toLocaleUpperCase("vi"), { to: half, bold: true });
  line(pen, frame.state[language], { from: half + 1, bold: true });
  pen.row += 1;
  line(pen, frame.motto[language], { from: half + 1, bold: true });
  pen.row += 2;
  line(pen, `${layout.id}. ${layout.title[language]}`, { bold: true, size: 14 });
  pen.sheet.getRow(pen.row).height = Math.max(36, pen.sheet.getRow(pen.row).height ?? 0);
  pen.row += 1;
  const [first, last] = [formatDay(period.first), formatDay(period.last)];
  const stageName = frame.stage[stage][language];
  const list = listFrom === null ? "" : filled(frame.next_list, language, { from: formatDay(listFrom) });
  line(pen, filled(frame.period, language, { stage: stageName, first, last, list, at: instant }), { italic: true });
  pen.row += 1;
  line(pen, frame.units[language], { italic: true, size: 10, from: half + 1 });
  pen.row += 1;
}

function drawNotes(pen: Pen, { table }: MadeReport): void {
  if (table.notes.length === 0) return;
  pen.row += 1;
  line(pen, pen.frame.notes.title[pen.language], { left: true, bold: true, size: 10 });
  const alike = Map.groupBy(table.notes, (note) => noteText(pen, note, "{column}"));
  for (const notes of alike.values()) {
    pen.row += 1;
    const columns = notes.map((note) => ("column" in note ? nameOf(pen, note.column) : "")).join(", ");
    line(pen, noteText(pen, notes[0]!, columns), { left: true, size: 10 });
  }
  pen.row += 1;
}

/** A note on the columns it is about. */
function noteText({ frame: { notes, hidden_mark }, language }: Pen, note: Note, column: string): string {
  if (note.kind === "hidden") return filled(notes.hidden, language, { below: note.below, mark: hidden_mark });
  if (note.kind === "first_list") return filled(notes.first_list, language, { from: formatDay(note.from) });
  const why = note.kind === "not_kept" ? note.why[language] : "";
  return filled(notes[note.kind], language, { column, why, count: "count" in note ? note.count : 0 });
}

/** A column by its printed number, or by its header where it has none. */
function nameOf({ language }: Pen, { no, header }: Column): string {
  return no === "" ? header.map((one) => one[language]).join(" - ") : no.split("=")[0]!;
}

function drawSignatures(pen: Pen, unit: string): void {
  const { frame, language, width } = pen;
  const half = Math.floor(width / 2);
  pen.row += 1;
  line(pen, filled(frame.place, language, { unit }), { from: half + 1, italic: true });
  for (const part of ["role", "how"] as const) {
    pen.row += 1;
    for (const [at, signature] of frame.signatures.entries()) {
      const sides = at === 0 ? { to: half } : { from: half + 1 };
      line(pen, signature[part][language], { ...sides, bold: part === "role", italic: part === "how" });
    }
  }
}

function drawFailures(book: ExcelJS.Workbook, { table, language, unit }: MadeReport, frame: Frame): void {
  const { checks } = frame;
  const sheet = book.addWorksheet(checks.sheet[language]);
  sheet.columns = [{ width: 30 }, { width: 70 }, { width: 12 }];
  sheet.addRow([checks.title[language]]).font = { name: FONT, bold: true, size: 14 };
  sheet.addRow([checks.where[language], checks.what[language], checks.by[language]]).font = { name: FONT, bold: true };
  const hides = table.notes.some(({ kind }) => kind === "hidden");
  for (const { says, unit: row, line: name, by } of table.failures) {
    const where = [row ?? unit.name, name === null ? [] : frame.line[name][language]].flat().join(" · ");
    sheet.addRow([guarded(where), says[language], hides ? frame.hidden_mark : by]).font = { name: FONT };
  }
}
