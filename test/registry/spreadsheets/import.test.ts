// The import of a file: all of it or nothing, every bad cell told, nobody kept twice.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { verifyAudit } from "../../../registry/audit.ts";
import { readHousehold } from "../../../registry/households/read.ts";
import { statusHistory } from "../../../registry/households/statuses.ts";
import { type ImportOptions, importHouseholds } from "../../../registry/spreadsheets/import-households.ts";
import { openSpreadsheet } from "../../../registry/spreadsheets/open-file.ts";
import { tellProblem } from "../../../registry/spreadsheets/problem.ts";
import type { RawCell, RawRow } from "../../../registry/spreadsheets/raw-row.ts";
import { writeTemplate } from "../../../registry/spreadsheets/template.ts";
import { checkUnpackedSize } from "../../../registry/spreadsheets/zip-size.ts";
import { type OpenStore, openStore } from "../../setup/open-store.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { BY } from "../households/records.ts";
import { sheet, UNITS, words, workbook } from "./open-workbook.ts";

const OPTIONS: ImportOptions = {
  units: UNITS,
  createVillages: true,
  acceptValidRows: false,
  dryRun: false,
  by: BY,
};
const HEADER = [
  "Mã hộ",
  "Thôn",
  "Loại hộ",
  "Công nhận từ ngày",
  "Họ và tên",
  "Quan hệ",
  "Ngày sinh",
  "Số định danh",
  "Thiếu hụt",
];
const XUAN: RawCell[] = [
  "A",
  "Thôn Đông",
  "Hộ nghèo",
  "01/01/2026",
  "Lò Thị Xuân",
  "Chủ hộ",
  "1950",
  "000150000011",
  "Việc làm; Dinh dưỡng",
];
const BINH: RawCell[] = ["A", null, null, null, "Lò Văn Bình", "Con", "02/03/1981", null, null];
const SEO: RawCell[] = ["B", "Tây", null, null, "Vàng Seo Lử", "Chủ hộ", null, null, null];

const folder = mkdtempSync(join(tmpdir(), "an-sinh-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(STORE_KINDS)("an import on the %s store", (kind) => {
  let store: OpenStore | null = null;
  const opened = () => store!;
  beforeEach(async () => {
    store ??= await openStore(kind);
    await store.client.$executeRaw`TRUNCATE household, member, household_status, deprivation, unit CASCADE`;
  });
  afterAll(async () => store?.close());

  const run = (rows: RawCell[][], more: Partial<ImportOptions> = {}) => runRows(sheet(...rows), more);
  const runRows = (rows: AsyncIterable<RawRow>, more: Partial<ImportOptions> = {}) =>
    importHouseholds(opened(), workbook, rows, { ...OPTIONS, ...more });
  const told = async (rows: RawCell[][], more: Partial<ImportOptions> = {}) =>
    (await run(rows, more)).problems.map((problem) => tellProblem(words, problem, "vi"));
  const read = async (code: string) => {
    const reach = { villages: [], communes: [UNITS.commune.code], provinces: [], nation: false };
    return readHousehold(opened().client, opened(), { household: { code }, reach, on: day("2026-11-21") });
  };

  it("keeps households with their people, makes their villages, and leaves the audit chain whole", async () => {
    const result = await run([HEADER, XUAN, BINH, SEO]);
    expect(result).toMatchObject({ created: 2, members: 3, refused: 0, villages: ["Thôn Đông", "Tây"], written: true });
    expect(await read("A")).toMatchObject({
      villageCode: "11074-001",
      communeCode: "11074",
      provinceCode: "31",
      status: { status: "poor", standard: "std-2022-2026", from: "2026-01-01" },
      deprivations: ["employment", "nutrition"],
      members: [
        { name: "Lò Thị Xuân", identity: "000150000011" },
        { name: "Lò Văn Bình", birth: "1981-03-02" },
      ],
    });
    expect((await verifyAudit(opened().client)).intact).toBe(true);
  });

  it("changes what a second file says and leaves what it does not say", async () => {
    await run([HEADER, XUAN, BINH, SEO]);
    const renamed = XUAN.with(4, "Lò Thị Xuân Mai").with(2, "Hộ cận nghèo").with(3, "01/07/2026").with(8, "Việc làm");
    const child: RawCell[] = ["A", null, null, null, "Lò Thị Mỵ", "Cháu", "2015", null, null];
    const result = await run([HEADER, renamed, BINH.with(6, null), child]);
    expect(result).toMatchObject({ created: 0, changed: 1, unchanged: 0, members: 1, absent: 0 });
    const household = (await read("A"))!;
    expect(household).toMatchObject({ status: { status: "near_poor" }, deprivations: ["employment"] });
    expect(household.members.map(({ name, birth }) => `${name} ${birth}`)).toEqual([
      "Lò Thị Xuân Mai 1950",
      "Lò Văn Bình 1981-03-02",
      "Lò Thị Mỵ 2015",
    ]);
    const history = await statusHistory(opened().client, household.id, BY.now);
    expect(history.map(({ status, to }) => [status, to])).toEqual([
      ["poor", "2026-06-30"],
      ["near_poor", null],
    ]);
    expect(await run([HEADER, SEO, XUAN.with(2, null).with(3, null).with(8, null)])).toMatchObject({ absent: 2 });
  });

  it("says of a dry run what it would do, and does nothing", async () => {
    expect(await run([HEADER, XUAN], { dryRun: true })).toMatchObject({ created: 1, members: 1, written: false });
    expect(await opened().client.household.count()).toBe(0);
    expect(await opened().client.unit.count()).toBe(0);
  });

  it("keeps nothing of a file with one bad cell, or its right households when that is asked for", async () => {
    const rows = [HEADER, XUAN.with(6, "hôm nay"), BINH, SEO];
    expect(await run(rows)).toMatchObject({ created: 1, refused: 1, written: false });
    expect(await opened().client.household.count()).toBe(0);
    expect(await run(rows, { acceptValidRows: true })).toMatchObject({ created: 1, refused: 1, written: true });
    expect([await read("A"), (await read("B"))?.code]).toEqual([null, "B"]);
  });

  /** More households than are worked on at once, in two villages. */
  const many = (count: number) =>
    Array.from({ length: count }, (_, at): RawCell[] => {
      const village = at % 2 === 0 ? "Thôn Đông" : "tây";
      return [`H${at}`, village, null, null, "Lò Thị Xuân", "Chủ hộ", null, null, null];
    });

  it("puts a household together whose rows lie far apart in a long file", async () => {
    const result = await run([HEADER, ...many(1200), BINH.with(0, "H0"), SEO.with(1, "Thôn Tây").with(5, "Chủ hộ")]);
    expect(result).toMatchObject({ created: 1201, members: 1202, villages: ["Thôn Đông", "tây"], written: true });
    expect((await read("H0"))?.members.map(({ name }) => name)).toEqual(["Lò Thị Xuân", "Lò Văn Bình"]);
    expect(await opened().client.member.count()).toBe(1202);
    expect((await verifyAudit(opened().client)).intact).toBe(true);
  });

  it("takes back what it wrote when the last row of a long file is wrong", async () => {
    const before = await opened().client.auditEntry.count();
    const result = await run([HEADER, ...many(1200), SEO.with(4, "Lò 123")]);
    expect(result).toMatchObject({ created: 1200, refused: 1, written: false });
    expect(await opened().client.household.count()).toBe(0);
    expect(await opened().client.unit.count()).toBe(0);
    expect(await opened().client.auditEntry.count()).toBe(before);
  });

  it("changes a long list and adds to it in one go", async () => {
    await run([HEADER, ...many(1100)]);
    const known = many(1300).map((row) => row.with(6, "1950"));
    expect(await run([HEADER, ...known])).toMatchObject({ created: 200, changed: 1100, written: true });
    expect((await read("H1050"))?.members.map(({ birth }) => birth)).toEqual(["1950"]);
    expect((await verifyAudit(opened().client)).intact).toBe(true);
  });

  it.each<[string, RawCell[][], string]>([
    [
      "no header",
      [["a", "b"], XUAN],
      "Không tìm thấy dòng tiêu đề. Cần ít nhất các cột: Mã hộ, Thôn, Họ và tên, Quan hệ với chủ hộ. Tải mẫu bằng: ansinh export template TỆP.xlsx",
    ],
    ["no row", [HEADER], "Tệp không có dòng nào về thành viên."],
    [
      "a name that is none",
      [HEADER, XUAN.with(4, "Lò 123")],
      "Danh sách, dòng 2, cột E (Họ và tên): Tên chỉ gồm chữ, không có số hay ký hiệu. Ô ghi: 3 chữ số. Ví dụ đúng: Lò Thị Xuân",
    ],
    [
      "a number too short",
      [HEADER, XUAN.with(7, "00015000001")],
      "Danh sách, dòng 2, cột H (Số định danh): Số định danh phải đủ 12 chữ số. Ô ghi: 11 chữ số. Ví dụ đúng: 000150123456",
    ],
    [
      "a formula",
      [HEADER, XUAN.with(4, { bad: "formula" })],
      "Danh sách, dòng 2, cột E (Họ và tên): Ô là công thức. Ghi thẳng giá trị. Ô ghi: công thức. Ví dụ đúng: Lò Thị Xuân",
    ],
    [
      "an unknown village",
      [HEADER, XUAN],
      "Danh sách, dòng 2, cột B (Thôn): Không có thôn này trong xã. Có: . Thêm --create-villages nếu đây là thôn mới. Ô ghi: Thôn Đông. Ví dụ đúng: Thôn Đông",
    ],
    [
      "rows that disagree",
      [HEADER, XUAN, BINH.with(2, "Hộ khác")],
      "Danh sách, dòng 3, cột C (Loại hộ): Khác với dòng 2 của cùng hộ. Ô ghi: Hộ khác. Ví dụ đúng: Hộ nghèo",
    ],
    [
      "a class without its day",
      [HEADER, XUAN.with(3, null)],
      "Danh sách, dòng 2, cột C (Loại hộ): Có Loại hộ thì phải có Công nhận từ ngày. Ô ghi: Hộ nghèo. Ví dụ đúng: Hộ nghèo",
    ],
    [
      "a day without its class",
      [HEADER, XUAN.with(2, null)],
      "Danh sách, dòng 2, cột D (Công nhận từ ngày): Có ngày, quyết định, điểm hoặc nguyên nhân thì phải có Loại hộ. Ô ghi: 01/01/2026. Ví dụ đúng: 01/01/2026",
    ],
    [
      "an indicator of another standard",
      [HEADER, XUAN.with(3, "01/01/2021")],
      "Danh sách, dòng 2, cột I (Chỉ số thiếu hụt): Không phải chỉ số của chuẩn 2016-2021.",
    ],
    ["no head", [HEADER, XUAN.with(5, "Con")], "Danh sách, dòng 2: Hộ A chưa có chủ hộ."],
    ["two heads", [HEADER, XUAN, BINH.with(5, "Chủ hộ")], "Danh sách, dòng 2: Hộ A có hai chủ hộ."],
    ["somebody twice", [HEADER, XUAN, BINH, BINH], "Danh sách, dòng 4: Thành viên này đã có ở dòng 3."],
    [
      "a number twice",
      [HEADER, XUAN, SEO.with(7, "000150000011")],
      "Danh sách, dòng 3: Số định danh này đã có ở dòng 2.",
    ],
    [
      "a sex that is not the number's",
      [
        [...HEADER, "Giới tính"],
        [...XUAN, "Nam"],
      ],
      "Cần xem lại – Danh sách, dòng 2: Giới tính không khớp số định danh.",
    ],
    ["a village missing", [HEADER, XUAN.with(1, null)], "Danh sách, dòng 2: Hộ A chưa có thôn."],
    [
      "a column twice",
      [
        [...HEADER, "họ tên"],
        [...XUAN, null],
      ],
      "Danh sách, dòng 1: Có hai cột cùng tên Họ và tên. Bỏ bớt một cột.",
    ],
  ])("tells of %s where it is and how it would be right", async (_, rows, expected) => {
    const createVillages = !expected.includes("--create-villages");
    const lines = await told(rows, { createVillages });
    expect(lines.map((line) => line.slice(0, expected.length))).toContain(expected);
    for (const line of lines) expect(line).not.toMatch(/000150000011|Xuân[^\n]*Ví dụ|Bình/);
  });

  it("refuses a code of another commune and a household that is closed", async () => {
    await run([HEADER, XUAN, SEO]);
    const other = { ...UNITS, commune: { ...UNITS.commune, code: "11077" } };
    const lines = await told([HEADER, XUAN], { units: other });
    expect(lines).toEqual(["Danh sách, dòng 2: Mã hộ A đã dùng cho một hộ của xã khác."]);
    await opened().client.household.updateMany({ where: { code: "B" }, data: { closedOn: new Date("2026-11-01") } });
    expect(await told([HEADER, SEO])).toEqual(["Danh sách, dòng 2: Hộ B đã đóng trong hệ thống."]);
  });

  it("warns of somebody who is kept in another household, and imports all the same", async () => {
    await run([HEADER, XUAN]);
    expect(await told([HEADER, XUAN, BINH])).toEqual([]);
    const moved = [HEADER, SEO.with(7, "000150000011")];
    expect(await told(moved)).toEqual([
      "Cần xem lại – Danh sách, dòng 2: Số định danh này đang có ở hộ A trong hệ thống.",
    ]);
    expect((await read("B"))?.members).toHaveLength(1);
    await opened().client.household.updateMany({ where: { code: "A" }, data: { closedOn: new Date("2026-11-01") } });
    expect(await told(moved)).toEqual([]);
  });

  it("suggests people of two households who may be one, and keeps both", async () => {
    const twin = XUAN.with(0, "C").with(4, "lo thi xuan").with(7, null);
    const { duplicates, created } = await run([HEADER, XUAN, twin]);
    expect(created).toBe(2);
    expect(
      duplicates.map(({ first, second, reasons }) => [first.household.code, second.household.code, ...reasons]),
    ).toEqual([["A", "C", "name", "birth-year"]]);
  });
});

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

  it("is refused when it unpacks to too much, whatever size it claims", async () => {
    const packed = deflateRawSync(Buffer.alloc(1_000_000));
    for (const claimed of [1_000_000, 10]) {
      const file = join(folder, "bomb.xlsx");
      writeFileSync(file, zipOf(packed, claimed));
      await expect(checkUnpackedSize(file, 100_000)).rejects.toMatchObject({ code: "spreadsheet:too-large" });
      expect(await checkUnpackedSize(file, 2_000_000)).toBe(1_000_000);
    }
  });
});

/** A zip with one entry that claims to unpack to so many bytes. */
function zipOf(packed: Buffer, claimed: number): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimed, 24);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}
