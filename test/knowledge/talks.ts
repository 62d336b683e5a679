// How many questions a decision takes when each is answered truly, and whether it ends where all facts together end.
import { day } from "../../foundation/day.ts";
import { type Decision, decide } from "../../knowledge/eligibility/decide.ts";
import { type Known, type Situation, withFact } from "../../knowledge/eligibility/facts.ts";
import { nextQuestion } from "../../knowledge/eligibility/next-question.ts";
import { withObvious } from "../../knowledge/eligibility/obvious.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Fact } from "../../knowledge/schema/fact.ts";
import { type PlainFacts, randomSource } from "./second/random-households.ts";
import { complete, factsOf } from "./unknown-facts.ts";

export interface Questions {
  readonly asked: number;
  /** Facts that asking everything the rules in question look at would take. */
  readonly everything: number;
  /** The verdicts at the end are the ones with all facts. */
  readonly right: boolean;
}

/** Asks until nothing is open, answering from the full facts; the class and the members' ages are known at the start. */
export function askUntilDecided(
  knowledge: Knowledge,
  full: Situation,
  on: string,
  scope: readonly string[],
): Questions {
  const start = (facts: Situation["household"], known: readonly string[]) =>
    Object.fromEntries(known.flatMap((id) => (facts[id] ? [[id, facts[id]]] : [])));
  let situation: Situation = {
    household: start(full.household, ["hh_class", "province"]),
    members: full.members.map(({ key, facts }) => ({ key, facts: start(facts, ["age", "birth"]) })),
  };
  const look = () => decide(knowledge, withObvious(knowledge, situation, day(on)), day(on), { scope });
  let asked = 0;
  let decision = look();
  const everything = everyFact(decision, new Set(scope));
  for (let question = nextQuestion(decision, { allowPrivate: true }); question; ) {
    const { fact, who } = question;
    const known = factsOf(full, who)[fact.id] ?? derivedAnswer(knowledge, full, on, who, fact);
    situation = withFact(situation, who, fact.id, known);
    asked += 1;
    decision = look();
    question = nextQuestion(decision, { allowPrivate: true });
  }
  const truth = decide(knowledge, full, day(on), { scope });
  const right = decision.subjects.every((subject, at) =>
    subject.rules.every(
      (rule, index) =>
        rule.standing !== "right" ||
        !scope.includes(rule.policy.id) ||
        subject.final[index] === truth.subjects[at]!.final[index],
    ),
  );
  return { asked, everything, right };
}

// A fact that follows from others in the full facts, as a person would answer it.
function derivedAnswer(knowledge: Knowledge, full: Situation, on: string, who: string, fact: Fact): Known {
  const { subjects } = decide(knowledge, full, day(on));
  const slot = knowledge.vocabulary.byName.get(fact.id)!;
  const bits = subjects.find((subject) => subject.who === who)!.view[slot.index * 2]!;
  return { value: (bits & 1) !== 0, origin: "asked" };
}

function everyFact(decision: Decision, scope: ReadonlySet<string>): number {
  const facts = new Set<string>();
  for (const subject of decision.subjects) {
    for (const rule of subject.rules) {
      if (rule.standing !== "right" || !scope.has(rule.policy.id)) continue;
      for (const { slot } of rule.alternatives.flat()) {
        const who = slot.fact.level === "household" ? "household" : subject.who;
        if (!factsOf(decision.situation, who)[slot.fact.id]) facts.add(`${slot.fact.id}@${who}`);
      }
    }
  }
  return facts.size;
}

/** Plausible households of four with every fact known: grandmother, mother, schoolchild, small child. */
export function fullHouseholds(knowledge: Knowledge, count: number, seed: number): Situation[] {
  const random = randomSource(seed);
  const chance = (share: number) => random() < share;
  const one = (...values: string[]) => values[Math.floor(random() * values.length)]!;
  const aged = (low: number, high: number) => low + Math.floor(random() * (high - low));
  return Array.from({ length: count }, () => {
    const ethnic = chance(0.3);
    const household: PlainFacts = {
      ethnic,
      hh_class: one("poor", "near_poor", "avg_living", "other"),
      area: chance(0.8) ? "rural" : "urban",
      province: one("Tuyên Quang", "Hải Phòng", "Ninh Bình", "Hà Nội", "Cà Mau"),
      hard: chance(0.3) ? one("kk", "dbkk", "island") : "none",
      grid: true,
      kwh_month: aged(20, 120),
      emm_region: chance(0.3),
      water_or_toilet_missing: chance(0.3),
    };
    const members: PlainFacts[] = [
      {
        age: aged(60, 90),
        ethnic,
        level: "none",
        no_pension: chance(0.8),
        disability: chance(0.2) ? "severe" : "none",
      },
      {
        age: aged(25, 45),
        ethnic,
        level: "none",
        labour_contract: chance(0.3),
        single_parent: chance(0.2),
        worker: chance(0.5),
      },
      { age: aged(6, 18), ethnic, level: one("primary", "lower-secondary", "upper-secondary"), school: "public" },
      { age: aged(0, 6), ethnic, level: one("none", "nursery", "kindergarten"), school: "public" },
    ];
    const given = (facts: PlainFacts) =>
      Object.fromEntries(Object.entries(facts).map(([id, value]) => [id, { value, origin: "given" as const }]));
    return complete(knowledge, {
      household: given(household),
      members: members.map((facts, index) => ({ key: `m${index}`, facts: given(facts) })),
    });
  });
}
