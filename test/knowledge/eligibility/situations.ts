// Situations for properties: random facts in the vocabulary, and facts that fulfil one way to a policy.
import fc from "fast-check";
import { addMonths, type Day, day } from "../../../foundation/day.ts";
import type { Facts, FactValue, Situation } from "../../../knowledge/eligibility/facts.ts";
import type { Fact } from "../../../knowledge/schema/fact.ts";
import type { Alternative } from "../../../knowledge/schema/policy.ts";
import { knowledge } from "../knowledge.ts";

// Facts that follow from others are left out: giving both would let random facts contradict each other.
const GIVEN = knowledge.facts.facts.filter((fact) => !fact.derived && !["birth", "hh_class"].includes(fact.id));
const PLACES = ["Hà Nam", "Hải Dương", "Hà Nội", "Hải Phòng", "TP. Hồ Chí Minh", "Tuyên Quang", "Cà Mau"];

/** Random days over all the periods of the law. */
export const anyDay: fc.Arbitrary<Day> = fc
  .date({ min: new Date("2014-01-01"), max: new Date("2031-12-31"), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

function valueFor(fact: Fact): fc.Arbitrary<FactValue> {
  if (fact.type === "flag") return fc.boolean();
  if (fact.type === "choice") return fc.constantFrom(...Object.keys(fact.choices ?? {}));
  if (fact.type === "place") return fc.constantFrom(...PLACES);
  if (fact.type === "date") return fc.oneof(fc.constant(null), anyDay);
  if (fact.id === "income_per_head") return fc.integer({ min: 0, max: 4_000_000 });
  return fc.integer({ min: 0, max: fact.id === "age" ? 95 : 12 });
}

function factsOf(level: Fact["level"]): fc.Arbitrary<Facts> {
  const own = GIVEN.filter((fact) => fact.level === level);
  const entries = own.map(
    (fact) => [fact.id, valueFor(fact).map((value) => ({ value, origin: "given" as const }))] as const,
  );
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Facts>;
}

// The class comes from the commune's list or from income, never from both.
const household = fc
  .tuple(factsOf("household"), fc.constantFrom("poor", "near_poor", "avg_living", "other", null))
  .map(([facts, given]) => {
    if (given === null) return facts;
    const { income_per_head: _, ...others } = facts;
    return { ...others, hh_class: { value: given, origin: "registry" as const } };
  });

/** A household of one to three members with some facts known. */
export const anySituation: fc.Arbitrary<Situation> = fc
  .tuple(household, fc.array(factsOf("person"), { minLength: 1, maxLength: 3 }))
  .map(([facts, members]) => ({
    household: facts,
    members: members.map((own, index) => ({ key: `m${index}`, facts: own })),
  }));

/** Facts that fulfil one alternative on a day. */
export function fulfilling(alternative: Alternative, on: Day): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  const age = { low: 0, high: 120 };
  for (const [word, wanted] of Object.entries(alternative)) {
    if (word === "age_min") age.low = Number(wanted);
    else if (word === "age_below") age.high = Number(wanted) - 1;
    else if (word === "kwh_month_max") facts.kwh_month = Number(wanted);
    else if (word === "commune_left_hard_max_months") facts.commune_left_hard_on = addMonths(on, -Number(wanted));
    else if (word === "escaped_max_months") Object.assign(facts, { exit_date: on, hh_class: "avg_living" });
    else if (word === "elderly") age.low = Math.max(age.low, 60);
    else facts[word] = Array.isArray(wanted) ? (wanted[0] as string) : (wanted as FactValue);
  }
  if (age.low > 0 || age.high < 120) facts.age = age.low > 0 ? age.low : age.high;
  return facts;
}

/** One member m with these facts; facts of the household, and all facts for a rule about the household, go to the household. */
export function situationWith(
  facts: Readonly<Record<string, FactValue>>,
  about: "household" | "person" = "person",
): Situation {
  const mark = (level: Fact["level"]): Facts =>
    Object.fromEntries(
      Object.entries(facts)
        .filter(([name]) => (about === "household" ? level === about : levelOf(name) === level))
        .map(([name, value]) => [name, { value, origin: "asked" as const }]),
    );
  return { household: mark("household"), members: [{ key: "m", facts: mark("person") }] };
}

const levelOf = (name: string) => knowledge.facts.facts.find((fact) => fact.id === name)?.level;
