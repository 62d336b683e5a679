// The figures of a policy for one person on one day: fixed, following a dated parameter, or by the person's own case.
import { parameterOn } from "../knowledge.ts";
import type { Amount } from "../schema/policy.ts";
import type { Confidence } from "../schema/words.ts";
import { allVerdict, compileAlternative, NO, YES } from "./condition.ts";
import { type Decision, type Result, type Subject, subjectOf } from "./decide.ts";
import { possibleValues } from "./view.ts";
import { ELSEWHERE, slotOf } from "./vocabulary.ts";

export interface AmountValue {
  readonly value: number;
  /** False while facts are missing: then the value is the least that is possible. */
  readonly exact: boolean;
  readonly confidence: Confidence;
}

type Formula = Pick<Amount, "value" | "of" | "times" | "pct">;

/** All figures of a result by key; a figure whose parameter has no value that day is left out. */
export function amountsOf(decision: Decision, result: Result): Record<string, AmountValue> {
  const subject = subjectOf(decision, result.who)!;
  const found: Record<string, AmountValue> = {};
  for (const key of Object.keys(result.version.amounts)) {
    const value = amountOf(decision, subject, key, result.version);
    if (value) found[key] = value;
  }
  return found;
}

/** One figure of a version of a policy for a subject; null when there is none of this key, or none that day. */
export function amountOf(
  decision: Decision,
  subject: Subject,
  key: string,
  { amounts, confidence: version }: Result["version"],
): AmountValue | null {
  const amount = amounts[key];
  if (amount === undefined) return null;
  const formulas = amount.cases ? possibleCases(decision, subject, amount) : [amount];
  const figures = formulas.flatMap(
    (formula) => compute(decision, subject, { ...formula, of: formula.of ?? amount.of }) ?? [],
  );
  if (figures.length === 0) return null;
  const least = figures.reduce((a, b) => (b.value < a.value ? b : a));
  const rounded = /(^|_)vnd(_|$)/.test(key) ? Math.round(least.value) : Math.round(least.value * 10_000) / 10_000;
  const confidence = weakest(amount.confidence ?? version, least.confidence);
  return { value: rounded, exact: new Set(figures.map((figure) => figure.value)).size === 1, confidence };
}

// The first case that surely holds ends the search; one that may hold stays possible.
function possibleCases(decision: Decision, subject: Subject, amount: Amount): Formula[] {
  const possible: Formula[] = [];
  for (const one of amount.cases ?? []) {
    const verdict = one.when ? allVerdict(compiled(decision, one.when), subject.view) : YES;
    if (verdict !== NO) possible.push(one);
    if (verdict === YES) break;
  }
  return possible;
}

type Conditions = ReturnType<typeof compileAlternative>;
/** By the vocabulary too: the same words may mean something else in another edition of the law. */
const known = new WeakMap<object, WeakMap<object, Conditions>>();

/** The conditions of a case, compiled once for all households. */
function compiled({ knowledge: { vocabulary } }: Decision, when: Parameters<typeof compileAlternative>[1]): Conditions {
  const ofVocabulary = known.get(vocabulary) ?? new WeakMap<object, Conditions>();
  known.set(vocabulary, ofVocabulary);
  const conditions = ofVocabulary.get(when) ?? compileAlternative(vocabulary, when);
  ofVocabulary.set(when, conditions);
  return conditions;
}

function compute(
  decision: Decision,
  subject: Subject,
  formula: Formula,
): { value: number; confidence: Confidence } | null {
  const base = formula.of ? parameter(decision, subject, formula.of) : null;
  if (formula.value !== undefined) return { value: formula.value, confidence: "confirmed" };
  if (!base) return null;
  let { value, confidence } = base;
  value *= formula.times ?? 1;
  for (const pct of formula.pct ?? []) {
    const rate = typeof pct === "number" ? { value: pct, confidence } : parameter(decision, subject, pct);
    if (!rate) return null;
    value = (value * rate.value) / 100;
    confidence = weakest(confidence, rate.confidence);
  }
  return { value, confidence };
}

function parameter(decision: Decision, subject: Subject, id: string) {
  const places = possibleValues(subject.view, slotOf(decision.knowledge.vocabulary, "province"));
  const province = places.length === 1 && places[0] !== ELSEWHERE ? places[0]! : null;
  return parameterOn(decision.knowledge, id, decision.day, province);
}

const ORDER: readonly Confidence[] = ["confirmed", "seed", "memory", "uncertain"];

/** The weaker of two confidences. */
function weakest(a: Confidence, b: Confidence): Confidence {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}
