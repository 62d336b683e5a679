// "Nhà tôi được hưởng gì": field by field, with the fewest questions, until something can be said with its legal ground.

import { addMonths, type Day } from "../foundation/day.ts";
import type { Decision } from "../knowledge/eligibility/decide.ts";
import type { Session } from "../registry/session.ts";
import { tellDecision } from "./answer-rights.ts";
import { askFact, writtenValue } from "./ask-fact.ts";
import { askConsent } from "./consent.ts";
import { tellGeneral } from "./general-answer.ts";
import type { Choice, Handler, Outcome, Reply, Turn, Written } from "./handler.ts";
import { askClass, factsOfClass } from "./household-class.ts";
import { concernsPersons, decideInquiry, held, type Inquiry, newInquiry, nextFact } from "./inquiry.ts";
import { personIn, type Reading, readReply } from "./inquiry-reply.ts";

const NAME = "entitlements";
/** The fields offered first; the rest is one tap away. */
const FIRST_FIELDS = ["health-insurance", "tuition", "credit", "telecom"];
/** Rights of a household or of one of its members, on a day. */
export const entitlements: Handler = {
  name: NAME,
  intents: ["ask-policy", "ask-procedure"],
  returns: true,
  accepts: ({ form, ...written }) => answersQuestion(form.data as unknown as Inquiry, written),
  handle(turn) {
    const { action, session } = turn;
    if (action?.name === "fields")
      return chooseField(
        turn,
        session,
        turn.knowledge.domains.map(({ id }) => id),
      );
    const open = session.form?.handler === NAME ? (session.form.data as unknown as Inquiry) : null;
    const field = answersInquiry(turn, open) ? open?.field : (fieldNamed(turn) ?? open?.field);
    if (field === undefined || action?.name === "back" || action?.name === "start") {
      return turn.consent === null ? askConsent(turn, `#${NAME}`) : chooseField(turn, learnClassIn(turn));
    }
    if (turn.consent === null) return answerInGeneral(turn, field);
    const inquiry = open?.field === field ? open : { ...newInquiry(field), on: dayAsked(turn) };
    return proceed(turn, readReply(turn, inquiry));
  },
};

/** The same calendar day in the year that the question names; null when it names none. */
export function dayAsked({ message, words, today }: Turn): Day | null {
  const year = words.yearIn(message.text, today);
  return year === null || year === Number(today.slice(0, 4))
    ? null
    : addMonths(today, 12 * (year - Number(today.slice(0, 4))));
}

/** Words that only answer the open question ("dạ hộ nghèo", "cho con tôi") name no other field. */
function answersInquiry(turn: Turn, open: Inquiry | null): boolean {
  if (open === null || turn.action !== null) return false;
  return isShort(turn.message.text) && readReply(turn, open).understood;
}

/** Before anything is looked up or kept: could these words answer the question that is open? */
function answersQuestion({ open }: Inquiry, written: Written): boolean {
  const { text, words, understood, knowledge } = written;
  const fact = knowledge.facts.facts.find(({ id }) => id === open?.fact);
  if (understood.answer !== null || words.isUnsure(text)) return true;
  if (fact !== undefined) return writtenValue(fact, written) !== null;
  return words.classAnswered(text) !== null || (isShort(text) && words.subjectIn(text) !== null);
}

function isShort(text: string): boolean {
  return text.trim().split(/\s+/).length <= ANSWER_WORDS;
}

const ANSWER_WORDS = 6;

/** The field in a pressed choice or in the message: as understood, unless its words name others ("ăn trưa" is no study cost). */
function fieldNamed({ action, message, understood, knowledge, fields, words }: Turn): string | undefined {
  if (action?.name === "field") return knowledge.domains.find(({ id }) => id === action.argument)?.id;
  if (action !== null || words.classAnswered(message.text) !== null) return undefined;
  const heard = fields.get(understood.domains[0] ?? "");
  const said = words.namedIn(new Map(knowledge.domains.map((one) => [one.id, one.words])), message.text);
  return said.length === 0 || said.includes(heard ?? "") ? heard : said[0];
}

/** The session with the class that the message tells of, so that it is not asked for in any field. */
function learnClassIn(turn: Turn): Session {
  return turn.action === null ? readReply(turn, newInquiry("")).session : turn.session;
}

/** Which field of support; the first few, or all of them. */
export function chooseField(turn: Turn, session: Session, ids: readonly string[] = FIRST_FIELDS): Outcome {
  const { language } = session;
  const fields = turn.knowledge.domains.filter(({ id }) => ids.includes(id));
  const choices: Choice[] = fields.map(({ id, name }) => ({
    title: name[language] ?? name.vi,
    payload: `#${NAME}.field.${id}`,
  }));
  if (ids === FIRST_FIELDS) choices.push({ key: `${NAME}:all-fields`, payload: `#${NAME}.fields` });
  return { replies: [{ key: `${NAME}:choose-field`, choices }], session: { ...session, form: null } };
}

/** The next question, or the answer. */
export function proceed(turn: Turn, { inquiry, session, understood }: Reading): Outcome {
  const ask = (reply: Reply, open: Inquiry["open"] = null): Outcome => {
    const data = { ...inquiry, open } as unknown as Record<string, unknown>;
    return {
      replies: [reply],
      session: { ...session, form: { handler: NAME, step: "ask", data, since: turn.now.toISOString() } },
    };
  };
  const classKnown = "hh_class" in session.household || "income_per_head" in session.household;
  if (!classKnown && !inquiry.classAsked) return ask(askClass(`#${NAME}.class`, !understood));
  const decision = decideInquiry(turn, session, inquiry);
  const someone = inquiry.subject === null && concernsPersons(turn, inquiry.field);
  if (someone && held(decision).length === 0) return ask(askSubject(turn, !understood));
  const next = nextFact(decision, inquiry);
  if (next !== null) {
    const payload = `#${NAME}.fact.${next.fact.id}` as const;
    return ask(askFact(turn, next.fact, payload, !understood), { fact: next.fact.id, who: next.who });
  }
  const told = tellDecision(turn, decision, furtherChoices(decision, inquiry));
  const about = { ...inquiry, open: null, policies: told.policies };
  return {
    replies: [...whichDay(turn, inquiry), told.reply],
    session: { ...session, form: null, about },
    effects: [told.effect],
  };
}

function askSubject({ words }: Turn, again: boolean): Reply {
  const subjects = [...words.subjects.keys()];
  return {
    key: `${NAME}:subject${again ? "-again" : ""}`,
    choices: subjects.map((one) => ({ key: `${NAME}:subject-${one}`, payload: `#${NAME}.about.${one}` })),
  };
}

/** Said before an answer that is not about today. */
export function whichDay({ today }: Turn, { on }: Pick<Inquiry, "on">): Reply[] {
  if (on === null) return [];
  return [{ key: `${NAME}:${on > today ? "on-day-ahead" : "on-day"}`, values: { day: on } }];
}

/** What can be asked of an answer; "more" only where asking on can find another right. */
export function furtherChoices(decision: Decision, inquiry: Inquiry): Choice[] {
  const onwards = { ...inquiry, asked: 0, wanted: held(decision).length + 1 };
  const more: Choice[] =
    nextFact(decision, onwards) === null ? [] : [{ key: `${NAME}:more`, payload: "#follow-up.more" }];
  return [
    ...more,
    { key: `${NAME}:papers`, payload: "#follow-up.papers" },
    { key: `${NAME}:why`, payload: "#follow-up.why" },
    { key: `${NAME}:other-field`, payload: `#${NAME}` },
  ];
}

/** Before consent: what holds for what the question itself says, and under which conditions; kept nowhere. */
function answerInGeneral(turn: Turn, field: string): Outcome {
  const { message, words, session } = turn;
  const named = words.classIn(message.text);
  const household = named === null ? {} : factsOfClass(named)!;
  const { subject: person, facts } = personIn(turn);
  const subject = person ?? "me";
  const asked = { ...session, household, members: [{ key: subject, facts }] };
  const told = tellGeneral(turn, asked, { field, subject, on: dayAsked(turn) });
  if (told === null) return askConsent(turn, `#${NAME}.field.${field}`);
  const choices: Choice[] = [
    { key: `${NAME}:for-us`, payload: `#${NAME}.field.${field}` },
    { key: `${NAME}:other-field`, payload: `#${NAME}` },
  ];
  return {
    replies: [...whichDay(turn, { on: dayAsked(turn) }), { lines: told.lines, choices }],
    session,
    effects: [told.effect],
  };
}
