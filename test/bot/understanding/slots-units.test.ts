// Administrative units in a message, by names of today and of before July 2025.
import { describe, expect, test } from "vitest";
import { openUnderstanding } from "../../../bot/understanding/understand.ts";

const understand = openUnderstanding();
const unitsOf = (text: string) => understand(text).slots.units;

describe("provinces, by new, old and everyday names", () => {
  test.each([
    ["nhà tôi ở Tuyên Quang", ["08 Tuyên Quang"]],
    ["quê em Hà Giang", ["08 Tuyên Quang, of before"]],
    ["o tinh yen bai", ["15 Lào Cai, of before"]],
    ["chuyển từ Bình Định vào Sài Gòn", ["52 Gia Lai, of before", "79 Hồ Chí Minh"]],
    ["Thanh Hoá", ["38 Thanh Hóa"]],
    ["bà già lại ốm", []],
    ["chi hue o ap 3", []],
    ["thôn Thái Bình", []],
    ["Huế", ["46 Huế"]],
    ["nhà em ở tp hcm", ["79 Hồ Chí Minh"]],
    ["I live in Hai Duong", ["31 Hải Phòng, of before"]],
  ])("%s", (text, wanted) => {
    expect(unitsOf(text).map(({ code, name, old }) => `${code} ${name}${old ? ", of before" : ""}`)).toEqual(wanted);
  });
});

describe("communes: the one that is meant, or how many may be", () => {
  test.each([
    ["xã Tứ Kỳ", "11074 Xã Tứ Kỳ"],
    ["tu ky", "11074 Xã Tứ Kỳ"],
    ["em o xa tu ky a", "11074 Xã Tứ Kỳ"],
    ["Tu Ky commune", "11074 Xã Tứ Kỳ"],
    ["xã Tân Tiến", "one of 8"],
    ["xã Tân Tiến tỉnh Hưng Yên", "12583 Xã Tân Tiến"],
    ["o tan tien hung yen", "12583 Xã Tân Tiến"],
    ["xã Tứ Kỳ tỉnh Cà Mau", "one of 1"],
    ["phường Chân Mây - Lăng Cô", "20137 Xã Chân Mây - Lăng Cô"],
    ["thị trấn Đồng Văn", "of before, one of 2"],
    ["huyện Gia Lộc tỉnh Hải Dương", "of before, one of 1"],
    ["tôi tự ký tên", undefined],
    ["nhà xa lắm", undefined],
    ["nhà em tân tiến lắm", undefined],
  ])("%s", (text, wanted) => {
    const unit = unitsOf(text).find(({ level }) => level !== "province");
    const told = unit?.code ? `${unit.code} ${unit.name}` : unit && `one of ${unit.candidates.length}`;
    expect(unit?.old ? `of before, ${told}` : told).toBe(wanted);
  });

  test("a district of before is none of today's units, but names the communes that bear its name", () => {
    expect(unitsOf("huyện Gia Lộc tỉnh Hải Dương")[0]).toEqual({
      level: "district",
      code: null,
      name: "Gia Lộc",
      said: "Gia Lộc",
      old: true,
      candidates: [{ level: "commune", code: "10999", name: "Xã Gia Lộc", province: "31" }],
    });
  });

  test("a unit with its kind is nobody's name", () => {
    expect(understand("em ở huyện Gia Lộc").slots.persons).toEqual([]);
  });
});
