// Spreadsheets that hide what they unpack to: no way of reading them meets more than was counted.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { afterAll, expect, it } from "vitest";
import { openSpreadsheet } from "../../registry/spreadsheets/open-file.ts";
import { checkUnpackedSize } from "../../registry/spreadsheets/zip-size.ts";

const folder = mkdtempSync(join(tmpdir(), "an-sinh-zip-"));
afterAll(() => rmSync(folder, { recursive: true }));

const MOST = 100_000;
const BOMB = Buffer.alloc(1_000_000, " ");
const NAME = "xl/sharedStrings.xml";

interface Made {
  name?: string;
  local: { method?: number; packed?: number; flags?: number; before?: Buffer };
  central: { method?: number; packed?: number; unpacked?: number } | null;
  body: Buffer;
}

/** A zip whose local headers and directory may tell different stories. */
function zipOf(list: Made[]): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name = NAME, local, central, body } of list) {
    const { method = 8, packed = body.length, flags = 0, before = Buffer.alloc(0) } = local;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(method, 8);
    head.writeUInt32LE(crc32(body), 14);
    head.writeUInt32LE(packed, 18);
    head.writeUInt16LE(name.length, 26);
    if (central !== null) {
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(central.method ?? method, 10);
      entry.writeUInt32LE(central.packed ?? body.length, 20);
      entry.writeUInt32LE(central.unpacked ?? 1, 24);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(at + before.length, 42);
      directory.push(Buffer.concat([entry, Buffer.from(name)]));
    }
    const whole = Buffer.concat([before, head, Buffer.from(name), body]);
    at += whole.length;
    parts.push(whole);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  const file = join(folder, "made.xlsx");
  writeFileSync(file, Buffer.concat([...parts, ...directory, end]));
  return file;
}

const small = deflateRawSync(Buffer.from("x"));
const bomb = deflateRawSync(BOMB);
/** A whole entry with a bomb inside, as bytes that lie in another's body. */
const hidden = (() => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(bomb.length, 18);
  head.writeUInt16LE(NAME.length, 26);
  return Buffer.concat([head, Buffer.from(NAME), bomb]);
})();
const sizes = Buffer.concat([Buffer.from("PK\u0007\u0008", "latin1"), Buffer.alloc(12)]);
const right: Made = { local: {}, central: {}, body: small };

it.each<[string, Made[], string]>([
  ["claims to unpack to little", [{ local: {}, central: { unpacked: 10 }, body: bomb }], "too-large"],
  ["names a bomb in its body alone", [{ local: {}, central: null, body: bomb }, right], "not-xlsx"],
  ["has a bomb behind its last entry", [right, { local: {}, central: null, body: bomb }], "not-xlsx"],
  ["has a bomb before its first entry", [{ ...right, local: { before: hidden } }], "not-xlsx"],
  ["calls a bomb plain in its directory", [{ local: { method: 8 }, central: { method: 0 }, body: bomb }], "not-xlsx"],
  [
    "ends an entry earlier in its body",
    [{ local: { packed: small.length }, central: {}, body: Buffer.concat([small, hidden]) }],
    "not-xlsx",
  ],
  [
    "tells sizes twice",
    [{ local: { flags: 8, packed: 0 }, central: {}, body: Buffer.concat([small, sizes, hidden, sizes]) }],
    "not-xlsx",
  ],
  ["is packed in another way", [{ local: { method: 12 }, central: {}, body: bomb }], "not-xlsx"],
])("a file that %s is refused", async (_, list, code) => {
  await expect(checkUnpackedSize(zipOf(list), MOST)).rejects.toMatchObject({ code: `spreadsheet:${code}` });
});

it("files as programs write them are counted, with sizes before or behind the bodies", async () => {
  expect(await checkUnpackedSize(zipOf([right, right]), MOST)).toBe(2);
  const file = join(folder, "right.xlsx");
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Một").addRow(["a"]);
  await book.xlsx.writeFile(file);
  expect(await checkUnpackedSize(file)).toBeGreaterThan(1000);
});

it("entities that unfold into more of themselves are not unfolded", async () => {
  const laughs = `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const cell = (text: string) =>
    `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
  const cellsOf = async (xml: string) => {
    const made = { ...right, name: "xl/worksheets/sheet1.xml", body: deflateRawSync(xml) };
    const seen: unknown[] = [];
    for await (const { cells } of await openSpreadsheet(zipOf([made]))) seen.push(...cells);
    return seen;
  };
  expect(await cellsOf(cell("Lò Thị Xuân"))).toEqual(["Lò Thị Xuân"]);
  await expect(cellsOf(`${laughs}${cell("&b;")}`)).rejects.toMatchObject({ code: "spreadsheet:not-xlsx" });
});
