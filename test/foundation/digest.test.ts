// Short codes: the same content the same code; a wrong letter is noticed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, monthsElapsed } from "../../foundation/day.ts";
import { doorCode, doorCodeIn, readShortCode, shortCode } from "../../foundation/digest.ts";

describe("a short code", () => {
  it("depends on the content alone, and reads back however it is typed", () => {
    fc.assert(
      fc.property(fc.string(), (content) => {
        const code = shortCode(content);
        expect(shortCode(content)).toBe(code);
        expect(code).toMatch(/^[2-9A-HJ-KM-NP-TV-Z]{4}-[2-9A-HJ-KM-NP-TV-Z]{4}$/);
        expect(readShortCode(` ${code.toLowerCase().replace("-", " ")} `)).toBe(code);
      }),
    );
  });

  it("is refused when any one letter is another", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom(..."23456789ABCDEFGHJKMNPQRSTVWXYZ"),
        (content, at, letter) => {
          const letters = [...shortCode(content).replace("-", "")];
          fc.pre(letters[at] !== letter);
          letters[at] = letter;
          expect(readShortCode(letters.join(""))).toBeNull();
        },
      ),
    );
  });

  it.each(["", "ABC", "OOOO-1111", "thêm", "ABCD-EFGHJ"])("%j is none", (text) =>
    expect(readShortCode(text)).toBeNull(),
  );
});

describe("months gone by", () => {
  it.each([
    ["2023-11-21", "2026-11-20", 35.5],
    ["2023-11-21", "2026-11-21", 36],
    ["2023-11-21", "2026-11-22", 36.5],
    ["2015-05-31", "2018-05-31", 36],
    ["2024-02-29", "2027-02-28", 36],
    ["2024-01-31", "2024-02-29", 1],
    ["2026-11-21", "2026-11-21", 0],
  ])("from %s to %s: %d", (from, to, months) => expect(monthsElapsed(day(from), day(to))).toBe(months));
});

describe("a door code", () => {
  const code = doorCode("secret");

  it("is three groups of four, the same for the same secret", () => {
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
    expect(doorCode("secret")).toBe(code);
    expect(doorCode("another")).not.toBe(code);
  });

  it.each([code, code.toLowerCase(), code.replaceAll("-", " "), code.replaceAll("-", ""), `mã của tôi là ${code} ạ`])(
    "is read in “%s”",
    (text) => {
      expect(doorCodeIn(text)).toEqual({ code });
    },
  );

  it("is noticed when a letter is wrong, and not seen where none was meant", () => {
    const wrong = code.replace(/^./, (letter) => (letter === "2" ? "3" : "2"));
    expect(doorCodeIn(wrong)).toEqual({ code: null });
    for (const text of ["", "hộ nghèo", "7KQ2-M4TB", "0912 345 678", "030095001234"])
      expect(doorCodeIn(text)).toBeNull();
  });
});
