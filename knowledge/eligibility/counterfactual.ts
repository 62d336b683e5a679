// What would honestly change a no: a record that can be corrected, something that comes with time, something one can do,
// the next standard, a later version of the law. Facts of `never_proposed` are never among them, and every proposal is re-decided.
import { addMonths, type Day, isDay } from "../../foundation/day.ts";
import type { Words } from "../schema/words.ts";
import { classesOf, type Decision, decide, type Result, resultOf, subjectOf } from "./decide.ts";
import { explain } from "./explain.ts";
import { type FactValue, type Known, type Situation, withFact } from "./facts.ts";
import type { ConditionTrace } from "./trace.ts";

export interface Change {
  readonly fact: string;
  readonly name: Words;
  readonly kind: "correct" | "time" | "act";
  readonly condition: ConditionTrace;
  /** The day that brings it, for changes by time when the day of birth is known. */
  readonly on: Day | null;
}

export interface Counterfactual {
  /** Smallest sets of changes, each of which would make it a yes. */
  readonly sets: readonly (readonly Change[])[];
  /** First day of a later standard or version under which the same facts give a yes. */
  readonly later: { readonly on: Day; readonly by: "standard" | "version" } | null;
}

/** The smallest honest sets of changes for a result that is no; empty sets when nothing honest helps. */
export function counterfactual(decision: Decision, result: Result): Counterfactual {
  if (result.verdict !== "no") return { sets: [], later: null };
  const sets = explain(decision, result)
    .failed.map((conditions) => changesFor(decision, result, conditions))
    .filter((changes) => changes !== null);
  const least = Math.min(...sets.map((changes) => changes.length));
  return { sets: sets.filter((changes) => changes.length === least), later: laterYes(decision, result) };
}

function changesFor(decision: Decision, result: Result, conditions: readonly ConditionTrace[]): Change[] | null {
  const { never_proposed: never, may_change: may } = decision.knowledge.facts;
  let situation = decision.situation;
  let day = decision.day;
  const changes: Change[] = [];
  for (const condition of conditions) {
    const kind = may[condition.fact];
    if (never[condition.fact] || !kind || kind === "standard") return null;
    const on = kind === "time" ? dayOfAge(decision, result.who, condition) : null;
    if (kind === "time" && condition.word !== "age_min") return null;
    if (on && on > day) day = on;
    const value: Known = { value: wantedValue(condition, decision.day), origin: "given" };
    if (!on)
      situation = withFact(
        situation,
        result.who === "household" ? "household" : ownerOf(decision, result, condition),
        condition.fact,
        value,
      );
    changes.push({ fact: condition.fact, name: condition.name, kind, condition, on });
  }
  return holds(decision, situation, day, result) ? changes : null;
}

function ownerOf(decision: Decision, result: Result, condition: ConditionTrace): string {
  const fact = decision.knowledge.vocabulary.byName.get(condition.fact)?.fact;
  const own = subjectOf(decision, result.who)?.facts[condition.fact] !== undefined;
  return fact?.level === "household" && !own ? "household" : result.who;
}

// The day somebody reaches the wanted age, when the day of birth is known.
function dayOfAge(decision: Decision, who: string, condition: ConditionTrace): Day | null {
  const birth = (subjectOf(decision, who)?.facts.birth ?? decision.situation.household.birth)?.value;
  if (typeof birth !== "string" || !isDay(birth) || typeof condition.wanted !== "number") return null;
  return addMonths(birth, condition.wanted * 12);
}

function wantedValue(condition: ConditionTrace, day: Day): FactValue {
  if (Array.isArray(condition.wanted)) return condition.wanted[0] as string;
  if (typeof condition.wanted === "boolean") return condition.wanted;
  return condition.word.endsWith("_months") ? day : (condition.wanted as number);
}

// Decided again with the changes, in the same world; a yes that only a better policy of its group could replace counts.
function holds(decision: Decision, situation: Situation, day: Day, result: Result): boolean {
  const again = decide(decision.knowledge, situation, day, { assumeAbsentFalse: decision.closedWorld });
  const found = resultOf(again, result.who, result.policy.id);
  return found?.standing === "right" && found.own === "yes" && found.verdict !== "no";
}

// The same facts under later law: a version that is not uncertain, or a standard that gives another class.
function laterYes(decision: Decision, result: Result): Counterfactual["later"] {
  for (const version of result.policy.versions) {
    if (version.from <= decision.day || version.confidence === "uncertain") continue;
    if (holds(decision, decision.situation, version.from, result)) return { on: version.from, by: "version" };
  }
  const { hh_class: given, income_per_head: income } = decision.situation.household;
  const next = decision.knowledge.standards.find((standard) => standard.from > decision.day);
  if (given || !income || !next || classesOf(decision).length !== 1) return null;
  return holds(decision, decision.situation, next.from, result) ? { on: next.from, by: "standard" } : null;
}
