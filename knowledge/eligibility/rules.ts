// All rules compiled, and the list in force on any day. Days between two changes of the law share one list.
import type { Day } from "../../foundation/day.ts";
import type { Group } from "../schema/directory.ts";
import type { Policy, Version } from "../schema/policy.ts";
import { type Condition, compileAlternative } from "./condition.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Rule {
  readonly policy: Policy;
  readonly version: Version;
  readonly alternatives: readonly (readonly Condition[])[];
  /** An uncertain version never counts; a programme is nobody's right. */
  readonly standing: "right" | "programme" | "uncertain";
}

export interface GroupInForce {
  readonly id: string;
  readonly group: Group;
  /** Positions in `person`, in the order of the group. */
  readonly order: readonly number[];
  readonly before: readonly (readonly Condition[])[];
  readonly exempt: ReadonlySet<number>;
}

export interface RulesInForce {
  readonly household: readonly Rule[];
  readonly person: readonly Rule[];
  readonly groups: readonly GroupInForce[];
  /** Facts that can matter to a version: its own, those of its group, and those its figures depend on. */
  readonly facts: ReadonlyMap<Version, ReadonlySet<string>>;
}

export interface RuleBook {
  on(day: Day): RulesInForce;
}

/** Compiles every version once. */
export function compileRules(
  vocabulary: Vocabulary,
  policies: readonly Policy[],
  groups: Readonly<Record<string, Group>>,
): RuleBook {
  const rules = policies.flatMap((policy) =>
    policy.versions.map((version) => compileRule(vocabulary, policy, version)),
  );
  const changes = [
    ...new Set(rules.flatMap(({ version }) => [version.from, ...(version.to ? [`${version.to}~`] : [])])),
  ].sort();
  const lists = new Map<number, RulesInForce>();
  return {
    on(day) {
      const segment = segmentOf(changes, day);
      let list = lists.get(segment);
      if (!list) {
        list = inForce(rules, vocabulary, groups, day);
        lists.set(segment, list);
      }
      return list;
    },
  };
}

function compileRule(vocabulary: Vocabulary, policy: Policy, version: Version): Rule {
  const standing =
    version.confidence === "uncertain" ? "uncertain" : policy.kind === "programme" ? "programme" : "right";
  return {
    policy,
    version,
    alternatives: version.who.any.map((alternative) => compileAlternative(vocabulary, alternative)),
    standing,
  };
}

// A version's last day is written "2025-11-30~", which sorts after that day and before the next.
function segmentOf(changes: readonly string[], day: Day): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inForce(
  rules: readonly Rule[],
  vocabulary: Vocabulary,
  groups: Readonly<Record<string, Group>>,
  day: Day,
): RulesInForce {
  const valid = rules.filter(({ version }) => version.from <= day && (version.to === null || day <= version.to));
  const person = valid.filter(({ version }) => version.who.level === "person");
  const positions = new Map(person.map((rule, index) => [rule.policy.id, index]));
  const facts = new Map(valid.map((rule) => [rule.version, factsOf(rule, valid, vocabulary, groups)]));
  return {
    household: valid.filter(({ version }) => version.who.level === "household"),
    person,
    facts,
    groups: Object.entries(groups).map(([id, group]) => ({
      id,
      group,
      order: group.order.flatMap((policy) => positions.get(policy) ?? []),
      before: (group.before?.any ?? []).map((alternative) => compileAlternative(vocabulary, alternative)),
      exempt: new Set((group.before?.except ?? []).flatMap((policy) => positions.get(policy) ?? [])),
    })),
  };
}

function factsOf(
  rule: Rule,
  valid: readonly Rule[],
  vocabulary: Vocabulary,
  groups: Readonly<Record<string, Group>>,
): ReadonlySet<string> {
  const order = Object.values(groups).find((group) => group.order.includes(rule.policy.id))?.order ?? [];
  const related = [rule, ...valid.filter((other) => order.includes(other.policy.id))];
  const conditions = related.flatMap((one) => one.alternatives.flat());
  const cases = Object.values(rule.version.amounts).flatMap((amount) => amount.cases ?? []);
  const words = cases.flatMap((one) => Object.keys(one.when ?? {}));
  const names = words.map((word) => vocabulary.conditions[word]?.fact ?? word);
  return new Set([...conditions.map((condition) => condition.slot.fact.id), ...names, "province", "birth"]);
}
