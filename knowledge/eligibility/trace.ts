// The trace of a result: every condition with fact, value, where it came from, what was wanted and the verdict.
import type { Words } from "../schema/words.ts";
import { allVerdict, type Condition, testCondition, VERDICTS, type Verdict } from "./condition.ts";
import { type Decision, type Result, type Subject, subjectOf } from "./decide.ts";
import type { FactValue, Origin } from "./facts.ts";
import { numberAt, possibleValues } from "./view.ts";

export interface ConditionTrace {
  readonly fact: string;
  readonly name: Words;
  /** The word of the rule: the fact itself, or a test like age_min. */
  readonly word: string;
  readonly value: FactValue;
  /** Where the value came from; derived when it follows from other facts, null while unknown. */
  readonly origin: Origin | null;
  readonly wanted: boolean | number | readonly string[];
  /** How the rule's test is said ("từ đủ … tuổi"); null when the fact itself is wanted. */
  readonly test: Words | null;
  readonly verdict: Verdict;
  /** Names of the choices that occur in value and wanted. */
  readonly labels: Readonly<Record<string, Words>>;
}

export interface AlternativeTrace {
  readonly verdict: Verdict;
  readonly conditions: readonly ConditionTrace[];
}

export interface GroupTrace {
  readonly id: string;
  readonly clause: Words;
  /** Earlier policies of the group that hold or are still open by their own conditions. */
  readonly earlier: readonly { readonly policy: string; readonly name: Words; readonly verdict: Verdict }[];
  /** Another scheme that stands before the whole group, and its clause. */
  readonly before: readonly AlternativeTrace[];
  readonly before_clause: Words | null;
}

export interface Trace {
  readonly alternatives: readonly AlternativeTrace[];
  readonly group: GroupTrace | null;
}

/** The full trace of a result. */
export function traceOf(decision: Decision, result: Result): Trace {
  const subject = subjectOf(decision, result.who)!;
  const rule = subject.rules.find((one) => one.version === result.version)!;
  return {
    alternatives: rule.alternatives.map((alternative) => traceAlternative(decision, subject, alternative)),
    group: traceGroup(decision, subject, result),
  };
}

function traceAlternative(decision: Decision, subject: Subject, conditions: readonly Condition[]): AlternativeTrace {
  return {
    verdict: VERDICTS[allVerdict(conditions, subject.view)]!,
    conditions: conditions.map((condition) => traceCondition(decision, subject, condition)),
  };
}

function traceCondition(decision: Decision, subject: Subject, condition: Condition): ConditionTrace {
  const { fact } = condition.slot;
  const known = subject.facts[fact.id] ?? decision.situation.household[fact.id];
  const value = shownValue(known?.value, subject, condition);
  return {
    fact: fact.id,
    name: fact.name,
    word: condition.word,
    value,
    origin: known ? known.origin : isUnknown(value) ? null : "derived",
    wanted: condition.wanted,
    test: decision.knowledge.vocabulary.conditions[condition.word]?.name ?? null,
    verdict: VERDICTS[testCondition(condition, subject.view)]!,
    labels: labelsOf(condition, value),
  };
}

// What is known, as people write it: a date keeps its day, a choice that is half known its list. Undefined would hide that
// a fact is missing, so unknown is written as an empty list.
function shownValue(raw: FactValue | undefined, subject: Subject, { slot }: Condition): FactValue {
  if (slot.fact.type === "date") return raw === undefined ? [] : raw;
  if (slot.values.length > 0) {
    if (slot.fact.type === "place" && typeof raw === "string") return raw;
    const possible = possibleValues(subject.view, slot);
    if (possible.length === slot.values.length) return [];
    if (possible.length > 1) return possible;
    return slot.fact.type === "flag" ? possible[0] === "true" : possible[0]!;
  }
  const { lowest, highest } = numberAt(subject.view, slot);
  if (lowest > highest) return null;
  if (lowest === highest) return lowest;
  return Number.isFinite(lowest) && Number.isFinite(highest) ? [String(lowest), String(highest)] : [];
}

const isUnknown = (value: FactValue) => Array.isArray(value) && value.length === 0;

function traceGroup(decision: Decision, subject: Subject, result: Result): GroupTrace | null {
  if (subject.who === "household") return null;
  for (const { id, group, order, before, exempt } of decision.inForce.groups) {
    const place = order.findIndex((index) => subject.rules[index]!.version === result.version);
    if (place < 0) continue;
    const earlier = order
      .slice(0, place)
      .filter((index) => subject.own[index] !== 0 && subject.rules[index]!.standing === "right");
    return {
      id,
      clause: group.clause,
      earlier: earlier.map((index) => ({
        policy: subject.rules[index]!.policy.id,
        name: subject.rules[index]!.policy.name,
        verdict: VERDICTS[subject.own[index]!]!,
      })),
      before: exempt.has(order[place]!)
        ? []
        : before.map((alternative) => traceAlternative(decision, subject, alternative)),
      before_clause: group.before?.clause ?? null,
    };
  }
  return null;
}

const NO_LABELS: ConditionTrace["labels"] = Object.freeze({});

// Traces are made by the hundred thousand, and a condition meets the same few values: their labels are made once.
const labelsMade = new WeakMap<Condition, Map<FactValue, ConditionTrace["labels"]>>();

function labelsOf(condition: Condition, value: FactValue): ConditionTrace["labels"] {
  const { choices } = condition.slot.fact;
  if (!choices) return NO_LABELS;
  const made = labelsMade.get(condition) ?? new Map<FactValue, ConditionTrace["labels"]>();
  const ready = made.get(value);
  if (ready) return ready;
  const labels: Record<string, Words> = {};
  addLabels(labels, choices, value);
  addLabels(labels, choices, condition.wanted);
  if (typeof value === "string") labelsMade.set(condition, made.set(value, labels));
  return labels;
}

function addLabels(labels: Record<string, Words>, choices: Readonly<Record<string, Words>>, value: FactValue): void {
  if (typeof value === "string") {
    const words = choices[value];
    if (words) labels[value] = words;
  } else if (Array.isArray(value)) for (const one of value) addLabels(labels, choices, one);
}
