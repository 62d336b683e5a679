// The answer of an inquiry: which day it is for, what was decided, what else there is, and what can be asked of it.
import { formatDay, isDay, isPartialDay } from "../foundation/day.ts";
import { type Decision, decide, results } from "../knowledge/eligibility/decide.ts";
import { policiesOf } from "../knowledge/knowledge.ts";
import type { ReceiptInput } from "../knowledge/receipt.ts";
import type { Version } from "../knowledge/schema/policy.ts";
import type { Session } from "../registry/session.ts";
import { type Told, tellDecision } from "./answer-rights.ts";
import { fieldChoice } from "./field-asked.ts";
import type { Choice, Line, Outcome, Turn } from "./handler.ts";
import { ANYBODY, decideInquiry, held, INQUIRY_FORM, type Inquiry, situationIn } from "./inquiry.ts";
import { nextFact } from "./next-step.ts";

const NAME = INQUIRY_FORM;
/** Names of other rights under a refusal; more would be a list to study. */
const MOST_OTHERS = 3;
/** Fields that the question named beside the one it is about. */
const MOST_BESIDE = 2;
/** As many as fit as buttons. */
const MOST_CHOICES = 5;
/** Rights that can be opened by a tap under an answer that tells of several. */
const MOST_DETAILS = 3;

/** Tells what the session's facts come to and closes the question; what was asked stays for "vì sao" and "giấy tờ". */
export function answerInquiry(turn: Turn, session: Session, inquiry: Inquiry): Outcome {
  const decided = decideInquiry(turn, session, inquiry);
  // Of nobody in particular nothing may be decided here; then what is open for anybody is told, for unknown is not no.
  const nobody = inquiry.subject === null && held(decided).length === 0;
  const decision = nobody ? decideInquiry(turn, session, { ...inquiry, subject: ANYBODY }) : decided;
  const told = tellDecision(turn, decision, inquiry.named);
  const others = told.refused || nobody ? othersIn(turn, session, inquiry, told.policies) : [];
  const subject = nobody ? ANYBODY : inquiry.subject;
  const about = { ...inquiry, subject, open: null, missed: 0, policies: told.policies };
  const lines = [
    ...(inquiry.apart === null ? [] : [{ key: `${NAME}:about-others` }]),
    ...linesOf(turn, inquiry, told),
    ...(others.length > 0 ? [{ key: `${NAME}:others`, values: { names: others.join("; ") } }] : []),
  ];
  return {
    replies: [{ lines, choices: furtherChoices(turn, decision, inquiry, told.policies) }],
    session: { ...session, form: null, about },
    effects: [told.effect],
  };
}

/** The words of an answer, after the day it is for and the day that the person told. */
export function linesOf(turn: Turn, inquiry: Pick<Inquiry, "on">, told: Told): (Line | { text: string })[] {
  const { text, inputs, refused } = told; // a no names the day itself, where it is the day that decides
  const days = refused ? [] : inputs.flatMap((input) => dayTold(input, text));
  return [...whichDay(turn, inquiry), ...days, { text }];
}

/** Said before an answer that is not about today. */
function whichDay({ today }: Turn, { on }: Pick<Inquiry, "on">): Line[] {
  if (on === null) return [];
  return [{ key: `${NAME}:${on > today ? "on-day-ahead" : "on-day"}`, values: { day: on } }];
}

/** The day that the person told and the answer hangs on, unless the answer itself repeats it. */
function dayTold({ value }: ReceiptInput, text: string): Line[] {
  if (typeof value !== "string" || !(isDay(value) || isPartialDay(value)) || text.includes(formatDay(value))) return [];
  return [{ key: `${NAME}:day-told`, values: { day: formatDay(value) } }];
}

/** Names of other rights in the field that somebody of this household could still have. */
function othersIn(turn: Turn, session: Session, { field, on }: Inquiry, told: string[]): string[] {
  const { knowledge, today } = turn;
  const { household } = situationIn(turn, session, null);
  const anybody = { household, members: [{ key: ANYBODY, facts: {} }], partial: true };
  const possible = results(decide(knowledge, anybody, on ?? today, { scope: policiesOf(knowledge, field) }));
  const { language } = session;
  const plainest = (version: Version) => Math.min(...version.who.any.map((way) => Object.keys(way).length));
  const names = possible
    .filter(({ policy, verdict }) => verdict !== "no" && policy.kind !== "local" && !told.includes(policy.id))
    .sort((a, b) => plainest(a.version) - plainest(b.version))
    .map(({ policy }) => policy.name[language] ?? policy.name.vi);
  return [...new Set(names)].slice(0, MOST_OTHERS);
}

/** What can be asked of an answer; "more" only where asking on can find another right. */
export function furtherChoices(turn: Turn, decision: Decision, inquiry: Inquiry, told: readonly string[]): Choice[] {
  const found = held(decision);
  const onwards = { ...inquiry, asked: 0, named: [], wanted: found.length + 1 };
  const untold = found.some(({ policy }) => !told.includes(policy.id));
  const more: Choice[] =
    untold || nextFact(decision, onwards) !== null ? [{ key: `${NAME}:more`, payload: "#follow-up.more" }] : [];
  const asked = [
    ...(told.length > 1 ? detailChoices(told.length) : questionChoices()),
    ...besideChoices(turn, inquiry),
    ...more,
  ];
  return [...asked.slice(0, MOST_CHOICES - 1), { key: `${NAME}:other-field`, payload: `#${NAME}` }];
}

/** The fields that the question named too: a question about two things is not answered by half in silence. */
export function besideChoices(turn: Turn, { beside }: Pick<Inquiry, "beside">): Choice[] {
  return beside.flatMap((field) => fieldChoice(turn, field) ?? []).slice(0, MOST_BESIDE);
}

/** One choice for each right of several that were told, but for the one that is open already. */
export function detailChoices(count: number, shown?: number): Choice[] {
  return Array.from({ length: Math.min(count, MOST_DETAILS) }, (_, index) => index + 1)
    .filter((number) => number !== shown)
    .map((number) => ({ key: `${NAME}:detail`, values: { number }, payload: `#follow-up.detail.${number}` }));
}

/** What is asked of a single right; `which` of several it is. */
export function questionChoices(which?: number): Choice[] {
  const suffix = which === undefined ? "" : `.${which}`;
  return [
    { key: `${NAME}:papers`, payload: `#follow-up.papers${suffix}` },
    { key: `${NAME}:why`, payload: `#follow-up.why${suffix}` },
  ];
}
