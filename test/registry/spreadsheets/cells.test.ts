// What a cell means, column by column: written as people write it, and refused with the reason.
import { describe, expect, it } from "vitest";
import { readHeader } from "../../../registry/spreadsheets/header.ts";
import { columnLetter, type RawCell } from "../../../registry/spreadsheets/raw-row.ts";
import { villageFinder } from "../../../registry/spreadsheets/village-names.ts";
import { guarded } from "../../../registry/spreadsheets/workbook.ts";
import { words, workbook } from "./open-workbook.ts";

function read(id: string, raw: RawCell): unknown {
  const reading = workbook.read(workbook.columns.find((column) => column.id === id)!, raw);
  return reading === null ? null : "reason" in reading ? `! ${reading.reason}` : reading.value;
}

describe("a cell", () => {
  it.each<[string, RawCell, unknown]>([
    ["code", "HN-001", "HN-001"],
    ["code", 17, "17"],
    ["code", "hộ 1", "! code"],
    ["class", "Hộ nghèo", "poor"],
    ["class", "CAN NGHEO", "near_poor"],
    ["class", "thoát nghèo", "escaped_poor"],
    ["class", "giàu", "! choice"],
    ["from", "1/2/2026", "2026-02-01"],
    ["from", "2026-02-01", "2026-02-01"],
    ["from", "01.02.2026", "2026-02-01"],
    ["from", 46_054, "2026-02-01"],
    ["from", "31/02/2026", "! day"],
    ["from", "1/2/26", "! day"],
    ["from", "01/01/2027", "2027-01-01"],
    ["decided_on", "01/01/2027", "! future"],
    ["standard", "2022-2026", "std-2022-2026"],
    ["standard", "2030", "! standard"],
    ["b1", "120", 120],
    ["b1", 120, 120],
    ["b1", "-1", "! score"],
    ["b1", true, "! score"],
    ["deprivations", "bảo hiểm y tế; Nhà tiêu hợp vệ sinh", ["health-insurance", "toilet"]],
    ["deprivations", "Việc làm, Dinh dưỡng", ["employment", "nutrition"]],
    ["deprivations", "không", []],
    ["deprivations", "Việc làm; xe máy", "! choice"],
    ["causes", "Thiếu vốn sản xuất, kinh doanh; ốm đau", ["capital", "illness"]],
    ["name", "  Lò   Thị Xuân".trim(), "Lò Thị Xuân"],
    ["name", "Y' Hbrê Niê", "Y' Hbrê Niê"],
    ["name", "Lò Thị 9", "! name"],
    ["relation", "con trai", "child"],
    ["relation", "hàng xóm", "! choice"],
    ["sex", "nu", "female"],
    ["birth", "02/09/1950", "1950-09-02"],
    ["birth", 1950, "1950"],
    ["birth", "1950", "1950"],
    ["birth", 18_508, "1950-09-02"],
    ["birth", "2030", "! future"],
    ["birth", "hôm qua", "! birth"],
    ["identity", "030 185 000 001", "030185000001"],
    ["identity", 30_185_000_001, "030185000001"],
    ["identity", "142345678", "142345678"],
    ["identity", "03018500001", "! identity"],
    ["identity", "03018500000a", "! identity"],
    ["ethnicity", "H'Mông", "hmong"],
    ["ethnicity", "ê đê", "e_de"],
    ["phone", "+84 38.765.4321", "0387654321"],
    ["phone", "84987654321", "0987654321"],
    ["phone", "01687654321", "0387654321"],
    ["phone", 912_345_678, "0912345678"],
    ["phone", "02203123456", "02203123456"],
    ["phone", "0951234567", "! phone"],
    ["disability", "Nặng", "severe"],
    ["gets_monthly_sa", "x", true],
    ["gets_monthly_sa", "Không", false],
    ["gets_monthly_sa", "ba", "! choice"],
    ["member_facts", "studying=true; birth=1950; orphan=null", { studying: true, birth: "1950", orphan: null }],
    ["member_facts", "studying=maybe", "! facts"],
    ["member_facts", "riches=true", "! facts"],
    ["address", "=HYPERLINK(1)", "! formula"],
    ["address", "'=1+1", "=1+1"],
    ["address", "'quoted", "'quoted"],
    ["address", { bad: "cell-fault" }, "! cell-fault"],
    ["address", null, null],
  ])("of %s that holds %j is %j", (id, raw, expected) => {
    expect(read(id, raw)).toEqual(expected);
  });

  it.each(["=1", "+84", "-", "@a", "'=1", "''-1", "'a", "plain"])(
    "that says %j is written so that it is read back and never computed",
    (text) => {
      expect(guarded(text)).not.toMatch(/^[=+\-@]/);
      expect(read("address", guarded(text))).toBe(text);
    },
  );

  it("stands in a column with letters", () => {
    expect([0, 25, 26, 27, 51, 52, 701, 702].map(columnLetter)).toEqual("A Z AA AB AZ BA ZZ AAA".split(" "));
  });
});

describe("a header", () => {
  const header = (...cells: RawCell[]) => readHeader(workbook, { sheet: "x", row: 1, cells });

  it("is found in any order, without marks, by other names, with remarks in brackets", () => {
    const found = header("STT", "QUAN HE", "Họ và tên (in hoa) *", null, "ma ho", "Xóm", "năm sinh");
    expect(found?.columns.map(({ column, index }) => `${index} ${column.id}`)).toEqual([
      "1 relation",
      "2 name",
      "4 code",
      "5 village",
      "6 birth",
    ]);
    expect([found?.ignored, found?.twice]).toEqual([["STT"], null]);
  });

  it("is none where a needed column is missing, and tells a column that is there twice", () => {
    expect(header("Mã hộ", "Thôn", "Họ và tên")).toBeNull();
    expect(header("Mã hộ", "Thôn", "Họ và tên", "Quan hệ", "họ tên")?.twice?.id).toBe("name");
  });

  it("names every column of the template once", () => {
    const found = header(...workbook.columns.map((column) => column.header));
    expect(found?.columns.map(({ column }) => column.id)).toEqual(workbook.columns.map(({ id }) => id));
    expect(found?.twice).toBeNull();
  });

  it("leaves no two columns with one name", () => {
    const names = workbook.columns.flatMap(({ header: own, also }) => [own, ...also].map((one) => one.toLowerCase()));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe("the example of every column", () => {
  it.each(workbook.columns.filter(({ kind }) => kind !== "village").map(({ id, example }) => [id, example]))(
    "%s is right: %j",
    (id, example) => expect(String(read(id, example))).not.toMatch(/^!/),
  );
});

describe("a village", () => {
  const find = villageFinder(
    [
      { code: "1", name: "Thôn Đông", also: ["Xóm Chùa"] },
      { code: "2", name: "Thôn Tây", also: [] },
      { code: "3", name: "Bản Tây", also: [] },
    ],
    words.values.village_words,
  );

  it.each([
    ["Thôn Đông", "1"],
    ["thon dong", "1"],
    ["Đông", "1"],
    ["xóm chùa", "1"],
    ["chua", "1"],
    ["2", "2"],
    ["Bản Tây", "3"],
    ["Tây", "village-twice"],
    ["Nam", "village"],
  ])("written %j is %s", (text, expected) => {
    const found = find(text);
    expect("code" in found ? found.code : found.reason).toBe(expected);
  });
});
