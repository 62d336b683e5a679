import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../bot/split-text.ts";
import { codePoints } from "../../foundation/vietnamese.ts";

const blankless = (text: string) => text.replace(/\s+/g, "");

describe("a long text is cut", () => {
  it.each([
    ["not at all when it fits", "một hai", 7, ["một hai"]],
    ["between paragraphs", "Dòng một.\n\nDòng hai.", 15, ["Dòng một.", "Dòng hai."]],
    [
      "rather between paragraphs than sentences",
      "Câu một. Câu hai.\n\nCâu ba. Câu bốn.",
      28,
      ["Câu một. Câu hai.", "Câu ba. Câu bốn."],
    ],
    ["between lines", "dòng thứ nhất\ndòng thứ hai", 20, ["dòng thứ nhất", "dòng thứ hai"]],
    ["between sentences", "Có thẻ rồi. Mang theo giấy tờ.", 20, ["Có thẻ rồi.", "Mang theo giấy tờ."]],
    ["between words", "một hai ba bốn", 10, ["một hai ba", "bốn"]],
    ["inside a word only when there is no other place", "aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]],
    ["around a family, not through it", "a👨‍👩‍👧b", 5, ["a", "👨‍👩‍👧", "b"]],
    ["away when it is only blanks", " \n\n ", 5, []],
  ])("%s", (_, text, most, parts) => expect(splitText(text, most)).toEqual(parts));
});

it("nothing is lost, nothing is too long, the order stays", () => {
  const words = fc.array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.constantFrom("hộ nghèo.", "\n\n", "\n", " ", "👵🏽", "! "),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 60 }), (pieces, most) => {
      const text = pieces.join(" ");
      const parts = splitText(text, most);
      expect(blankless(parts.join(""))).toBe(blankless(text));
      for (const part of parts) {
        expect(codePoints(part)).toBeLessThanOrEqual(most);
        expect(part.trim()).not.toBe("");
      }
    }),
  );
});

it("no letter is cut in two: the letters of the parts are the letters of the text", () => {
  const segmenter = new Intl.Segmenter("vi", { granularity: "grapheme" });
  const letters = (text: string) =>
    [...segmenter.segment(text)].map(({ segment }) => segment).filter((s) => s.trim() !== "");
  const family = fc.constantFrom("👨‍👩‍👧", "👵🏽", "ậ", "🇻🇳", "e\u0323\u0302", "a", "b. ", " ", "\n\n");
  fc.assert(
    fc.property(fc.array(family, { minLength: 1, maxLength: 80 }), fc.integer({ min: 8, max: 30 }), (pieces, most) => {
      // A word between flags and families keeps their letters apart in the joined text.
      const text = pieces.join("x");
      expect(splitText(text, most).flatMap(letters)).toEqual(letters(text.trim()));
    }),
  );
});

it("one letter with more marks than fit is cut rather than refused", () => {
  const parts = splitText(`a${"\u0323".repeat(50)}`, 20);
  expect(parts.map(codePoints)).toEqual([20, 20, 11]);
});
