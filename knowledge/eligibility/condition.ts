// One condition of a rule, compiled, and its three-valued test. Verdicts are numbers so that "all" is the least and "any" the greatest.
import type { Alternative } from "../schema/policy.ts";
import { bitsOf, type Slot, slotOf, type Vocabulary } from "./vocabulary.ts";

export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;
export type VerdictNumber = 0 | 1 | 2;
export type Verdict = "no" | "unknown" | "yes";
export const VERDICTS: readonly Verdict[] = ["no", "unknown", "yes"];

export type Test = "one_of" | "at_least" | "below" | "at_most";

export interface Condition {
  readonly slot: Slot;
  readonly at: number;
  readonly test: Test;
  /** Bits for one_of, else the limit. */
  readonly limit: number;
  /** The word of the rule ("age_min") and its wanted value, for explanations. */
  readonly word: string;
  readonly wanted: boolean | number | readonly string[];
}

const TESTS: Readonly<Record<string, Test>> = {
  at_least: "at_least",
  below: "below",
  at_most: "at_most",
  within_months: "at_most",
};

/** Compiles one alternative; a word like escaped_max_months may stand for several conditions. */
export function compileAlternative(vocabulary: Vocabulary, alternative: Alternative): Condition[] {
  return Object.entries(alternative).flatMap(([word, wanted]) => {
    const special = vocabulary.conditions[word];
    if (!special) return [oneOf(slotOf(vocabulary, word), word, wanted)];
    const slot = slotOf(vocabulary, special.fact);
    const condition: Condition = {
      slot,
      at: slot.index * 2,
      test: TESTS[special.test]!,
      limit: Number(wanted),
      word,
      wanted,
    };
    return [condition, ...(special.also ? compileAlternative(vocabulary, special.also) : [])];
  });
}

function oneOf(slot: Slot, word: string, wanted: boolean | number | readonly string[]): Condition {
  const values = Array.isArray(wanted) ? (wanted as readonly string[]) : [wanted as boolean];
  const limit = values.reduce((bits: number, value) => bits | bitsOf(slot, value), 0);
  return { slot, at: slot.index * 2, test: "one_of", limit, word, wanted };
}

/** Tests one condition: yes or no only when every value still possible gives the same answer. */
export function testCondition(condition: Condition, view: Float64Array): VerdictNumber {
  const first = view[condition.at]!;
  if (condition.test === "one_of") {
    if ((first & condition.limit) === 0) return NO;
    return (first & ~condition.limit) === 0 ? YES : UNKNOWN;
  }
  const last = view[condition.at + 1]!;
  if (first > last) return NO;
  if (condition.test === "at_least") return first >= condition.limit ? YES : last < condition.limit ? NO : UNKNOWN;
  if (condition.test === "below") return last < condition.limit ? YES : first >= condition.limit ? NO : UNKNOWN;
  return last <= condition.limit ? YES : first > condition.limit ? NO : UNKNOWN;
}

/** All conditions of one alternative. */
export function allVerdict(conditions: readonly Condition[], view: Float64Array): VerdictNumber {
  let verdict: VerdictNumber = YES;
  for (const condition of conditions) {
    const one = testCondition(condition, view);
    if (one === NO) return NO;
    if (one === UNKNOWN) verdict = UNKNOWN;
  }
  return verdict;
}

/** Any of the alternatives. No alternative at all means nobody. */
export function anyVerdict(alternatives: readonly (readonly Condition[])[], view: Float64Array): VerdictNumber {
  let verdict: VerdictNumber = NO;
  for (const alternative of alternatives) {
    const one = allVerdict(alternative, view);
    if (one === YES) return YES;
    if (one === UNKNOWN) verdict = UNKNOWN;
  }
  return verdict;
}
