// What an inquiry needs next: the class, the person, a fact, the province, or nothing more. Whatever cannot change the answer
// is not asked.
import { type Decision, type Result, results } from "../knowledge/eligibility/decide.ts";
import { explain } from "../knowledge/eligibility/explain.ts";
import { type NearestQuestion, nearestQuestion } from "../knowledge/eligibility/nearest-question.ts";
import type { Session } from "../registry/session.ts";
import type { Turn } from "./handler.ts";
import { ANYBODY, decideInquiry, held, type Inquiry } from "./inquiry.ts";

/** What to ask, or that enough is known. */
export type NextStep = "class" | "subject" | NearestQuestion | null;

/** Enough for an answer in almost every field; after that the answer says what is still open. */
const MOST_QUESTIONS = 7;

/** The next question of an inquiry over what the session knows. */
export function nextStep(turn: Turn, session: Session, inquiry: Inquiry): NextStep {
  const decision = decideInquiry(turn, session, inquiry);
  if (isEnough(decision, inquiry)) return null;
  const anybody = decideInquiry(turn, session, { ...inquiry, subject: inquiry.subject ?? ANYBODY });
  const classKnown = "hh_class" in session.household || "income_per_head" in session.household;
  if (!classKnown && !inquiry.classAsked && hangsOn(anybody, inquiry, "hh_class")) return "class";
  const nobody = inquiry.subject === null && !inquiry.subjectAsked;
  if (nobody && concernsPersons(anybody, inquiry)) return "subject";
  return nextFact(decision, inquiry);
}

/** The next fact to ask, at last the province; null when enough is found or nothing more may be asked. */
export function nextFact(decision: Decision, inquiry: Inquiry): NearestQuestion | null {
  if (isEnough(decision, inquiry) || inquiry.asked >= MOST_QUESTIONS) return null;
  const skip = new Set([...inquiry.skipped, ...placesOf(decision)]);
  const only = inquiry.named.length > 0 && { only: new Set(inquiry.named) };
  return nearestQuestion(decision, { skip, ...only }) ?? placeQuestion(decision, inquiry);
}

/** Asked about somebody, a right of the whole household is no answer yet; asked for something by name, another right is none. */
function isEnough(decision: Decision, inquiry: Inquiry): boolean {
  const found = held(decision).filter(({ who }) => inquiry.subject === null || who === inquiry.subject);
  return inquiry.named.length > 0
    ? held(decision).some(({ policy }) => inquiry.named.includes(policy.id))
    : found.length >= inquiry.wanted;
}

/** Open results that the inquiry is about. */
function openResults(decision: Decision, { named }: Inquiry): Result[] {
  return results(decision, "unknown").filter(
    ({ policy, own }) => own !== "yes" && (named.length === 0 || named.includes(policy.id)),
  );
}

function hangsOn(decision: Decision, inquiry: Inquiry, fact: string): boolean {
  return openResults(decision, inquiry).some((result) =>
    explain(decision, result).missing.some((missing) => missing.fact === fact),
  );
}

/** True when some person could have a right here, so that without a person it is not decided. */
function concernsPersons(anybody: Decision, inquiry: Inquiry): boolean {
  return results(anybody).some(
    ({ who, verdict, policy }) =>
      who !== "household" && verdict !== "no" && (inquiry.named.length === 0 || inquiry.named.includes(policy.id)),
  );
}

/** The province, where nothing else is missing for a right that only some provinces give. */
function placeQuestion(decision: Decision, inquiry: Inquiry): NearestQuestion | null {
  const places = placesOf(decision).filter((id) => !inquiry.skipped.includes(`${id}@household`));
  const local = openResults(decision, inquiry).flatMap((result) => explain(decision, result).trace.alternatives);
  const hanging = local
    .filter(({ verdict }) => verdict === "unknown")
    .map(({ conditions }) => conditions.filter(({ verdict }) => verdict === "unknown"))
    .find((open) => open.every(({ fact }) => places.includes(fact)));
  const fact = decision.knowledge.facts.facts.find(({ id }) => id === hanging?.[0]?.fact);
  return fact === undefined ? null : { fact, who: "household" };
}

function placesOf(decision: Decision): string[] {
  return decision.knowledge.facts.facts.filter(({ type }) => type === "place").map(({ id }) => id);
}
