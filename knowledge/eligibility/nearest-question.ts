// The question for a chat: of the way to a right that is already furthest, the cheapest fact that is still missing. It
// reaches a first "yes" in fewer questions than asking whatever decides most (next-question.ts).
import type { Fact } from "../schema/fact.ts";
import { type Decision, type Result, results } from "./decide.ts";
import type { QuestionOptions } from "./next-question.ts";
import { type AlternativeTrace, traceOf } from "./trace.ts";

/** A fact to ask, and of whom: "household" or the key of a member. */
export interface NearestQuestion {
  readonly fact: Fact;
  readonly who: string;
}

/** The question, or null when no open way to a right has a fact that may be asked. */
export function nearestQuestion(decision: Decision, options: QuestionOptions = {}): NearestQuestion | null {
  const ways = results(decision, "unknown")
    .filter(({ own, policy }) => own !== "yes" && (options.only === undefined || options.only.has(policy.id)))
    .flatMap((result) => openWays(decision, result).map((way) => ({ result, way, price: priceOf(decision, way) })))
    .sort((a, b) => a.price - b.price);
  const occurrences = (id: string) =>
    ways.filter(({ way }) => way.conditions.some(({ fact, verdict }) => fact === id && verdict === "unknown")).length;
  for (const { result, way } of ways) {
    const [question] = way.conditions
      .filter((condition) => condition.verdict === "unknown")
      .flatMap(({ fact }) => ask(decision, result, fact, options))
      .sort((a, b) => a.fact.cost - b.fact.cost || occurrences(b.fact.id) - occurrences(a.fact.id));
    if (question !== undefined) return question;
  }
  return null;
}

function openWays(decision: Decision, result: Result): readonly AlternativeTrace[] {
  return traceOf(decision, result).alternatives.filter((way) => way.verdict === "unknown");
}

/** What it costs to ask for the rest of a way; each condition that holds already makes up for the cheapest question. */
function priceOf(decision: Decision, { conditions }: AlternativeTrace): number {
  const open = conditions.filter((condition) => condition.verdict === "unknown");
  const held = conditions.filter((condition) => condition.verdict === "yes").length;
  return open.reduce((sum, { fact }) => sum + (factOf(decision, fact)?.cost ?? 0), 0) - held;
}

function factOf(decision: Decision, id: string): Fact | undefined {
  return decision.knowledge.facts.facts.find((one) => one.id === id);
}

function ask(
  decision: Decision,
  result: Result,
  id: string,
  { skip, allowPrivate }: QuestionOptions,
): NearestQuestion[] {
  const fact = factOf(decision, id);
  if (fact === undefined || (fact.private && !allowPrivate)) return [];
  const who = fact.level === "household" ? "household" : result.who;
  return skip?.has(fact.id) || skip?.has(`${fact.id}@${who}`) ? [] : [{ fact, who }];
}
