// A second evaluation of the law that shares no code with the engine comes to the same verdicts.
import { expect, it } from "vitest";
import { KNOWLEDGE_DIRECTORY, knowledge } from "../knowledge.ts";
import { policyMutants, rebuild } from "../mutants.ts";
import { compare } from "./compare.ts";

it("the engine and SQL agree on 1,000 random households", async () => {
  const { subjects, verdicts, differences } = await compare(knowledge, KNOWLEDGE_DIRECTORY, 1000, 7);
  expect(differences).toEqual([]);
  expect(subjects).toBeGreaterThan(3000);
  for (const letter of ["y", "n", "u"]) expect(verdicts[letter]).toBeGreaterThan(1000);
});

it("one wrong condition in the engine's law shows", async () => {
  const mutant = policyMutants(knowledge).find(
    ({ where, what }) => where === "credit-poor@2019-03-01" && what === "way 0: hh_class with near_poor",
  )!;
  const wrong = rebuild(knowledge, { policies: new Map([...knowledge.policies, ...mutant.make().policies]) });
  const { differences } = await compare(wrong, KNOWLEDGE_DIRECTORY, 200, 7);
  expect(differences.length).toBeGreaterThan(0);
  for (const one of differences) expect(one).toContain(" credit-poor: engine ");
});
