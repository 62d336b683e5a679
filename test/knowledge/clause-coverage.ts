// Which clauses of the law the cases reach: a way is reached when a case fulfils it, a condition when it alone fails in a case,
// a choice when a case has exactly it, a day when a case stands on it.
import { addDays } from "../../foundation/day.ts";
import { allVerdict, type Condition, NO, testCondition, YES } from "../../knowledge/eligibility/condition.ts";
import type { Subject } from "../../knowledge/eligibility/decide.ts";
import type { Rule } from "../../knowledge/eligibility/rules.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { decideCase, type PolicyCase } from "./policy-cases.ts";

export const CLAUSE_KINDS = ["ways", "conditions", "choices", "days"] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

export interface DomainCoverage {
  readonly domain: string;
  readonly versions: number;
  readonly reached: Readonly<Record<ClauseKind, number>>;
  readonly all: Readonly<Record<ClauseKind, number>>;
  /** Clauses no case reaches, as people can find them. */
  readonly missed: readonly string[];
}

/** Coverage of every version of every policy, by domain. */
export function clauseCoverage(knowledge: Knowledge, cases: readonly PolicyCase[]): DomainCoverage[] {
  const reached = reachedBy(knowledge, cases);
  const domains = Map.groupBy(rulesOf(knowledge), (rule) => rule.policy.domain);
  return [...domains].map(([domain, rules]) => {
    const clauses = rules.flatMap(clausesOf);
    const count = (kind: ClauseKind, keep: (clause: string) => boolean) =>
      clauses.filter((clause) => clause.startsWith(`${kind} `) && keep(clause)).length;
    const table = (keep: (clause: string) => boolean) =>
      Object.fromEntries(CLAUSE_KINDS.map((kind) => [kind, count(kind, keep)])) as Record<ClauseKind, number>;
    return {
      domain,
      versions: rules.length,
      reached: table((clause) => reached.has(clause)),
      all: table(() => true),
      missed: clauses.filter((clause) => !reached.has(clause)),
    };
  });
}

function rulesOf(knowledge: Knowledge): Rule[] {
  return [...knowledge.policies.values()].flatMap((policy) =>
    policy.versions.map((version) => {
      const { household, person } = knowledge.rules.on(version.from);
      return [...household, ...person].find((rule) => rule.version === version)!;
    }),
  );
}

const nameOf = ({ policy, version }: Rule) => `${policy.id}@${version.from}`;

function clausesOf(rule: Rule): string[] {
  const name = nameOf(rule);
  const { from, to } = rule.version;
  const days = [addDays(from, -1), from, ...(to ? [to, addDays(to, 1)] : [])].map((day) => `days ${name} on ${day}`);
  const ways = rule.alternatives.flatMap((conditions, way) => [
    `ways ${name} ${way}`,
    ...conditions.map((condition, index) => `conditions ${name} ${way} ${index} ${condition.word}`),
    ...conditions.flatMap((condition) =>
      choicesOf(condition).map((choice) => choiceClause(name, way, condition, choice)),
    ),
  ]);
  return [...days, ...ways];
}

function choicesOf({ wanted }: Condition): readonly string[] {
  return Array.isArray(wanted) ? (wanted as readonly string[]) : [];
}

const choiceClause = (name: string, way: number, condition: Condition, choice: string) =>
  `choices ${name} ${way} ${condition.word}=${choice}`;

function reachedBy(knowledge: Knowledge, cases: readonly PolicyCase[]): Set<string> {
  const reached = new Set<string>();
  const rules = Map.groupBy(rulesOf(knowledge), (rule) => rule.policy.id);
  for (const one of cases) {
    const { subjects } = decideCase(knowledge, one);
    for (const id of one.policies) {
      for (const rule of rules.get(id) ?? []) reached.add(`days ${nameOf(rule)} on ${one.on}`);
    }
    for (const subject of subjects) {
      const told = subject.rules.filter((rule) => one.policies.includes(rule.policy.id));
      for (const rule of told) for (const clause of reachedIn(rule, subject)) reached.add(clause);
    }
  }
  return reached;
}

function reachedIn(rule: Rule, { view }: Subject): string[] {
  const name = nameOf(rule);
  return rule.alternatives.flatMap((conditions, way) => {
    if (allVerdict(conditions, view) === YES) {
      const choices = conditions.flatMap((condition) =>
        choicesOf(condition)
          .filter((choice) => view[condition.at] === 1 << condition.slot.values.indexOf(choice))
          .map((choice) => choiceClause(name, way, condition, choice)),
      );
      return [`ways ${name} ${way}`, ...choices];
    }
    const failing = conditions.flatMap((condition, index) => (testCondition(condition, view) === YES ? [] : [index]));
    const alone = failing.length === 1 && testCondition(conditions[failing[0]!]!, view) === NO;
    return alone ? [`conditions ${name} ${way} ${failing[0]} ${conditions[failing[0]!]!.word}`] : [];
  });
}
