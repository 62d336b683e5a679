// Official reports from the command line: a file for a commune and its province, one right example for what is wrong, nothing with names.
import { existsSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withStore } from "../../cli/open-store.ts";
import { readConfig } from "../../config.ts";
import { commandLine } from "../setup/command-line.ts";
import { commune } from "../setup/commune.ts";
import { createStore, type TestStore } from "../setup/stores.ts";

let place: TestStore;
const file = (name: string) => join(place.environment.DATA_DIR!, name);
const ansinh = (line: string) => commandLine({ ...place.environment, TODAY: "2026-11-21" })(line);

beforeAll(async () => {
  place = await createStore("embedded");
  await withStore(readConfig(place.environment), (store) =>
    commune(store, { households: [{ head: "Trần Văn Bình" }, { head: "Lê Thị Cúc", status: "other" }] }),
  );
});
afterAll(() => place.remove());

it("writes a report of a commune, and of a village, in either language", async () => {
  const out = file("r01.xlsx");
  expect(await ansinh(`report R01 --unit 11074 --period 2026 --out ${out}`)).toMatchObject({
    code: 0,
    out: `${out}: R01 11074 2026-01-01 2026-11-21`,
  });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(out);
  expect(JSON.stringify(book.worksheets[0]!.getSheetValues())).toContain("TỔNG CỘNG");
  expect(
    (await ansinh(`report P03 --unit 11074-001 --period 2026-H1 --out ${file("p03.xlsx")} --language en`)).code,
  ).toBe(0);
});

it("hides small counts of a province, and writes no list with names without its release", async () => {
  const out = file("r15.xlsx");
  expect((await ansinh(`report R15 --unit 11074 --period 2026 --out ${out}`)).code).toBe(2);
  expect((await ansinh(`report R15 --unit 11074 --period 2026 --out ${out} --release 7`)).err).toContain("--release");
  expect(existsSync(out)).toBe(false);
  await ansinh(`report R01 --unit 31 --period 2026 --out ${file("r31.xlsx")}`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file("r31.xlsx"));
  expect(JSON.stringify(book.worksheets[0]!.getSheetValues())).toContain("…");
});

it.each([
  ["report R77 --unit 11074 --period 2026 --out a.xlsx", "R01, R02"],
  ["report R01 --unit 11074 --period 2026-13 --out a.xlsx", "2026-13"],
  ["report R01 --unit 11074 --period 2031 --out a.xlsx", "2031"],
  ["report R01 --unit 99999 --period 2026 --out a.xlsx", "99999"],
])("says what is wrong with: %s", async (line, told) => {
  const { code, err } = await ansinh(line);
  expect([code, err]).toEqual([2, expect.stringContaining(told)]);
});
