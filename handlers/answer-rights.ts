// From a decision to what is said: a receipt is made, told by the law's own templates, and kept. There is no other way to
// words about rights.
import { addDays } from "../foundation/day.ts";
import { type Decision, decide, type Result, resultOf, results, uncertain } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import type { ConditionTrace } from "../knowledge/eligibility/trace.ts";
import { createReceipt, type ReceiptInput } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import type { TellForm } from "../knowledge/tell-line.ts";
import type { Effect, RecordedDecision } from "../registry/effects.ts";
import type { Session } from "../registry/session.ts";
import type { Turn } from "./handler.ts";
import { held, situationIn } from "./inquiry.ts";

/** What an answer about rights comes to: the words, the policies they are about, what it hangs on, and the receipt to keep. */
export interface Told {
  text: string;
  policies: string[];
  inputs: readonly ReceiptInput[];
  /** Nothing but a no. */
  refused: boolean;
  effect: RecordedDecision;
}

/** Tells what a decision means, the policies that the question named before others. */
export function tellDecision(turn: Turn, decision: Decision, named: readonly string[]): Told {
  return tellResults(turn, decision, worthTelling(decision, named), "short");
}

/** Tells the class that the session's facts come to by the standard of the day. */
export function tellClass(turn: Turn, session: Session): Told {
  const decision = decide(turn.knowledge, situationIn(turn, session, null), turn.today, { scope: [] });
  return tellResults(turn, decision, [], "class");
}

/** Tells some results of a decision in one of the forms of an answer. */
export function tellResults(turn: Turn, decision: Decision, told: readonly Result[], form: TellForm): Told {
  const receipt = createReceipt(decision, told);
  const text = tell(turn.knowledge, receipt, { language: turn.session.language, form });
  const keepUntil = addDays(turn.today, turn.service.retentionDays.decision);
  const { code, day: asOf, knowledge: knowledgeVersion, inputs } = receipt;
  return {
    text,
    policies: told.map((result) => result.policy.id),
    inputs,
    refused: told.length > 0 && told.every(({ verdict, standing }) => standing === "right" && verdict === "no"),
    effect: {
      ...{ kind: "decision_recorded", code, asOf, knowledgeVersion, receipt, keepUntil },
      householdId: told.length === 0 ? null : ownHousehold(turn),
    },
  };
}

/** The household that a linked citizen asks for; somebody who acts in a role asks for others. */
function ownHousehold({ desk: { actor } }: Turn): string | null {
  const [only = null, ...others] = actor.households;
  return actor.term === null && others.length === 0 ? only : null;
}

/** The effects of an answer that is about somebody else's household, or about one that is only supposed. */
export function ofNobody(effects: readonly Effect[]): Effect[] {
  return effects.map((effect) => (effect.kind === "decision_recorded" ? { ...effect, householdId: null } : effect));
}

/** The results of the named policies, for telling them again in another form. */
export function resultsOf(decision: Decision, subject: string | null, policies: readonly string[]): Result[] {
  return policies.flatMap(
    (policy) => resultOf(decision, "household", policy) ?? (subject && resultOf(decision, subject, policy)) ?? [],
  ) as Result[];
}

/** What was named, if it is decided; else what holds; what is open and may be asked; what exists without being certain; the nearest refusal. */
function worthTelling(decision: Decision, named: readonly string[]): Result[] {
  const isNamed = ({ policy }: Result) => named.includes(policy.id);
  const yes = held(decision).sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
  if (yes.some(isNamed) || (yes.length > 0 && named.length === 0)) return yes;
  const no = results(decision, "no").sort((a, b) => byDistance(decision, a, b));
  const open = results(decision, "unknown").filter((result) => !hangsOnPrivate(decision, result));
  const asked = [...open, ...no].find(isNamed);
  if (asked !== undefined) return [asked];
  if (yes.length > 0) return yes;
  if (open[0] !== undefined) return [open[0]];
  const existing = uncertain(decision);
  return existing.length > 0 ? existing.slice(0, 1) : no.slice(0, 1);
}

/** What hangs on a fact that is never asked here is not spoken of: naming it would tell what it is about. */
export function hangsOnPrivate(decision: Decision, result: Result): boolean {
  const { facts } = decision.knowledge.facts;
  return explain(decision, result).missing.some((missing) =>
    facts.some(({ id, private: hidden }) => hidden && id === missing.fact),
  );
}

/** The no that is nearest to a yes first: by what fails, then the plainest rule, then the usual case. */
function byDistance(decision: Decision, a: Result, b: Result): number {
  const [first, second] = [distanceOf(decision, a), distanceOf(decision, b)];
  const differing = first.findIndex((measure, index) => measure !== second[index]);
  return differing < 0 ? 0 : first[differing]! - second[differing]!;
}

function distanceOf(decision: Decision, result: Result): number[] {
  const { failed, trace } = explain(decision, result);
  const ways = [...trace.alternatives].sort((a, b) => a.conditions.length - b.conditions.length);
  const plainest = ways[0]?.conditions ?? [];
  const accepted = (failed[0] ?? []).flatMap(({ wanted }) => wanted as readonly unknown[]).length;
  return [failed[0]?.length ?? Number.MAX_SAFE_INTEGER, plainest.length, -accepted, rarity(decision, plainest)];
}

/** The usual case first: choices of a fact stand in that order in the vocabulary (a public school before a private one). */
export function rarity(decision: Decision, conditions: readonly ConditionTrace[]): number {
  return conditions.reduce((sum, condition) => {
    const choices = Object.keys(decision.knowledge.facts.facts.find(({ id }) => id === condition.fact)?.choices ?? {});
    return sum + (Array.isArray(condition.wanted) ? Math.max(0, choices.indexOf(condition.wanted[0] as string)) : 0);
  }, 0);
}
