// Small errors put into the law on purpose, one at a time: a case must fail for each. The knowledge is changed in memory only.
import { addDays, type Day } from "../../foundation/day.ts";
import { compileFilling } from "../../knowledge/eligibility/filling.ts";
import { compileRules } from "../../knowledge/eligibility/rules.ts";
import { compileVocabulary, ELSEWHERE, slotOf } from "../../knowledge/eligibility/vocabulary.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Alternative, Policy, Version } from "../../knowledge/schema/policy.ts";
import { changesNothing } from "./harmless.ts";
import { agrees, type PolicyCase } from "./policy-cases.ts";

export interface Mutant {
  /** threshold, operator, boolean, choice, condition, way, date … */
  readonly kind: string;
  readonly where: string;
  readonly what: string;
  /** Policies whose cases can tell; null = any case can. */
  readonly policies: ReadonlySet<string> | null;
  /** First day of the changed version; only today's and past law must have no survivors. */
  readonly from: Day | null;
  /** True when nobody's answer can change: all that the error lets in or shuts out is in another way already. */
  readonly harmless: boolean;
  make(): Knowledge;
}

/** Rebuilds what is compiled from the parts that changed. */
export function rebuild(knowledge: Knowledge, change: Partial<Knowledge>): Knowledge {
  const next = { ...knowledge, ...change };
  const places = slotOf(knowledge.vocabulary, "province").values.filter((place) => place !== ELSEWHERE);
  const vocabulary = change.facts
    ? compileVocabulary(next.facts.facts, next.facts.conditions, places)
    : knowledge.vocabulary;
  const filling = change.facts ? compileFilling(vocabulary) : knowledge.filling;
  return { ...next, vocabulary, filling, rules: compileRules(vocabulary, [...next.policies.values()], next.groups) };
}

/** Every mutant of every version of every policy. */
export function policyMutants(knowledge: Knowledge): Mutant[] {
  return [...knowledge.policies.values()].flatMap((policy) =>
    policy.versions.flatMap((version, index) => [
      ...dateMutants(version).map(([what, dates]) => mutant(knowledge, policy, index, "date", what, dates)),
      ...version.who.any.flatMap((alternative, way) =>
        alternativeMutants(knowledge, alternative).map(({ kind, what, next }) => {
          const any = version.who.any.flatMap((one, at) => (at === way ? (next ? [next] : []) : [one]));
          const others = version.who.any.toSpliced(way, 1);
          return {
            ...mutant(knowledge, policy, index, kind, `way ${way}: ${what}`, { who: { ...version.who, any } }),
            harmless: next !== null && changesNothing(knowledge.vocabulary, alternative, next, others),
          };
        }),
      ),
    ]),
  );
}

function mutant(
  knowledge: Knowledge,
  policy: Policy,
  index: number,
  kind: string,
  what: string,
  change: Partial<Version>,
): Mutant {
  const versions = policy.versions.map((version, at) => (at === index ? { ...version, ...change } : version));
  const mates = Object.values(knowledge.groups).filter(({ order }) => order.includes(policy.id));
  const needed = new Set([policy.id, ...mates.flatMap(({ order }) => order)]);
  return {
    kind,
    where: `${policy.id}@${policy.versions[index]!.from}`,
    what,
    policies: new Set([policy.id]),
    from: policy.versions[index]!.from,
    harmless: false,
    make: () => {
      const policies = [...needed].map((id) =>
        id === policy.id ? { ...policy, versions } : knowledge.policies.get(id)!,
      );
      return rebuild(knowledge, { policies: new Map(policies.map((one) => [one.id, one])) });
    },
  };
}

function dateMutants({ from, to }: Version): [string, Partial<Version>][] {
  const starts: [string, Partial<Version>][] = [-1, 1].map((by) => [
    `from ${sign(by)} day`,
    { from: addDays(from, by) },
  ]);
  if (to === null) return starts;
  const ends: [string, Partial<Version>][] = [-1, 1].map((by) => [`to ${sign(by)} day`, { to: addDays(to, by) }]);
  return [...starts, ...ends, ["never ends", { to: null }]];
}

interface Change {
  readonly kind: string;
  readonly what: string;
  /** The changed alternative; null = left out. */
  readonly next: Alternative | null;
}

const OPPOSITE: Readonly<Record<string, string>> = { age_min: "age_below", age_below: "age_min" };

function alternativeMutants(knowledge: Knowledge, alternative: Alternative): Change[] {
  const left: Change = { kind: "way", what: "left out", next: null };
  return [left, ...Object.keys(alternative).flatMap((word) => wordMutants(knowledge, alternative, word))];
}

function wordMutants(knowledge: Knowledge, alternative: Alternative, word: string): Change[] {
  const wanted = alternative[word]!;
  const { [word]: _, ...rest } = alternative;
  const changes: Change[] = [{ kind: "condition", what: `${word} left out`, next: rest }];
  const change = (kind: string, what: string, value: Alternative[string]) =>
    changes.push({ kind, what: `${word} ${what}`, next: { ...alternative, [word]: value } });
  if (typeof wanted === "boolean") change("boolean", `${!wanted}`, !wanted);
  else if (typeof wanted === "number") for (const by of [-1, 1]) change("threshold", sign(by), wanted + by);
  else {
    for (const one of wanted)
      if (wanted.length > 1)
        change(
          "choice",
          `without ${one}`,
          wanted.filter((other) => other !== one),
        );
    const others = slotOf(knowledge.vocabulary, word).values.filter((value) => !wanted.includes(value));
    for (const other of others) change("choice", `with ${other}`, [...wanted, other]);
  }
  const opposite = OPPOSITE[word];
  if (opposite && !(opposite in rest))
    changes.push({ kind: "operator", what: `${word} → ${opposite}`, next: { ...rest, [opposite]: wanted } });
  return changes;
}

export const sign = (by: number) => (by > 0 ? `+${by}` : `${by}`);

/** The mutants that no case notices; each is tried on the cases of the policies it touches. */
export function survivorsOf(mutants: readonly Mutant[], cases: readonly PolicyCase[]): Mutant[] {
  const byPolicy = new Map<string, PolicyCase[]>();
  for (const one of cases) for (const id of one.policies) byPolicy.set(id, [...(byPolicy.get(id) ?? []), one]);
  return mutants.filter((mutant) => {
    const told = mutant.policies ? [...mutant.policies].flatMap((id) => byPolicy.get(id) ?? []) : cases;
    return survives(mutant, told);
  });
}

// An error that makes the engine refuse is noticed too.
function survives(mutant: Mutant, cases: readonly PolicyCase[]): boolean {
  try {
    const wrong = mutant.make();
    return cases.every((one) => agrees(wrong, one));
  } catch {
    return false;
  }
}
