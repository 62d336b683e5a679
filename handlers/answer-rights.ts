// From a decision to what is said: a receipt is made, told by the law's own templates, and kept. There is no other way to
// words about rights.
import { addDays } from "../foundation/day.ts";
import { type Decision, decide, type Result, resultOf, results, uncertain } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import { createReceipt } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import type { TellForm } from "../knowledge/tell-line.ts";
import type { Effect } from "../registry/effects.ts";
import type { Session } from "../registry/session.ts";
import type { Choice, Reply, Turn } from "./handler.ts";
import { held, situationIn } from "./inquiry.ts";

/** What an answer about rights comes to: the words, the policies they are about, and the receipt to keep. */
export interface Told {
  reply: Reply;
  policies: string[];
  effect: Effect;
}

/** Tells what a decision means. */
export function tellDecision(turn: Turn, decision: Decision, choices: Choice[]): Told {
  return tellResults(turn, decision, worthTelling(decision), "short", choices);
}

/** Tells the class that the session's facts come to by the standard of the day. */
export function tellClass(turn: Turn, session: Session): { line: { text: string }; effect: Effect } {
  const decision = decide(turn.knowledge, situationIn(turn, session, null), turn.today, { scope: [] });
  const { reply, effect } = tellResults(turn, decision, [], "class", []);
  return { line: { text: "text" in reply ? reply.text : "" }, effect };
}

/** Tells some results of a decision in one of the forms of an answer. */
export function tellResults(turn: Turn, decision: Decision, told: Result[], form: TellForm, choices: Choice[]): Told {
  const receipt = createReceipt(decision, told);
  const text = tell(turn.knowledge, receipt, { language: turn.session.language, form });
  const keepUntil = addDays(turn.today, turn.service.retentionDays.decision);
  const { code, day: asOf, knowledge: knowledgeVersion } = receipt;
  return {
    reply: { text, choices },
    policies: told.map((result) => result.policy.id),
    effect: { kind: "decision_recorded", code, asOf, knowledgeVersion, receipt, keepUntil },
  };
}

/** The results of the named policies, for telling them again in another form. */
export function resultsOf(decision: Decision, subject: string | null, policies: string[]): Result[] {
  return policies.flatMap(
    (policy) => resultOf(decision, "household", policy) ?? (subject && resultOf(decision, subject, policy)) ?? [],
  ) as Result[];
}

/** What holds; else what is open and may be asked; else what exists without being certain; else the nearest refusal. */
function worthTelling(decision: Decision): Result[] {
  const yes = held(decision);
  if (yes.length > 0) return yes;
  const [open] = results(decision, "unknown").filter((result) => !hangsOnPrivate(decision, result));
  if (open !== undefined) return [open];
  const named = uncertain(decision);
  if (named.length > 0) return named;
  return results(decision, "no")
    .sort((a, b) => distance(decision, a) - distance(decision, b))
    .slice(0, 1);
}

/** What hangs on a fact that is never asked here is not spoken of: naming it would tell what it is about. */
function hangsOnPrivate(decision: Decision, result: Result): boolean {
  const { facts } = decision.knowledge.facts;
  return explain(decision, result).missing.some((missing) =>
    facts.some(({ id, private: hidden }) => hidden && id === missing.fact),
  );
}

function distance(decision: Decision, result: Result): number {
  return explain(decision, result).failed[0]?.length ?? Number.POSITIVE_INFINITY;
}
