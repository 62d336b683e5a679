// What happens while facts are missing: does a decided answer ever turn out wrong?
import { type Decision, decide } from "../../knowledge/eligibility/decide.ts";
import { type FactValue, type Situation, withFact } from "../../knowledge/eligibility/facts.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Fact } from "../../knowledge/schema/fact.ts";
import { type PolicyCase, situationOfCase } from "./policy-cases.ts";

/** What a form with empty boxes means for a fact: no, none, elsewhere, never, nothing. */
function emptyValue(fact: Fact): FactValue {
  if (fact.type === "flag") return false;
  if (fact.type === "date") return null;
  if (fact.type === "place") return "Cà Mau";
  if (fact.type === "number") return fact.id === "age" ? 40 : 0;
  const values = Object.keys(fact.choices ?? {});
  return values.find((value) => ["none", "other"].includes(value)) ?? values[0]!;
}

// A rule about the household may look at a fact of persons (an ethnic-minority household): then it is asked of the household too.
function factsAsked(knowledge: Knowledge, who: string): Fact[] {
  const level = who === "household" ? "household" : "person";
  const words = [...knowledge.policies.values()]
    .flatMap(({ versions }) => versions.filter((version) => version.who.level === level))
    .flatMap(({ who: { any } }) => any.flatMap((way) => Object.keys(way)));
  const used = new Set(words);
  return knowledge.facts.facts.filter((fact) => fact.level === level || (level === "household" && used.has(fact.id)));
}

/**
 * The situation with every fact known: what it does not say is filled in as an empty box, except what follows from others.
 * The class comes from the list or from the income, so that the two cannot contradict each other.
 */
export function complete(knowledge: Knowledge, situation: Situation): Situation {
  let full = situation;
  const other = situation.household.income_per_head ? ["hh_class"] : ["income_per_head", "deprivations"];
  for (const who of [...situation.members.map(({ key }) => key), "household"]) {
    const own = factsOf(situation, who);
    for (const fact of factsAsked(knowledge, who)) {
      const known = own[fact.id] || situation.household[fact.id] || (fact.id === "age" && own.birth);
      if (known || fact.derived || fact.id === "birth" || other.includes(fact.id)) continue;
      const value = who === "household" && fact.level === "person" ? sharedValue(full, fact) : emptyValue(fact);
      if (value !== undefined) full = withFact(full, who, fact.id, { value, origin: "given" });
    }
  }
  return full;
}

// What all members have in common; undefined when they differ.
function sharedValue({ members }: Situation, fact: Fact): FactValue | undefined {
  const values = new Set(members.map(({ facts }) => facts[fact.id]?.value));
  if (values.size === 0) return emptyValue(fact);
  return values.size === 1 ? [...values][0] : undefined;
}

/** Facts of the household ("household") or of one member. */
export const factsOf = (situation: Situation, who: string) =>
  who === "household" ? situation.household : situation.members.find(({ key }) => key === who)!.facts;

function without(situation: Situation, who: string, fact: string): Situation {
  const drop = (facts: Situation["household"]) =>
    Object.fromEntries(Object.entries(facts).filter(([id]) => id !== fact));
  if (who === "household") return { ...situation, household: drop(situation.household) };
  const members = situation.members.map((member) =>
    member.key === who ? { ...member, facts: drop(member.facts) } : member,
  );
  return { ...situation, members };
}

export interface MissingFacts {
  readonly tried: number;
  readonly verdicts: number;
  readonly wrongYes: readonly string[];
  readonly wrongNo: readonly string[];
}

/** Takes every fact of every case away in turn; a verdict still decided must be the one with all facts. */
export function missingEachFact(knowledge: Knowledge, cases: readonly PolicyCase[]): MissingFacts {
  const wrong: Record<"yes" | "no", string[]> = { yes: [], no: [] };
  let tried = 0;
  let verdicts = 0;
  for (const one of cases) {
    const full = complete(knowledge, situationOfCase(knowledge, one));
    const truth = decide(knowledge, full, one.on);
    for (const who of ["household", ...full.members.map(({ key }) => key)]) {
      for (const fact of Object.keys(factsOf(full, who))) {
        const less = decide(knowledge, without(full, who, fact), one.on);
        tried += 1;
        verdicts += wrongVerdicts(truth, less, (said, where) =>
          wrong[said].push(`${one.name}: without ${fact}: ${where}`),
        );
      }
    }
  }
  return { tried, verdicts, wrongYes: wrong.yes, wrongNo: wrong.no };
}

function wrongVerdicts(truth: Decision, less: Decision, report: (said: "yes" | "no", where: string) => void): number {
  let verdicts = 0;
  for (const [at, subject] of less.subjects.entries()) {
    for (const [index, verdict] of subject.final.entries()) {
      verdicts += 1;
      if (verdict === 1 || verdict === truth.subjects[at]!.final[index]) continue;
      report(verdict === 2 ? "yes" : "no", `${subject.who} ${subject.rules[index]!.policy.id}`);
    }
  }
  return verdicts;
}
