// A month or a year alone decides where all its days agree, and only there.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, daysOf } from "../../../foundation/day.ts";
import { decide, resultOf } from "../../../knowledge/eligibility/decide.ts";
import { knowledge } from "../knowledge.ts";
import { situationWith } from "./situations.ts";

const TODAY = day("2026-11-21");
const verdict = (left: string) => {
  const decision = decide(knowledge, situationWith({ hh_class: "other", exit_date: left }), TODAY);
  return resultOf(decision, "household", "credit-escaped")!.verdict;
};

describe("the loan for three years after leaving the list", () => {
  it.each([
    ["2024", "yes"],
    ["2023", "unknown"],
    ["2022", "no"],
    ["2023-11", "unknown"],
    ["2023-12", "yes"],
    ["2023-10", "no"],
    ["2026", "yes"],
    ["2026-11", "yes"],
    ["2027", "no"],
  ])("left in %s: %s", (left, expected) => expect(verdict(left)).toBe(expected));

  it("is known from a month exactly when its first and its last day agree", () => {
    const months = fc.tuple(fc.integer({ min: 2020, max: 2025 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(months, ([year, month]) => {
        const partial = `${year}-${String(month).padStart(2, "0")}`;
        const { first, last } = daysOf(partial);
        const [early, late] = [verdict(first), verdict(last)];
        expect(verdict(partial)).toBe(early === late ? early : "unknown");
      }),
    );
  });
});

describe("facts that are asked in groups", () => {
  it("offer every choice once, in no more than seven taps with the one who does not know", () => {
    const grouped = knowledge.facts.facts.filter(({ choices }) => Object.keys(choices ?? {}).length > 6);
    expect(grouped.map(({ id }) => id)).toEqual(["level"]);
    for (const { choices, groups = [] } of grouped) {
      expect(groups.flatMap((group) => group.choices)).toEqual(Object.keys(choices!));
      expect(groups.length).toBeLessThanOrEqual(6);
    }
  });

  it("names only policies that exist as named by what they are for", async () => {
    const { loadPlainWords } = await import("../../../knowledge/plain-words.ts");
    const words = loadPlainWords(`${import.meta.dirname}/../../../knowledge`);
    const named = words.policiesNamed(
      "mai táng, khuyết tật, mồ côi, đơn thân, thiếu đói, hưu trí xã hội, sinh viên, vay, án phí",
    );
    expect(named).toContain("sa-funeral");
    expect(named.filter((id) => !knowledge.policies.has(id))).toEqual([]);
  });
});
