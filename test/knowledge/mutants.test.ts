// The cases reach every clause of the law, and some case fails for every small error put into it.
import { describe, expect, it } from "vitest";
import { clauseCoverage } from "./clause-coverage.ts";
import { figureMutants } from "./figure-mutants.ts";
import { knowledge } from "./knowledge.ts";
import { policyMutants, survivorsOf } from "./mutants.ts";
import { readPolicyCases } from "./policy-cases.ts";
import { sharedMutants } from "./shared-mutants.ts";

const cases = readPolicyCases();
const told = (mutants: readonly { where: string; what: string }[]) =>
  mutants.map(({ where, what }) => `${where}: ${what}`);

it("the cases reach every way, condition, choice and day of every version", () => {
  expect(clauseCoverage(knowledge, cases).flatMap(({ missed }) => missed)).toEqual([]);
});

describe("a small error in the law is noticed", () => {
  const byDomain = Map.groupBy(policyMutants(knowledge), ({ policies }) => {
    const [id] = policies ?? [];
    return knowledge.policies.get(id!)!.domain;
  });
  it.each([...byDomain])("in %s", (_, mutants) => {
    const real = mutants.filter(({ harmless }) => !harmless);
    expect(real.length).toBeGreaterThan(0);
    expect(told(survivorsOf(real, cases))).toEqual([]);
  });

  it("in groups, words, derived facts and standards", () => {
    expect(told(survivorsOf(sharedMutants(knowledge), cases))).toEqual([]);
  });

  it("in parameters and figures", () => {
    expect(told(survivorsOf(figureMutants(knowledge), cases))).toEqual([]);
  });
});
