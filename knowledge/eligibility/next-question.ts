// The next question: the cheapest fact that can still decide; at the same cost the household's before a person's, and nothing
// once all is decided.
import type { Fact } from "../schema/fact.ts";
import { type Condition, NO, testCondition, UNKNOWN } from "./condition.ts";
import type { Decision, Subject } from "./decide.ts";

export interface Question {
  readonly fact: Fact;
  /** "household" or the key of the member. */
  readonly who: string;
  /** Policies that the answer can still decide. */
  readonly decides: readonly string[];
}

export interface QuestionOptions {
  /** Facts already refused ("fact" for all, "fact@who" for one): never asked again. */
  readonly skip?: ReadonlySet<string>;
  /** Private facts are only asked when nobody else listens. */
  readonly allowPrivate?: boolean;
  /** Ids of policies: only what decides these is asked for (nearest-question.ts). */
  readonly only?: ReadonlySet<string>;
}

/** The question to ask next, or null when nothing that can be asked would change anything. */
export function nextQuestion(decision: Decision, options: QuestionOptions = {}): Question | null {
  return openQuestions(decision, options)[0] ?? null;
}

/** Every question that can still change a verdict, best first. */
function openQuestions(decision: Decision, options: QuestionOptions = {}): Question[] {
  const found = new Map<string, { fact: Fact; who: string; decides: Set<string> }>();
  for (const subject of decision.subjects) {
    for (const [index, rule] of subject.rules.entries()) {
      if (subject.final[index] !== UNKNOWN || rule.standing !== "right") continue;
      if (decision.scope && !decision.scope.has(rule.policy.id)) continue;
      for (const condition of openConditions(decision, subject, index)) {
        const { fact } = condition.slot;
        const who = fact.level === "household" ? "household" : subject.who;
        if (options.skip?.has(fact.id) || options.skip?.has(`${fact.id}@${who}`)) continue;
        if (fact.private && !options.allowPrivate) continue;
        const key = `${fact.id}@${who}`;
        const entry = found.get(key) ?? { fact, who, decides: new Set<string>() };
        entry.decides.add(rule.policy.id);
        found.set(key, entry);
      }
    }
  }
  return [...found.values()].map((one) => ({ ...one, decides: [...one.decides] })).sort(byPrice);
}

// A rule is open through its own conditions, or through earlier members of its group and what stands before the group.
function openConditions(decision: Decision, subject: Subject, index: number): Condition[] {
  const conditions = unknownIn(subject, subject.rules[index]!.alternatives, subject.own[index] === UNKNOWN);
  if (subject.who === "household") return conditions;
  for (const { order, before, exempt } of decision.inForce.groups) {
    const place = order.indexOf(index);
    if (place < 0) continue;
    if (!exempt.has(index)) conditions.push(...unknownIn(subject, before, true));
    for (const earlier of order.slice(0, place)) {
      if (subject.final[earlier] === UNKNOWN && subject.rules[earlier]!.standing === "right") {
        conditions.push(...unknownIn(subject, subject.rules[earlier]!.alternatives, subject.own[earlier] === UNKNOWN));
      }
    }
  }
  return conditions;
}

function unknownIn(subject: Subject, alternatives: readonly (readonly Condition[])[], open: boolean): Condition[] {
  if (!open) return [];
  return alternatives.flatMap((alternative) => {
    const verdicts = alternative.map((condition) => testCondition(condition, subject.view));
    return verdicts.includes(NO) ? [] : alternative.filter((_, index) => verdicts[index] === UNKNOWN);
  });
}

// A person's fact costs a little more than the household's own: it is asked once for every member.
const PERSON_COST = 2;
const priceOf = ({ fact, who }: Question) => fact.cost + (who === "household" ? 0 : PERSON_COST);

function byPrice(a: Question, b: Question): number {
  return priceOf(a) - priceOf(b) || b.decides.length - a.decides.length || (a.fact.id < b.fact.id ? -1 : 1);
}
