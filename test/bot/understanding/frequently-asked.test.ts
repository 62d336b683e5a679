import { describe, expect, it, test } from "vitest";
import { wordsOf } from "../../../bot/understanding/features.ts";
import { createFindAsked } from "../../../bot/understanding/frequently-asked.ts";
import { loadLanguage } from "../../../bot/understanding/language.ts";
import { fold } from "../../../foundation/vietnamese.ts";
import { HANDLERS } from "../../../handlers/index.ts";

const { frequentlyAsked: questions, thresholds } = loadLanguage();
const find = createFindAsked(questions, thresholds.asked_likeness);
const frequentlyAsked = questions();
const askedIn = (text: string): string[] => find(wordsOf(fold(text)));

describe("a message that is not surely understood", () => {
  it.each([
    ["luật sư", "lawyer"],
    ["tháng mấy xã rà soát", "when-reviewed"],
    ["danh sách dán ở đâu", "posted-where"],
    ["lãi suất vay", "loans"],
    ["mien hoc phi", "school-fees"],
    ["free lawyer", "lawyer"],
  ])("%s: asks first whether %s is meant", (text, id) => {
    expect(askedIn(text)[0]).toBe(id);
  });

  it("is offered at most three questions, and none when nothing is near", () => {
    expect(askedIn("hộ nghèo được hỗ trợ tiền điện, học phí, nhà ở, vay vốn gì").length).toBeLessThanOrEqual(3);
    expect(askedIn("asdfgh qwerty")).toEqual([]);
    expect(askedIn("constructor __proto__")).toEqual([]);
    expect(askedIn("")).toEqual([]);
  });
});

test("every question is found first by its own words, in both languages", () => {
  const own = frequentlyAsked.flatMap(({ id, question }) => [question.vi, question.en!].map((text) => ({ id, text })));
  expect(own.filter(({ id, text }) => askedIn(text)[0] !== id)).toEqual([]);
});

test("there are 25 questions or more, each leading to a handler that exists or answering with its source", () => {
  expect(frequentlyAsked.length).toBeGreaterThanOrEqual(25);
  const lost = frequentlyAsked.filter(
    (asked) => "goes_to" in asked && !HANDLERS.has(asked.goes_to.slice(1).split(".")[0]!),
  );
  expect(lost).toEqual([]);
  expect(new Set(frequentlyAsked.map(({ id }) => id)).size).toBe(frequentlyAsked.length);
});
