// A question about a class in general: "hộ cận nghèo thì mua bảo hiểm hết bao nhiêu". The nearest right is told as it is
// when its last conditions hold, and those are said with it.
import type { Day } from "../foundation/day.ts";
import { fold } from "../foundation/vietnamese.ts";
import { type Decision, decide, type Result, results } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import { type FactValue, type Situation, withFact } from "../knowledge/eligibility/facts.ts";
import type { AlternativeTrace, ConditionTrace } from "../knowledge/eligibility/trace.ts";
import { policiesOf } from "../knowledge/knowledge.ts";
import type { Effect } from "../registry/effects.ts";
import type { Session } from "../registry/session.ts";
import { tellResults } from "./answer-rights.ts";
import type { Line, Turn } from "./handler.ts";
import { held, situationIn } from "./inquiry.ts";

/** More open conditions than this would be a riddle, not an answer. */
const MOST_CONDITIONS = 2;

/** The lines of the answer and the receipt to keep, or null when the class alone does not bring any right near. */
export function tellGeneral(
  turn: Turn,
  session: Session,
  { field, subject, on }: { field: string; subject: string; on: Day | null },
): { lines: (Line | { text: string })[]; effect: Effect } | null {
  const scope = policiesOf(turn.knowledge, field);
  const someone = situationIn(turn, session, subject);
  const asIs = decide(turn.knowledge, someone, on ?? turn.today, { scope });
  const sure = held(asIs);
  if (sure.length > 0) return told(turn, asIs, sure, []);
  const [nearest] = nearestOf(asIs, turn.message.text);
  if (nearest === undefined) return null;
  const assumed = nearest.missing.reduce(
    (all, one) => withFact(all, whoOf(turn, one, subject), one.fact, { value: wanted(one), origin: "given" }),
    someone,
  );
  const decision = decide(turn.knowledge, assumed satisfies Situation, on ?? turn.today, { scope });
  const chosen = held(decision).filter(({ policy }) => policy.id === nearest.result.policy.id);
  return chosen.length === 0 ? null : told(turn, decision, chosen, nearest.missing);
}

interface Near {
  result: Result;
  missing: ConditionTrace[];
  /** How many of its conditions the question itself met. */
  met: number;
  /** How much of its name occurs in the question. */
  named: number;
}

/** Open rights that the question has brought near: it names them or meets one of their conditions, and little is missing. */
function nearestOf(decision: Decision, question: string): Near[] {
  const near = results(decision, "unknown").flatMap((result) => {
    const open = explain(decision, result).trace.alternatives.filter((way) => way.verdict === "unknown");
    const named = sharedPairs(result.policy.name.vi, question);
    return open.map((way) => ({
      result,
      named,
      missing: openIn(way),
      met: way.conditions.filter(({ origin }) => origin === "asked").length,
    }));
  });
  return near
    .filter(
      ({ missing, met, named }) =>
        (named > 0 || (met > 0 && missing.length < MOST_CONDITIONS)) && missing.length <= MOST_CONDITIONS,
    )
    .filter(({ missing }) => missing.every((one) => maySuppose(decision, one)))
    .sort(
      (a, b) =>
        b.named - a.named ||
        a.missing.length - b.missing.length ||
        b.met - a.met ||
        rarity(decision, a.missing) - rarity(decision, b.missing),
    );
}

/** Pairs of neighbouring words that two texts share, tone marks or not: "khuyết tật", "án phí". */
function sharedPairs(name: string, question: string): number {
  const pairs = (text: string) => {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
    return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
  };
  const asked = pairs(question);
  return [...pairs(name)].filter((pair) => asked.has(pair)).length;
}

/** The usual case first: choices of a fact stand in that order in the vocabulary (a public school before a private one). */
function rarity(decision: Decision, missing: readonly ConditionTrace[]): number {
  return missing.reduce((sum, condition) => {
    const choices = Object.keys(decision.knowledge.facts.facts.find(({ id }) => id === condition.fact)?.choices ?? {});
    return sum + (Array.isArray(condition.wanted) ? Math.max(0, choices.indexOf(condition.wanted[0] as string)) : 0);
  }, 0);
}

/** A condition may be supposed aloud when it is a plain yes, no or choice, and nothing private. */
function maySuppose(decision: Decision, condition: ConditionTrace): boolean {
  const fact = decision.knowledge.facts.facts.find(({ id }) => id === condition.fact);
  return (
    fact !== undefined &&
    !fact.private &&
    (fact.type === "flag" || (fact.type === "choice" && Array.isArray(condition.wanted)))
  );
}

function openIn(way: AlternativeTrace): ConditionTrace[] {
  return way.conditions.filter(({ verdict }) => verdict === "unknown");
}

function told(turn: Turn, decision: Decision, chosen: Result[], conditions: readonly ConditionTrace[]) {
  const { reply, effect } = tellResults(turn, decision, chosen, "short", []);
  const { language } = turn.session;
  const lines = conditions.map((condition): Line => {
    const name = condition.name[language] ?? condition.name.vi;
    if (condition.wanted === true || condition.wanted === false)
      return { key: `entitlements:if-${condition.wanted ? "yes" : "no"}`, values: { name } };
    const labels = Object.values(condition.labels).map((label) => label[language] ?? label.vi);
    return {
      key: "entitlements:if-is",
      values: { name, value: labels.length > 0 ? labels.join(", ") : String(condition.wanted) },
    };
  });
  return { lines: ["text" in reply ? { text: reply.text } : { text: "" }, ...lines], effect };
}

function whoOf(turn: Turn, { fact }: ConditionTrace, subject: string): string {
  return turn.knowledge.facts.facts.find((one) => one.id === fact)?.level === "person" ? subject : "household";
}

/** The value that makes the condition hold. */
function wanted(condition: ConditionTrace): FactValue {
  return Array.isArray(condition.wanted) ? (condition.wanted[0] as string) : (condition.wanted as boolean | number);
}
