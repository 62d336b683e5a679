// What an import finds wrong or doubtful: every bad cell told, the good ones kept when that is asked for.
import { describe, expect, it } from "vitest";
import type { RawCell } from "../../../registry/spreadsheets/raw-row.ts";
import { STORE_KINDS } from "../../setup/stores.ts";
import { BINH, HEADER, importing, SEO, XUAN } from "./importing.ts";
import { UNITS } from "./open-workbook.ts";

describe.each(STORE_KINDS)("an import on the %s store", (kind) => {
  const { opened, run, told, read } = importing(kind);

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
