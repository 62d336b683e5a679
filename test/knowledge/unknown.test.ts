// Unknown is not no: a fact that is missing never makes a wrong answer, and questions end where the full facts end.
import { describe, expect, it } from "vitest";
import { policiesOf } from "../../knowledge/knowledge.ts";
import { knowledge } from "./knowledge.ts";
import { readPolicyCases } from "./policy-cases.ts";
import { askUntilDecided, fullHouseholds } from "./talks.ts";
import { missingEachFact } from "./unknown-facts.ts";

const byDomain = Map.groupBy(readPolicyCases(), ({ file }) => file.split("/")[0]!);

describe("a missing fact makes no wrong yes and no wrong no", () => {
  it.each([...byDomain])("in the cases of %s", (_, cases) => {
    const { tried, wrongYes, wrongNo } = missingEachFact(knowledge, cases);
    expect({ wrongYes, wrongNo }).toEqual({ wrongYes: [], wrongNo: [] });
    expect(tried).toBeGreaterThan(cases.length);
  });
});

describe("questions end with the verdicts of the full facts, and are never more than asking everything", () => {
  const households = fullHouseholds(knowledge, 10, 3);
  it.each(knowledge.domains.map(({ id }) => id))("%s", (domain) => {
    for (const full of households) {
      const { asked, everything, right } = askUntilDecided(
        knowledge,
        full,
        "2026-11-21",
        policiesOf(knowledge, domain),
      );
      expect(right).toBe(true);
      expect(asked).toBeLessThanOrEqual(everything);
    }
  });
});
