// What leaves as a spreadsheet cannot act in one: names, addresses and places that begin like formulas, in every export and report.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askRelease, decideRelease } from "../../registry/official-reports/releases.ts";
import { writeCsv } from "../../registry/spreadsheets/csv.ts";
import { exportHouseholds } from "../../registry/spreadsheets/export-households.ts";
import { openSpreadsheet } from "../../registry/spreadsheets/open-file.ts";
import { guarded } from "../../registry/spreadsheets/workbook.ts";
import { deskOf, library, made, NOW, reopened } from "../registry/official-reports/made.ts";
import { workbook } from "../registry/spreadsheets/open-workbook.ts";
import { type Commune, commune } from "../setup/commune.ts";
import { type OpenStore, openStore } from "../setup/open-store.ts";

const COMMAND = `cmd|'/C calc'!A0`;
const BEGINNINGS = [
  "=",
  "+",
  "-",
  "@",
  "\t=",
  "\r=",
  "\n=",
  " =",
  "'=",
  "＝",
  "＠",
  "\t",
  "x;=",
  "x\t@",
  "x;\n+",
  "x\n=",
];
const HOSTILE = BEGINNINGS.map((beginning) => `${beginning}${COMMAND}`);
const VILLAGES = HOSTILE.slice(0, 4);

/** How spreadsheets take the beginning of a cell for a formula; the apostrophe makes it a text. */
const ACTS = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

const folder = mkdtempSync(join(tmpdir(), "an-sinh-formulas-"));
let store: OpenStore;
let here: Commune;
beforeAll(async () => {
  store = await openStore("embedded");
  here = await commune(store, {
    villages: VILLAGES,
    people: { officer: "commune-officer", leader: "commune-leader" },
    households: HOSTILE.map((head, at) => ({
      head,
      village: VILLAGES[at % VILLAGES.length]!,
      status: at % 2 === 0 ? "poor" : "near_poor",
      members: [{ name: `${head} hai`, nickname: head, relation: "child", birth: "2015-05-05" }],
    })),
  });
  await store.client.unit.updateMany({ where: { code: here.code }, data: { name: `=${COMMAND}` } });
  await store.client.household.updateMany({ data: { addressSealed: store.seal.seal(`x;=${COMMAND}`) } });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const exported = async (file: string) => {
  const path = join(folder, file);
  await exportHouseholds(store, workbook, { file: path, commune: here.code, language: "vi", now: NOW });
  return path;
};

/** Texts of a workbook's cells; formulas are counted apart. */
function cellsOf(book: ExcelJS.Workbook): { texts: string[]; formulas: string[] } {
  const texts: string[] = [];
  const formulas: string[] = [];
  book.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell(({ formula, value, text }) => {
        if (formula !== undefined) formulas.push(formula);
        else if (typeof value !== "number") texts.push(text);
      }),
    ),
  );
  return { texts, formulas };
}

it("no cell of the households as .xlsx acts", async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await exported("out.xlsx"));
  const { texts, formulas } = cellsOf(book);
  expect(texts.filter((text) => text.includes("cmd|")).length).toBeGreaterThan(3 * HOSTILE.length);
  expect([texts.filter((text) => ACTS.test(text)), formulas]).toEqual([[], []]);
});

it("no cell of the households as .csv acts, whichever sign the reader parts cells with", async () => {
  const file = await exported("out.csv");
  const text = readFileSync(file, "utf8").replace("\ufeff", "");
  for (const delimiter of [",", ";", "\t"]) {
    const rows: string[][] = parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
    const cells = rows.flat();
    expect(cells.filter((cell) => cell.includes("cmd|")).length).toBeGreaterThan(HOSTILE.length);
    expect([delimiter, cells.filter((cell) => ACTS.test(cell))]).toEqual([delimiter, []]);
  }
});

it("any text is read again from a .csv as it was", async () => {
  const file = join(folder, "again.csv");
  const column = workbook.columns.find(({ id }) => id === "address")!;
  const text = fc.string({ unit: fc.constantFrom(..."a';=+-@＝ \t\n,\"".split("")), minLength: 1, maxLength: 12 });
  const texts = fc.array(
    text.filter((one) => one.trim() === one && one !== ""),
    { minLength: 400, maxLength: 400 },
  );
  const written = fc.sample(texts, 5).flat();
  await writeCsv(file, [["x"], ...written.map((one) => [guarded(one)])]);
  const read: unknown[] = [];
  for await (const { row, cells } of await openSpreadsheet(file))
    if (row > 1) read.push(workbook.read(column, cells[0]!));
  expect(read).toEqual(written.map((value) => ({ value })));
});

it("no cell of any official report acts; sums are the only formulas", async () => {
  const officer = deskOf(store, here, "officer", "commune-officer", here.code);
  const leader = deskOf(store, here, "leader", "commune-leader", here.code);
  let hostile = 0;
  for (const { id, release, needs } of library.officialReports.layouts.values()) {
    if (!library.roles.get("commune-officer")!.operations.includes(needs)) continue;
    let number: number | null = null;
    if (release) {
      const asked = await askRelease(officer, { report: id, unit: here.code, period: "2026", reason: `=${COMMAND}` });
      number = "ok" in asked ? asked.number : null;
      await decideRelease(leader, number!, true);
    }
    const { book } = await reopened(await made(officer, id, here.code, { release: number }));
    const { texts, formulas } = cellsOf(book);
    hostile += texts.filter((text) => text.includes("cmd|")).length;
    expect([id, texts.filter((text) => ACTS.test(text))]).toEqual([id, []]);
    expect(
      formulas.filter((formula) => !/^(SUM|SUMIF)\([A-Z0-9:,]+\)$|^[A-Z]+\d+\/[A-Z]+\d+\*100$/.test(formula)),
    ).toEqual([]);
  }
  expect(hostile).toBeGreaterThan(50);
});
