// Everything a citizen can be told about a right: clause, day and code in it, short enough, and never surer than its source.
import { describe, expect, it } from "vitest";
import { type Day, day, formatDay } from "../../foundation/day.ts";
import { LANGUAGES } from "../../foundation/language.ts";
import { codePoints } from "../../foundation/vietnamese.ts";
import { type DecideOptions, type Decision, decide, resultOf, results } from "../../knowledge/eligibility/decide.ts";
import { createReceipt, type Receipt, receiptCode } from "../../knowledge/receipt.ts";
import type { Policy, Version } from "../../knowledge/schema/policy.ts";
import { tell } from "../../knowledge/tell.ts";
import type { TellForm } from "../../knowledge/tell-line.ts";
import { fulfilling, situationWith } from "./eligibility/situations.ts";
import { knowledge } from "./knowledge.ts";

const FORMS: readonly TellForm[] = ["short", "full", "why", "papers", "letter"];
const versions = [...knowledge.policies.values()].flatMap((policy) =>
  policy.versions.map((version) => ({ policy, version })),
);

/** The answers a person can get about one version: entitled, open, refused. */
function answers(policy: Policy, version: Version): Receipt[] {
  const who = version.who.level === "household" ? "household" : "m";
  const [first] = version.who.any;
  const receipt = (facts: Parameters<typeof situationWith>[0], options: DecideOptions): Receipt => {
    const decision = decide(knowledge, situationWith(facts, version.who.level), version.from, options);
    return createReceipt(decision, [resultOf(decision, who, policy.id)!]);
  };
  const refused = receipt({ province: "Cà Mau" }, { assumeAbsentFalse: true });
  const open = receipt({}, {});
  return first
    ? [receipt(fulfilling(first, version.from), { assumeAbsentFalse: true }), open, refused]
    : [open, refused];
}

describe.each(versions.map((one) => [`${one.policy.id} from ${one.version.from}`, one] as const))(
  "%s",
  (_, { policy, version }) => {
    it("is told with clause, first day and code, in both languages and every form", () => {
      for (const receipt of answers(policy, version)) {
        for (const language of LANGUAGES) {
          for (const form of FORMS) {
            const text = tell(knowledge, receipt, { language, form });
            expect(text).toContain(version.clause[language] ?? version.clause.vi);
            expect(text).toContain(formatDay(version.from));
            expect(text).toContain(receipt.code);
            expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
            expect(codePoints(text)).toBeLessThanOrEqual(2000);
            if (form !== "short") continue;
            expect(text.split("\n").length).toBeLessThanOrEqual(8);
            expect(codePoints(text)).toBeLessThanOrEqual(500);
          }
        }
      }
    });

    it("is never told surer than its source", () => {
      for (const receipt of answers(policy, version)) {
        const text = tell(knowledge, receipt, { language: "vi", form: "short" });
        const [result] = receipt.results;
        if (version.confidence === "uncertain") expect(text).not.toMatch(/^✅/m);
        if (version.confidence === "memory" && result!.verdict === "yes") expect(text).toContain("xác nhận");
        if (version.confidence === "seed" && result!.verdict === "yes" && policy.kind !== "programme")
          expect(text).toContain(version.province?.[0] ?? "");
        if (policy.kind === "programme") expect(text).not.toMatch(/^✅/m);
      }
    });
  },
);

describe("a receipt", () => {
  const facts = {
    hh_class: "near_poor",
    age: 45,
    labour_contract: false,
    ethnic: false,
    hard: "none",
    gets_monthly_sa: false,
    gets_social_pension: false,
  };
  const decideOn = (on: Day, more: object = {}): Decision =>
    decide(knowledge, situationWith({ ...facts, ...more }), on);
  const of = (decision: Decision, id: string) => createReceipt(decision, [resultOf(decision, "m", id)!]);

  it("has the same code for the same computation, another for another day, fact or result", () => {
    const code = of(decideOn(day("2026-11-21")), "bhyt-near-poor").code;
    expect(of(decideOn(day("2026-11-21")), "bhyt-near-poor").code).toBe(code);
    expect(of(decideOn(day("2026-11-22")), "bhyt-near-poor").code).not.toBe(code);
    expect(of(decideOn(day("2026-11-21"), { age: 46 }), "bhyt-near-poor").code).not.toBe(code);
    expect(of(decideOn(day("2026-11-21")), "bhyt-poor").code).not.toBe(code);
    expect(of(decideOn(day("2026-11-21"), { pregnant: true }), "bhyt-near-poor").code).toBe(code);
  });

  it("is plain JSON that is told word for word the same after it was stored", () => {
    const receipt = of(decideOn(day("2026-11-21")), "bhyt-near-poor");
    const stored = JSON.parse(JSON.stringify(receipt)) as Receipt;
    for (const form of FORMS) {
      const options = { language: "vi", form } as const;
      expect(tell(knowledge, stored, options)).toBe(tell(knowledge, receipt, options));
    }
  });

  it("lists several results with their figures, as many as fit, and the code of all of them", () => {
    const decision = decideOn(day("2026-11-21"), { level: "university", school: "public" });
    const chosen = results(decision).filter((one) => one.verdict !== "no");
    const text = tell(knowledge, createReceipt(decision, chosen), {
      language: "vi",
      form: "short",
      names: { m: "chị Mai" },
    });
    expect(text).toContain(receiptCode(decision, chosen));
    expect(text.split("\n").length).toBeLessThanOrEqual(8);
    expect(text).toMatch(/^1\. ✅ .*\d/m);
    expect(codePoints(text)).toBeLessThanOrEqual(750);
  });
});
