// Why, why not, what would change it, what differs between two days: as a person reads it.
import { describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { counterfactual } from "../../../knowledge/eligibility/counterfactual.ts";
import { decide, resultOf, uncertain } from "../../../knowledge/eligibility/decide.ts";
import { difference, lawDifference } from "../../../knowledge/eligibility/difference.ts";
import { explain } from "../../../knowledge/eligibility/explain.ts";
import type { FactValue } from "../../../knowledge/eligibility/facts.ts";
import { nextQuestion } from "../../../knowledge/eligibility/next-question.ts";
import { withObvious } from "../../../knowledge/eligibility/obvious.ts";
import { createReceipt } from "../../../knowledge/receipt.ts";
import { tell } from "../../../knowledge/tell.ts";
import { knowledge } from "../knowledge.ts";
import { situationWith } from "./situations.ts";

const TODAY = day("2026-11-21");
const on = (facts: Record<string, FactValue>, date = TODAY) =>
  decide(knowledge, situationWith(facts), date, { assumeAbsentFalse: true });
const pick = (decision: ReturnType<typeof on>, id: string, who = "m") => resultOf(decision, who, id)!;

describe("a refusal", () => {
  it("names the value, the limit with its last day, and what could honestly be different", () => {
    const decision = on({ hh_class: "avg_living", exit_date: "2023-11-20" });
    const result = pick(decision, "credit-escaped", "household");
    expect(explain(decision, result).failed).toMatchObject([[{ fact: "exit_date", value: "2023-11-20", wanted: 36 }]]);
    const text = tell(knowledge, createReceipt(decision, [result]), { language: "vi", form: "short" });
    expect(text).toContain("20/11/2023");
    expect(text).toContain("20/11/2026");
    expect(text).toContain("Điều có thể khác");
    expect(counterfactual(decision, result).sets).toMatchObject([[{ fact: "exit_date", kind: "correct" }]]);
  });

  it("says which policy of the group stands before", () => {
    const decision = on({ hh_class: "poor", age: 20, level: "university", school: "public" });
    const result = pick(decision, "bhyt-student");
    expect(explain(decision, result).instead?.earlier).toMatchObject([{ policy: "bhyt-poor", verdict: "yes" }]);
    const text = tell(knowledge, createReceipt(decision, [result]), { language: "vi", form: "short" });
    expect(text).toContain(knowledge.policies.get("bhyt-poor")!.name.vi);
  });

  it("tells the day that brings an age, when the day of birth is known", () => {
    const decision = on({ hh_class: "other", birth: "1952-03-08", no_pension: true });
    const { sets } = counterfactual(decision, pick(decision, "social-pension"));
    expect(sets).toMatchObject([[{ fact: "age", kind: "time", on: "2027-03-08" }]]);
  });

  it("never proposes class, income, divorce, or a smaller household", () => {
    for (const policy of knowledge.policies.values()) {
      const decision = on({ hh_class: "other", age: 40 });
      for (const who of ["household", "m"]) {
        const result = resultOf(decision, who, policy.id);
        const facts = result
          ? counterfactual(decision, result)
              .sets.flat()
              .map((change) => change.fact)
          : [];
        for (const fact of facts) expect(Object.keys(knowledge.facts.never_proposed)).not.toContain(fact);
      }
    }
  });

  it("knows when the next standard or a later version of the law would say yes", () => {
    const nearLine = on({ income_per_head: 2_100_000, deprivations: 1, area: "rural", age: 40 });
    expect(counterfactual(nearLine, pick(nearLine, "bhyt-near-poor")).later).toEqual({
      on: "2027-01-01",
      by: "standard",
    });
    const mother = on({ hh_class: "other", pregnant: true });
    expect(counterfactual(mother, pick(mother, "screening-prenatal-newborn")).later).toEqual({
      on: "2027-01-01",
      by: "version",
    });
  });
});

describe("an open answer", () => {
  it("holds at least the policy that only a better one could replace", () => {
    const facts = { hh_class: "near_poor", age: 40, labour_contract: false };
    const decision = decide(knowledge, situationWith(facts), TODAY);
    const result = pick(decision, "bhyt-near-poor");
    expect(result).toMatchObject({ own: "yes", verdict: "unknown" });
    expect(tell(knowledge, createReceipt(decision, [result]), { language: "vi", form: "short" })).toContain(
      "có thể còn được hơn",
    );
  });

  it("does not ask what is obvious, and keeps private questions for private talk", () => {
    const child = withObvious(knowledge, situationWith({ hh_class: "poor", age: 4 }), TODAY);
    expect(child.members[0]!.facts.labour_contract).toEqual({ value: false, origin: "derived" });
    const decision = decide(knowledge, situationWith({ hh_class: "poor" }), TODAY, { scope: ["sa-hiv-poor"] });
    const skip = new Set(knowledge.facts.facts.filter((fact) => fact.id !== "hiv").map((fact) => fact.id));
    expect(nextQuestion(decision, { skip })).toBeNull();
    expect(nextQuestion(decision, { skip, allowPrivate: true })?.fact.id).toBe("hiv");
  });

  it("only names what is uncertain, with where to ask", () => {
    const decision = on({ hh_class: "poor" });
    const result = uncertain(decision).find((one) => one.policy.id === "telecom-2021")!;
    const text = tell(knowledge, createReceipt(decision, [result]), { language: "vi", form: "full" });
    expect(text).toMatch(/^⚠️/);
    expect(resultOf(decision, "household", "telecom-2021")?.standing).toBe("uncertain");
  });
});

describe("figures", () => {
  const month = (facts: Record<string, FactValue>, id: string, date = TODAY) => {
    const decision = on(facts, date);
    return createReceipt(decision, [pick(decision, id)]).results[0]!.amounts.vnd_month;
  };

  it("follow the parameter of the day and the province's own, the person's case, and say when a fact is missing", () => {
    expect(month({ disability: "severe", age: 78, province: "Ninh Bình" }, "sa-disability")?.value).toBe(1_080_000);
    expect(month({ disability: "severe", age: 40, province: "Ninh Bình" }, "sa-disability")?.value).toBe(810_000);
    expect(
      month({ disability: "severe", age: 40, province: "Ninh Bình" }, "sa-disability", day("2026-06-30"))?.value,
    ).toBe(750_000);
    expect(month({ disability: "severe", age: 40 }, "sa-disability", day("2024-06-30"))?.value).toBe(540_000);
    expect(month({ disability: "extreme", age: 5, province: "Hải Phòng" }, "sa-disability")?.value).toBe(1_750_000);
    expect(month({ disability: "severe", age: 40, province: "Tuyên Quang" }, "sa-disability")?.value).toBe(810_000);
    const open = decide(knowledge, situationWith({ disability: "severe" }), TODAY);
    expect(createReceipt(open, [pick(open, "sa-disability")]).results[0]!.amounts.vnd_month).toMatchObject({
      value: 810_000,
      exact: false,
    });
  });
});

describe("two days", () => {
  it("shows what a household gained, lost and kept with other figures", () => {
    const situation = situationWith({
      hh_class: "near_poor",
      age: 78,
      no_pension: true,
      labour_contract: false,
      province: "Ninh Bình",
    });
    const options = { assumeAbsentFalse: true };
    const found = difference(knowledge, situation, day("2025-12-31"), TODAY, options);
    expect(found.changed.find((one) => one.after.policy.id === "social-pension")?.amounts).toContainEqual(
      expect.objectContaining({
        key: "vnd_month",
        before: expect.objectContaining({ value: 500_000 }),
        after: expect.objectContaining({ value: 540_000 }),
      }),
    );
    expect(found.lost.map((one) => one.policy.id)).toContain("telecom-2021");
    expect(found.changed.some((one) => one.after.policy.id === "bhyt-near-poor")).toBe(true);
  });

  it("lists what changed in the law itself", () => {
    const changes = lawDifference(knowledge, day("2025-06-30"), day("2025-07-01"));
    const named = (id: string) => changes.find((one) => one.policy.id === id);
    expect(named("social-pension")).toMatchObject({ before: null });
    expect(named("sa-elderly-80")).toMatchObject({ after: null });
    expect(named("credit-poor")).toBeUndefined();
  });
});
