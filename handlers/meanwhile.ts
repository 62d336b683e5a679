// "Nộp ở đâu", "được bao nhiêu" while the bot itself has asked something: answered in general from what is known so far, and
// then the open question is asked again. Nothing of the inquiry changes by it.
import { type Decision, type Result, results } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import type { ConditionTrace } from "../knowledge/eligibility/trace.ts";
import { hangsOnPrivate, ofNobody, rarity, type Told, tellResults } from "./answer-rights.ts";
import { onItsFacts } from "./apart.ts";
import { waitingInquiry } from "./consent.ts";
import { chooseField } from "./field-asked.ts";
import { maySuppose, openIn, supposedLines, supposing } from "./general-answer.ts";
import type { Handler, Line, Outcome, Turn } from "./handler.ts";
import { ANYBODY, decideInquiry, type Inquiry, openInquiry } from "./inquiry.ts";

/** Two lists of papers fill a screen. */
const MOST_PAPERS = 2;

/** Reached by words that only make sense after an answer, while there is none yet (bot/route.ts). */
export const meanwhile: Handler = {
  name: "meanwhile",
  intents: [],
  handle(turn) {
    const { session } = turn;
    const waiting = waitingInquiry(turn);
    const again = session.form?.handler === "consent" ? { goOn: "#consent.again" as const } : {};
    const inquiry = openInquiry(session) ?? waiting;
    const told = inquiry === null ? null : onItsFacts(turn, inquiry, (inside) => tellAside(inside, inquiry));
    if (told !== null && told.replies.length > 0) return { ...told, ...again };
    const depends = { key: "meanwhile:depends" };
    if (session.form !== null) return { replies: [depends], session, ...again };
    const fields = chooseField(turn, session);
    return { ...fields, replies: [depends, ...fields.replies] };
  },
};

/** What holds in general; no reply when nothing can be said of the field yet. */
function tellAside(turn: Turn, inquiry: Inquiry): Outcome {
  const { session, words, message } = turn;
  const about = { ...inquiry, subject: inquiry.subject ?? ANYBODY };
  const decision = decideInquiry(turn, session, about);
  const asked = session.form?.step === "class" ? "hh_class" : (inquiry.open?.fact ?? null);
  const near = nearest(decision, inquiry.named, asked);
  const papers = words.followUpIn(message.text) === "papers";
  const said = papers ? papersOf(turn, decision, near) : amountOf(turn, about, near);
  if (said === null) return { replies: [], session };
  const lines = [{ key: "meanwhile:general" }, { text: said.told.text }, ...said.supposed];
  return { replies: [{ lines }], session, effects: ofNobody([said.told.effect]) };
}

/** A right and what is open of its nearest way. */
interface Near {
  result: Result;
  missing: ConditionTrace[];
}

type Said = { told: Told; supposed: Line[] } | null;

function papersOf(turn: Turn, decision: Decision, near: Near[]): Said {
  const first = near.slice(0, MOST_PAPERS).map(({ result }) => result);
  return first.length === 0 ? null : { told: tellResults(turn, decision, first, "papers"), supposed: [] };
}

/** The first right that can be told as it is when its open conditions hold, and those conditions. */
function amountOf(turn: Turn, about: Inquiry & { subject: string }, near: Near[]): Said {
  for (const { result, missing } of near) {
    const supposed = supposing(turn, missing, about.subject);
    const decision = decideInquiry(turn, turn.session, { ...about, supposed });
    const held = results(decision).filter(({ policy, own }) => policy.id === result.policy.id && own === "yes");
    if (held.length > 0 && missing.every((one) => maySuppose(decision, one)))
      return { told: tellResults(turn, decision, held, "short"), supposed: supposedLines(turn, { supposed }) };
  }
  return null;
}

/**
 * Rights of the whole country that what is known does not refuse: what was named first, then what hangs on the fact that is asked
 * for, then what least is missing for.
 */
function nearest(decision: Decision, named: readonly string[], asked: string | null): Near[] {
  const rank = ({ result, missing }: Near) => [
    Number(!named.includes(result.policy.id)),
    Number(!missing.some(({ fact }) => fact === asked)),
    missing.length,
    rarity(decision, missing),
  ];
  return results(decision)
    .filter(({ verdict, standing, version }) => verdict !== "no" && standing === "right" && !version.province)
    .filter((result) => !hangsOnPrivate(decision, result))
    .map((result) => ({ result, missing: result.own === "yes" ? [] : leastOpen(decision, result) }))
    .sort((a, b) => inOrder(rank(a), rank(b)));
}

function leastOpen(decision: Decision, result: Result): ConditionTrace[] {
  const ways = explain(decision, result).trace.alternatives.filter(({ verdict }) => verdict === "unknown");
  const [least = []] = ways
    .map(openIn)
    .sort((a, b) => inOrder([a.length, rarity(decision, a)], [b.length, rarity(decision, b)]));
  return least;
}

function inOrder(first: number[], second: number[]): number {
  const differing = first.findIndex((measure, at) => measure !== second[at]);
  return differing < 0 ? 0 : first[differing]! - second[differing]!;
}
