// An inquiry into the rights of a household in one field of support: what is known, whom it is about, what to ask next.
import type { Day } from "../foundation/day.ts";
import { type Decision, decide, type Result, results } from "../knowledge/eligibility/decide.ts";
import { type FactValue, type Situation, situationOf, withFact } from "../knowledge/eligibility/facts.ts";
import { type NearestQuestion, nearestQuestion } from "../knowledge/eligibility/nearest-question.ts";
import { withObvious } from "../knowledge/eligibility/obvious.ts";
import { policiesOf } from "../knowledge/knowledge.ts";
import type { Session } from "../registry/session.ts";
import type { Turn } from "./handler.ts";

/** Plain JSON: it lives in the session's open form. */
export interface Inquiry {
  field: string;
  /** Whom it is about (knowledge/plain-words.yaml); a member's facts are kept under the same word. */
  subject: string | null;
  /** The class was asked for: one who does not know it is not asked again. */
  classAsked: boolean;
  /** "fact@who" of questions that the person could not answer. */
  skipped: string[];
  asked: number;
  /** How many rights to find before telling them: one more each time the person asks on. */
  wanted: number;
  /** The day the question is about; null is today. */
  on: Day | null;
  /** The question that is open. */
  open: { fact: string; who: string } | null;
}

/** Enough for an answer in almost every field; after that the answer says what is still open. */
const MOST_QUESTIONS = 7;

type PlainFacts = Record<string, FactValue>;

/** Decides the field on the day asked about from what the session knows; only the member asked about is looked at. */
export function decideInquiry(
  turn: Turn,
  session: Session,
  inquiry: Pick<Inquiry, "field" | "subject" | "on">,
): Decision {
  const { knowledge } = turn;
  const day = inquiry.on ?? turn.today;
  const scope = policiesOf(knowledge, inquiry.field);
  return decide(knowledge, withObvious(knowledge, situationIn(turn, session, inquiry.subject), day), day, { scope });
}

/** What the session knows, as the law's engine takes it: the household and the member asked about, if any. */
export function situationIn({ knowledge, words }: Turn, session: Session, subject: string | null): Situation {
  const told = session.members.find((member) => member.key === subject)?.facts ?? {};
  const members = subject === null ? [] : [{ key: subject, facts: told as PlainFacts }];
  const plain = { household: session.household as PlainFacts, members, partial: true };
  const { situation } = situationOf(knowledge.vocabulary, plain, "asked");
  const certain = Object.entries(words.subjects.get(subject ?? "") ?? {}).filter(([fact]) => !(fact in told));
  return certain.reduce((all, [fact, value]) => withFact(all, subject!, fact, { value, origin: "derived" }), situation);
}

/** Rights that hold, at least: only a better one of the same group could take their place. */
export function held(decision: Decision): Result[] {
  return results(decision).filter((result) => result.own === "yes" && result.verdict !== "no");
}

/** The next question, or null when enough is found or nothing more may be asked. */
export function nextFact(decision: Decision, inquiry: Inquiry): NearestQuestion | null {
  // Asked about somebody, a right of the whole household is no answer yet.
  const found = held(decision).filter(({ who }) => inquiry.subject === null || who === inquiry.subject);
  if (found.length >= inquiry.wanted || inquiry.asked >= MOST_QUESTIONS) return null;
  const places = decision.knowledge.facts.facts.filter(({ type }) => type === "place").map(({ id }) => id);
  return nearestQuestion(decision, { skip: new Set([...inquiry.skipped, ...places]) });
}

/** True when the field has rights of single persons, so that without a person it is not decided. */
export function concernsPersons({ knowledge }: Turn, field: string): boolean {
  return policiesOf(knowledge, field).some((id) => knowledge.policies.get(id)?.unit === "person");
}

/** The session with one more fact of the household or of a member. */
export function learnFact(session: Session, who: string, fact: string, value: FactValue): Session {
  if (who === "household") return { ...session, household: { ...session.household, [fact]: value } };
  const others = session.members.filter((member) => member.key !== who);
  const known = session.members.find((member) => member.key === who)?.facts ?? {};
  return { ...session, members: [...others, { key: who, facts: { ...known, [fact]: value } }] };
}

/** An inquiry that begins. */
export function newInquiry(field: string): Inquiry {
  return { field, subject: null, classAsked: false, skipped: [], asked: 0, wanted: 1, on: null, open: null };
}
