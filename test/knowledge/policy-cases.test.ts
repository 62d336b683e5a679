// Every case under cases/<domain>/ holds, and every policy has a case file of its own.
import { describe, expect, it } from "vitest";
import { knowledge } from "./knowledge.ts";
import { answerOf, decideCase, readPolicyCases, wantedOf } from "./policy-cases.ts";

const byFile = Map.groupBy(readPolicyCases(), (one) => one.file);

describe.each([...byFile])("%s", (_, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    expect(answerOf(decideCase(knowledge, one), one)).toEqual(wantedOf(one));
  });
});

it("every policy has a case file", () => {
  const covered = new Set([...byFile.values()].map((cases) => cases[0]!.policy));
  expect([...knowledge.policies.keys()].filter((id) => !covered.has(id))).toEqual([]);
});
