import { describe, expect, test } from "vitest";
import { fold } from "../../foundation/vietnamese.ts";
import { findTerm, loadGlossary, namesOf } from "../../knowledge/glossary.ts";
import { loadKnowledge } from "../../knowledge/load.ts";

const terms = loadGlossary("knowledge");
const knowledge = loadKnowledge("knowledge");

describe("the glossary", () => {
  test("has its sixty terms, each id once", () => {
    expect(terms.length).toBeGreaterThanOrEqual(60);
    expect(new Set(terms.map((term) => term.id)).size).toBe(terms.length);
  });

  test("calls no two terms by the same name, tone marks aside", () => {
    const names = terms.flatMap((term) => [...new Set(namesOf(term).map(fold))]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("explains every indicator of every standard", () => {
    const explained = terms.flatMap((term) => term.see);
    const indicators = knowledge.standards.flatMap((standard) =>
      standard.indicators.map((one) => `indicator:${one.id}`),
    );
    expect([...new Set(indicators)].filter((indicator) => !explained.includes(indicator))).toEqual([]);
  });

  test("repeats no figure of the law", () => {
    expect(terms.filter(({ says }) => /\d/.test(says.vi + says.en)).map((term) => term.id)).toEqual([]);
  });

  test("points only to what exists", () => {
    const known = new Set([
      ...knowledge.policies.keys(),
      ...knowledge.parameters.keys(),
      ...Object.keys(knowledge.agencies),
      ...knowledge.standards.flatMap((standard) => [
        standard.id,
        ...standard.indicators.map((one) => `indicator:${one.id}`),
      ]),
    ]);
    expect(terms.flatMap((term) => term.see).filter((id) => !known.has(id))).toEqual([]);
  });

  test("says where it was read when it calls itself confirmed or seed", () => {
    for (const { id, confidence, sources } of terms) {
      const wanted = confidence === "confirmed" || confidence === "seed";
      expect(`${id} ${!wanted || sources.length > 0}`).toBe(`${id} true`);
      expect(sources.filter((source) => knowledge.sources[source] === undefined)).toEqual([]);
    }
  });

  test.each([
    ["hộ cận nghèo là gì", "near-poor-household"],
    ["ho ngheo la sao", "poor-household"],
    ["BHYT?", "health-insurance"],
    ["mới thoát nghèo nghĩa là thế nào", "newly-escaped"],
    ["xã bãi ngang là xã nào", "coastal-commune"],
    ["What is the base wage?", "base-wage"],
    ["lương cơ sở bao nhiêu", "base-wage"],
    ["NHCSXH ở đâu", "policy-bank"],
    ["can ngheo la gi", "near-poor-household"],
  ])("%s → %s", (text, id) => {
    expect(findTerm(terms, text)?.id).toBe(id);
  });

  test("finds whole words only, and nothing where there is nothing", () => {
    expect(findTerm(terms, "nghèonàn")).toBeNull();
    expect(findTerm(terms, "thơn")).toBeNull();
    expect(findTerm(terms, "")).toBeNull();
  });
});
