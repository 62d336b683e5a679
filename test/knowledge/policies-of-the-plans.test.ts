// docs/policies-of-the-plans.md is written for people; here it is held against the data.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../knowledge/load.ts";
import { loadPlans } from "../../knowledge/plans.ts";

const knowledge = loadKnowledge("knowledge");
const plans = loadPlans("knowledge");
const page = readFileSync("docs/policies-of-the-plans.md", "utf8");
const [byPlan, byPolicy] = page.split("## By policy") as [string, string];
const named = [...new Set(plans.flatMap((plan) => plan.mentions.flatMap((mention) => mention.policies)))];

describe("the page on the policies of the plans", () => {
  test.each(plans.map((plan) => [plan.id, plan] as const))(
    "lists all that %s names, under its file name",
    (_, plan) => {
      const chapter = byPlan.split("\n## ").find((one) => one.includes(`\`${plan.seed}\``));
      for (const { section, says, policies } of plan.mentions) {
        const kinds = policies.map((id) => `\`${id}\` (${knowledge.policies.get(id)!.kind})`).join(", ");
        expect(chapter).toContain(`| ${section} | ${says.en} | ${kinds} |`);
      }
    },
  );

  test("lists every named policy once by itself, and none that no plan names", () => {
    const listed = [...byPolicy.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
    expect(listed).toEqual([...named].sort());
    expect(byPlan).toContain(`The plans name ${named.length} policies`);
  });

  test("tells truly how many are nobody's right", () => {
    const nobodys = named.filter((id) =>
      knowledge.policies.get(id)!.versions.every((version) => version.who.any.length === 0),
    );
    expect(byPlan).toContain(`**Programmes.** ${nobodys.length} entries`);
    expect(nobodys.every((id) => knowledge.policies.get(id)!.kind === "programme")).toBe(true);
  });
});
