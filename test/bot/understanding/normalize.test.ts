// One spelling for the many ways a message is typed.
import { describe, expect, test } from "vitest";
import { loadLanguage } from "../../../bot/understanding/language.ts";
import { normalize } from "../../../bot/understanding/normalize.ts";

const tables = loadLanguage().words;
const plain = (text: string): string => normalize(text, tables).plain;

describe("normalising a message", () => {
  test.each([
    ["hoà thuỷ", "hòa thủy"],
    ["quý hoá", "quý hóa"],
    ["khôôôông", "không"],
    ["nhà em ko đc gì", "nhà em không được gì"],
    ["800k hay 800 k", "800k hay 800 k"],
    ["nhà 4 ng", "nhà 4 ng"],
    ["nguwowif ngheof ddi vay", "người nghèo đi vay"],
    ["nop don o dau vay chau", "nop don o dau vậy chau"],
    ["duoc vay bao nhieu, vay o dau", "duoc vay bao nhieu, vay o dau"],
    ["ho65 ngheo2 d9i", "hộ nghèo đi"],
    ["anh A Dính", "anh A Dính"],
    ["ngheo".normalize("NFD"), "ngheo"],
    ["nghèo".normalize("NFD"), "nghèo"],
    ["thôn 3 khu5", "thôn 3 khu5"],
  ])("%s → %s", (typed, wanted) => {
    expect(plain(typed)).toBe(wanted);
  });

  test("only the first 500 characters are read; all of it is kept", () => {
    const long = "nhà nghèo ".repeat(200).trim();
    const { text, plain: read } = normalize(long, tables);
    expect(text).toBe(long);
    expect(read.length).toBeLessThanOrEqual(500);
  });

  test.each(["hello this is the free card", "I was there for the loan"])(
    "English is not undone as keystrokes: %s",
    (text) => {
      expect(plain(text)).toBe(text);
    },
  );
});
