// Names as people say them against names as registered. All are invented.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createNameMatcher } from "../../foundation/match-name.ts";

const words = {
  titles: ["ông", "bà", "anh", "chị", "hộ", "nhà", "thôn", "ấp", "khu dân cư", "khu", "dân", "cư", "số"],
  orders: ["hai", "ba", "sáu", "út"],
};
const people = [
  { id: "a", name: "Nguyễn Văn Tám" },
  { id: "b", name: "Trần Văn Tám" },
  { id: "c", name: "Lò Thị Xuân" },
  { id: "d", name: "Đặng Văn Lèo", aliases: ["Sáu Lèo"] },
  { id: "e", name: "Hoàng Thị Hòa" },
  { id: "f", name: "Hoàng Thị Hoa" },
  { id: "g", name: "Trần Văn Tam" },
];
const villages = ["thôn Lũng Pù", "ấp 3", "ấp 13", "Khu dân cư số 3"].map((name) => ({ id: name, name }));
const best = (found: { candidate: { id: string }; score: number }[]) =>
  found.filter(({ score }) => score === found[0]!.score).map(({ candidate }) => candidate.id);

test.each([
  ["Tám", ["a", "b"]],
  ["ông Tám", ["a", "b"]],
  ["tam", ["a", "b", "g"]],
  ["nguyen van tam", ["a"]],
  ["NGUYỄN VĂN TÁM", ["a"]],
  ["hộ bà Lò Thị Xuâm", ["c"]],
  ["Xuân Lò Thị", ["c"]],
  ["lò xuân", ["c"]],
  ["ông Sáu Lèo", ["d"]],
  ["anh Út Leo", ["d"]],
  ["Hòa", ["e"]],
  ["chị hoa", ["e", "f"]],
  ["Hoàng Thị Mến", []],
  ["Hòang Thị Hoà", ["e"]],
  ["", []],
  ["?!", []],
])("%s", (said, wanted) => {
  expect(best(createNameMatcher(people, words)(said))).toEqual(wanted);
});

test.each([
  ["Lũng Phù", ["thôn Lũng Pù"]],
  ["thon lung pu", ["thôn Lũng Pù"]],
  ["ap 3", ["ấp 3", "Khu dân cư số 3"]],
  ["13", ["ấp 13"]],
  ["ấp 4", []],
])("village %s", (said, wanted) => {
  expect(best(createNameMatcher(villages, words)(said))).toEqual(wanted);
});

test("everybody is found by the own name, above all others, and without marks as well", () => {
  const syllable = fc.constantFrom("Văn", "Thị", "Lèo", "Hòa", "Hoa", "Tám", "Đức", "Seo", "Mùa", "Út", "Ba");
  const name = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (names) => {
      const match = createNameMatcher(
        names.map((one) => ({ id: one, name: one })),
        { titles: [], orders: [] },
      );
      for (const one of names) expect(best(match(one))).toEqual([one]);
    }),
  );
});
