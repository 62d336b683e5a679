import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../knowledge/load.ts";
import { loadPlans } from "../../knowledge/plans.ts";
import type { Words } from "../../knowledge/schema/words.ts";

const plans = loadPlans("knowledge");
const knowledge = loadKnowledge("knowledge");

/** Every pair of Vietnamese and English words inside a value. */
function wordsIn(value: unknown): Words[] {
  if (typeof value !== "object" || value === null) return [];
  if ("vi" in value && "en" in value) return [value as Words];
  return Object.values(value).flatMap(wordsIn);
}

describe("the plans", () => {
  test("every source that is a plan has its file, and no other", () => {
    const documents = Object.entries(knowledge.sources).filter(([id]) => id.startsWith("seed-"));
    expect(plans.map((plan) => plan.source).sort()).toEqual(documents.map(([id]) => id).sort());
    for (const plan of plans) expect(knowledge.sources[plan.source]).toContain(plan.seed);
  });

  test("there is one file a plan", () => {
    expect(readdirSync("knowledge/plans")).toHaveLength(plans.length);
  });

  describe.each(plans.map((plan) => [plan.id, plan] as const))("%s", (_, plan) => {
    test("names only policies that exist", () => {
      const named = [...plan.mentions, ...plan.targets].flatMap((one) => one.policies);
      expect(named.filter((id) => !knowledge.policies.has(id))).toEqual([]);
    });

    test("names every policy that is in force because this plan says so", () => {
      const named = new Set(plan.mentions.flatMap((mention) => mention.policies));
      const resting = [...knowledge.policies.values()].filter((policy) =>
        policy.versions.some((version) => version.confidence === "seed" && version.sources.includes(plan.source)),
      );
      expect(resting.map((policy) => policy.id).filter((id) => !named.has(id))).toEqual([]);
    });

    test("says everything in both languages", () => {
      expect(wordsIn(plan).filter((words) => words.en === null)).toEqual([]);
    });

    test("follows a standard that exists and stays inside its own years", () => {
      expect(knowledge.standards.map((standard) => standard.id)).toContain(plan.standard);
      for (const target of plan.targets) {
        expect(target.from <= target.by).toBe(true);
        expect(plan.to === null || target.by <= plan.to).toBe(true);
      }
    });

    test("aims at one value an indicator at a time", () => {
      for (const [index, target] of plan.targets.entries()) {
        const others = plan.targets.slice(index + 1).filter((other) => other.indicator === target.indicator);
        expect(others.every((other) => other.from > target.by || other.by < target.from)).toBe(true);
      }
    });

    test("gives the poverty rate that its document gives", () => {
      const expected = {
        "gia-loc-2022": 1.75,
        "quang-khai-2023": 1,
        "hai-duong-2023": 1.6,
        "ha-nam-2016": 3,
        "son-duong-2022": 3,
      };
      expect(plan.targets.find((target) => target.indicator === "poor-rate")?.value).toBe(
        expected[plan.id as keyof typeof expected],
      );
    });
  });

  test("what Hà Nam counted at the end of 2015 stands as counted", () => {
    const counted = plans.find((plan) => plan.id === "ha-nam-2016")!.baseline;
    const value = (indicator: string) => counted.find((one) => one.indicator === indicator)?.value;
    expect([
      value("poor-households"),
      value("poor-rate"),
      value("near-poor-households"),
      value("near-poor-rate"),
    ]).toEqual([15571, 5.81, 12852, 4.8]);
    expect(counted.filter((one) => one.indicator.startsWith("deprived-"))).toHaveLength(10);
  });

  test("the days of reports are those of the documents", () => {
    const due = plans.flatMap((plan) =>
      plan.deadlines.map((deadline) => [`${plan.id} ${deadline.id}`, deadline.due] as const),
    );
    expect(Object.fromEntries(due)).toMatchObject({
      "son-duong-2022 yearly-report": { kind: "yearly", before: "12-10" },
      "son-duong-2022 ten-year-report": { kind: "once", before: "2030-09-15" },
      "hai-duong-2023 yearly-report": { kind: "yearly", before: "11-20" },
      "ha-nam-2016 half-year-report": { kind: "every", months: 6 },
      "quang-khai-2023 movements": { kind: "promptly" },
    });
  });
});
