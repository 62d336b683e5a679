// What must hold for every household on every day: unknown is not no, more facts never turn a decision, order does not matter.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day } from "../../../foundation/day.ts";
import { type Decision, decide, resultOf, results } from "../../../knowledge/eligibility/decide.ts";
import type { Facts, Situation } from "../../../knowledge/eligibility/facts.ts";
import { withFact } from "../../../knowledge/eligibility/facts.ts";
import { nextQuestion } from "../../../knowledge/eligibility/next-question.ts";
import { knowledge } from "../knowledge.ts";
import { anyDay, anySituation, fulfilling, situationWith } from "./situations.ts";

const verdicts = (decision: Decision) =>
  Object.fromEntries(results(decision).map((one) => [`${one.who} ${one.policy.id}`, one.verdict]));

describe("a decision", () => {
  it("never changes a yes or a no when more facts become known", () => {
    fc.assert(
      fc.property(anySituation, anyDay, fc.infiniteStream(fc.boolean()), (full, on, coin) => {
        const keep = (facts: Facts) => Object.fromEntries(Object.entries(facts).filter(() => coin.next().value));
        const some: Situation = {
          household: keep(full.household),
          members: full.members.map((member) => ({ key: member.key, facts: keep(member.facts) })),
        };
        const before = verdicts(decide(knowledge, some, on));
        const after = verdicts(decide(knowledge, full, on));
        for (const [key, verdict] of Object.entries(before))
          if (verdict !== "unknown") expect(`${key} ${after[key]}`).toBe(`${key} ${verdict}`);
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order of facts and members", () => {
    fc.assert(
      fc.property(anySituation, anyDay, (situation, on) => {
        const turn = (facts: Facts) => Object.fromEntries(Object.entries(facts).reverse());
        const turned: Situation = {
          household: turn(situation.household),
          members: situation.members.toReversed().map((member) => ({ key: member.key, facts: turn(member.facts) })),
        };
        expect(verdicts(decide(knowledge, turned, on))).toEqual(verdicts(decide(knowledge, situation, on)));
      }),
    );
  });

  it("gives one person one policy of a group at most", () => {
    fc.assert(
      fc.property(anySituation, anyDay, fc.boolean(), (situation, on, assumeAbsentFalse) => {
        const decision = decide(knowledge, situation, on, { assumeAbsentFalse });
        for (const { key } of situation.members) {
          for (const group of Object.values(knowledge.groups)) {
            const held = group.order.filter((id) => resultOf(decision, key, id)?.verdict === "yes");
            expect(held.length).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it("leaves nothing open in a closed world but what a switched-off rule of the standard leaves open", () => {
    fc.assert(
      fc.property(anySituation, anyDay, (situation, on) => {
        const { household } = situation;
        const closed = household.hh_class
          ? situation
          : withFact(situation, "household", "hh_class", { value: "poor", origin: "given" });
        expect(results(decide(knowledge, closed, on, { assumeAbsentFalse: true }), "unknown")).toEqual([]);
      }),
    );
  });

  it("asks until all is decided, never twice, never for what cannot matter, and then asks no more", () => {
    fc.assert(
      fc.property(anySituation, anyDay, (full, on) => {
        let known: Situation = {
          household: {},
          members: full.members.map((member) => ({ key: member.key, facts: {} })),
        };
        const skip = new Set<string>();
        for (let asked = 0; ; asked += 1) {
          const decision = decide(knowledge, known, on, {
            scope: ["bhyt-poor", "bhyt-student", "social-pension", "credit-escaped"],
          });
          const question = nextQuestion(decision, { skip, allowPrivate: true });
          if (!question) {
            const open = results(decision, "unknown");
            expect(open.length === 0 || skip.size > 0).toBe(true);
            break;
          }
          expect(asked).toBeLessThan(60);
          const name = question.fact.id;
          const facts =
            question.who === "household" ? full.household : full.members.find((one) => one.key === question.who)!.facts;
          const answer = facts[name];
          if (answer) known = withFact(known, question.who, name, answer);
          else skip.add(`${name}@${question.who}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("every way to every policy", () => {
  const ways = [...knowledge.policies.values()].flatMap((policy) =>
    policy.versions.flatMap((version) =>
      version.who.any.map((alternative, index) => ({ policy, version, alternative, index })),
    ),
  );

  it.each(ways.map((way) => [`${way.policy.id} from ${way.version.from}, way ${way.index + 1}`, way] as const))(
    "%s: holds on its first and last day, and not the days around",
    (_, { policy, version, alternative }) => {
      const who = version.who.level === "household" ? "household" : "m";
      const own = (on: string) => {
        const situation = situationWith(fulfilling(alternative, day(on)), version.who.level);
        return resultAnyStanding(decide(knowledge, situation, day(on)), who, policy.id, version);
      };
      expect(own(version.from)).toBe("yes");
      if (version.to) expect(own(version.to)).toBe("yes");
      const others = policy.versions.filter((one) => one !== version);
      for (const outside of [shift(version.from, -1), ...(version.to ? [shift(version.to, 1)] : [])]) {
        if (!others.some((one) => one.from <= outside && (one.to === null || outside <= one.to)))
          expect(own(outside)).toBeNull();
      }
    },
  );
});

function resultAnyStanding(decision: Decision, who: string, policy: string, version: unknown) {
  const result = resultOf(decision, who, policy);
  return result?.version === version ? result?.own : null;
}

function shift(on: string, days: number): string {
  return new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
}
