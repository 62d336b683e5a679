// Names as typed against names as registered.
import { expect, test } from "vitest";
import { matchName } from "../../../bot/understanding/match-name.ts";

const known = ["Nguyễn Văn Tám", "Trần Văn Tám", "Lò Thị Xuân", "thôn Lũng Pù", "ấp 3", "ấp 13"];

test.each([
  ["Tám", ["Nguyễn Văn Tám", "Trần Văn Tám"]],
  ["nguyen van tam", ["Nguyễn Văn Tám"]],
  ["Lò Thị Xuâm", ["Lò Thị Xuân"]],
  ["Lũng Phù", ["thôn Lũng Pù"]],
  ["ap 3", ["ấp 3"]],
  ["Hoàng Thị Mến", []],
])("%s", (typed, wanted) => {
  const found = matchName(typed, known, (name) => name).filter(
    ({ likeness }, _, all) => likeness >= all[0]!.likeness - 0.02,
  );
  expect(found.map(({ candidate }) => candidate)).toEqual(wanted);
});
