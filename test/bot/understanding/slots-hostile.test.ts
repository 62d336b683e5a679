// Every reader of facts on text made to break it: long, repetitive, half-finished. A rule that looks again and again at the same
// letters would not end within the time of a test; what it yields stays in proportion to what was written.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadLanguage } from "../../../bot/understanding/language.ts";
import { createRedaction } from "../../../bot/understanding/redact.ts";
import { type Aligned, align } from "../../../bot/understanding/slots/aligned.ts";
import { datesIn } from "../../../bot/understanding/slots/dates.ts";
import { identifiersIn } from "../../../bot/understanding/slots/identifiers.ts";
import { amountsIn } from "../../../bot/understanding/slots/money.ts";
import { createNamed } from "../../../bot/understanding/slots/named.ts";
import { personsIn } from "../../../bot/understanding/slots/persons.ts";
import { createPhrases, wordsIn } from "../../../bot/understanding/slots/phrases.ts";
import { placesIn } from "../../../bot/understanding/slots/places.ts";
import { quantitiesIn } from "../../../bot/understanding/slots/quantities.ts";
import { createUnits } from "../../../bot/understanding/slots/units.ts";
import { openModel } from "../../../bot/understanding/train.ts";
import { day } from "../../../foundation/day.ts";

const language = loadLanguage();
const model = openModel(language);
const tables = { ...language.words, smallWords: new Map(Object.entries(model.smallWords)), nameWeights: model.names };
const units = createUnits(language.provinces, language.communes(), tables.unitWords);
const named = createNamed(language);
const redact = createRedaction(tables, units);
const today = day("2026-11-21");

const readers: [string, (message: Aligned) => readonly unknown[]][] = [
  ["amounts", amountsIn],
  ["dates", (message) => datesIn(message, today)],
  ["persons", (message) => personsIn(message, tables)],
  ["places", (message) => placesIn(message, tables)],
  ["quantities", (message) => quantitiesIn(message).ages],
  ["units", (message) => units(message).units],
  ["policies and papers", (message) => Object.values(named(message)).flat()],
  ["identifiers", (message) => identifiersIn(message).spans],
  ["redaction", ({ text }) => redact(text).match(/‹/g) ?? []],
];

const LONG = 2000;
const PIECES = [
  "ba ",
  "hai trăm ",
  "mười ",
  "1.",
  "0 ",
  "09",
  "1/",
  "ngày ",
  "tháng ",
  "thứ ",
  "từ ",
  "năm 20",
  "nam ",
  "A ",
  "Nguyễn ",
  "ông ",
  "con là ",
  "hộ ",
  "thôn ",
  "xã ",
  "tổ ",
  "số ",
  "12 ",
  "tr ",
  "triệu rưỡi ",
  "Tân ",
  "tan tien ",
  "vay ",
  "giấy ",
  "@",
  "http://",
  "x.",
  "-",
  " ",
  "'",
  "\u0301",
  "\ud83d\ude00",
  "mã hộ ",
  "ab-1",
  "DN 4",
  "đ",
]; // prettier-ignore

const repeated = fc
  .tuple(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }), fc.string({ maxLength: 3 }))
  .map(([parts, end]) => parts.join("").repeat(LONG).slice(0, LONG) + end);
const mixed = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 4 })), { maxLength: 600 })
  .map((parts) => parts.join("").slice(0, LONG));

describe("text made to break the readers", () => {
  test.each(readers)("%s", (_, read) => {
    fc.assert(
      fc.property(fc.oneof(repeated, mixed), (text) => {
        expect(read(align(text.normalize("NFC"))).length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 60, examples: PIECES.map((piece) => [piece.repeat(LONG).slice(0, LONG)]) },
    );
  });

  test("finding known names takes one step a word for each word of the longest name, whatever the text", () => {
    let steps = 0;
    const find = createPhrases(
      [
        ["a a a a b", 1],
        ["a a c", 2],
      ],
      "heeded",
    );
    for (const count of [100, 200, 400]) {
      const words = wordsIn(align("a ".repeat(count))).map((word) => ({
        ...word,
        get folded() {
          steps += 1;
          return word.folded;
        },
      }));
      steps = 0;
      expect(find(words)).toEqual([]);
      expect(steps).toBeLessThanOrEqual(5 * count);
    }
  });
});
