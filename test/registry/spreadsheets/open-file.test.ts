// Files as they come: XLSX, CSV, and what only looks like them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterAll, describe, expect, it } from "vitest";
import { openSpreadsheet } from "../../../registry/spreadsheets/open-file.ts";
import type { RawRow } from "../../../registry/spreadsheets/raw-row.ts";
import { writeTemplate } from "../../../registry/spreadsheets/template.ts";
import { workbook } from "./open-workbook.ts";

const folder = mkdtempSync(join(tmpdir(), "an-sinh-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a spreadsheet file", () => {
  const save = async (name: string, fill: (book: ExcelJS.Workbook) => void): Promise<string> => {
    const book = new ExcelJS.Workbook();
    fill(book);
    const file = join(folder, name);
    await book.xlsx.writeFile(file);
    return file;
  };
  async function rowsOf(file: string): Promise<RawRow[]> {
    const rows: RawRow[] = [];
    for await (const row of await openSpreadsheet(file)) rows.push(row);
    return rows;
  }

  it("is read with its formulas, faults, dates, links and rich texts told apart", async () => {
    const file = await save("cells.xlsx", (book) => {
      const one = book.addWorksheet("Một");
      one.addRow(["a", 1, true, { formula: "1+1", result: 2 }, { error: "#N/A" }, null]);
      one.addRow([
        { richText: [{ text: "Lò " }, { text: "Thị" }] },
        { text: "xem", hyperlink: "http://localhost" },
        "  ",
      ]);
      book.addWorksheet("Hai").addRow([null, "b"]);
    });
    expect(await rowsOf(file)).toEqual([
      { sheet: "Một", row: 1, cells: ["a", 1, true, { bad: "formula" }, { bad: "cell-fault" }] },
      { sheet: "Một", row: 2, cells: ["Lò Thị", "xem", null] },
      { sheet: "Hai", row: 1, cells: [null, "b"] },
    ]);
  });

  it("keeps every letter of a long file, wherever its pieces are cut", async () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `${"ộ".repeat(1 + (at % 7))}ễ ${at}`);
    const file = await save("long.xlsx", (book) => {
      const one = book.addWorksheet("Một");
      for (const name of names) one.addRow([name]);
    });
    expect((await rowsOf(file)).map(({ cells }) => cells[0])).toEqual(names);
  });

  it("is a template whose header is found and whose lists are offered", async () => {
    const file = join(folder, "template.xlsx");
    await writeTemplate(file, workbook, "vi");
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ["Danh sách", "visible"],
      ["Hướng dẫn", "visible"],
      ["Danh mục", "hidden"],
    ]);
    const offered = book.worksheets[0]!.getCell("D2").dataValidation;
    expect(offered).toMatchObject({ type: "list", formulae: ["'Danh mục'!$A$2:$A$7"] });
    expect(book.worksheets[2]!.getCell("A2").value).toBe("Hộ nghèo");
  });

  it.each([
    [
      "with semicolons",
      "a;b\n1;2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "with commas and quotes",
      'a,"b, c"\n\n1,',
      [
        ["a", "b, c"],
        ["1", null],
      ],
    ],
    ["with a byte order mark", "\ufeffMã;b", [["Mã", "b"]]],
  ])("is read as CSV %s", async (_, text, cells) => {
    const file = join(folder, "a.csv");
    writeFileSync(file, text);
    expect((await rowsOf(file)).map((row) => row.cells)).toEqual(cells);
  });

  it.each([
    ["bytes that are no text.csv", Buffer.from([0x61, 0xff, 0xfe, 0x0a]), "spreadsheet:not-csv"],
    ["a text.xlsx", Buffer.from("Mã hộ;Thôn"), "spreadsheet:not-xlsx"],
    ["an empty.xlsx", Buffer.alloc(0), "spreadsheet:not-xlsx"],
    ["a picture.png", Buffer.alloc(3), "spreadsheet:kind"],
  ])("is refused when it is %s", async (name, bytes, code) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    await expect(rowsOf(file)).rejects.toMatchObject({ code });
  });

  it("is refused when it is not there", async () => {
    await expect(openSpreadsheet(join(folder, "nothing.csv"))).rejects.toMatchObject({ code: "spreadsheet:no-file" });
  });
});
