// "Nhà tôi được hưởng gì": field by field, with the fewest questions, until something can be said with its legal ground.

import type { Decision } from "../knowledge/eligibility/decide.ts";
import { resultsOf, type Told, tellDecision, tellResults } from "./answer-rights.ts";
import { askFact } from "./ask-fact.ts";
import { askConsent } from "./consent.ts";
import { tellGeneral } from "./general-answer.ts";
import type { Choice, Handler, Outcome, Reply, Turn } from "./handler.ts";
import { askClass, factsOfClass } from "./household-class.ts";
import { concernsPersons, decideInquiry, held, type Inquiry, nextFact } from "./inquiry.ts";
import { personIn, type Reading, readReply } from "./inquiry-reply.ts";

const NAME = "entitlements";
/** The fields offered first; the rest is one tap away. */
const FIRST_FIELDS = ["health-insurance", "tuition", "credit", "telecom"];
const FORMS = ["papers", "why", "full"] as const;

/** Rights of a household or of one of its members; papers, reasons and details of the last answer. */
export const entitlements: Handler = {
  name: NAME,
  intents: ["ask-policy", "ask-procedure"],
  accepts: ({ understood }) =>
    understood.answer !== null || understood.slots.ages.length > 0 || understood.slots.dates.length > 0,
  handle(turn) {
    const { action, session } = turn;
    const form = FORMS.find((one) => one === action?.name);
    if (form !== undefined) return tellAgain(turn, form);
    if (action?.name === "fields")
      return chooseField(
        turn,
        turn.knowledge.domains.map(({ id }) => id),
      );
    const open = session.form?.handler === NAME ? (session.form.data as unknown as Inquiry) : null;
    const field = fieldNamed(turn) ?? open?.field ?? (action?.name === "more" ? session.about?.field : undefined);
    if (field === undefined || action?.name === "back") {
      return turn.consent === null ? askConsent(turn, `#${NAME}`) : chooseField(turn, FIRST_FIELDS);
    }
    if (action?.name === "more" && session.about !== null) return findMore(turn, session.about as unknown as Inquiry);
    if (turn.consent === null) return answerInGeneral(turn, field);
    const begun: Inquiry = { field, subject: null, classAsked: false, skipped: [], asked: 0, wanted: 1, open: null };
    return proceed(turn, readReply(turn, open?.field === field ? open : begun));
  },
};

/** The field in a pressed choice or in the words of the message. */
function fieldNamed({ action, understood, knowledge, fields }: Turn): string | undefined {
  if (action?.name === "field") return knowledge.domains.find(({ id }) => id === action.argument)?.id;
  return action === null ? fields.get(understood.domains[0] ?? "") : undefined;
}

function chooseField(turn: Turn, ids: string[]): Outcome {
  const { language } = turn.session;
  const fields = turn.knowledge.domains.filter(({ id }) => ids.includes(id));
  const choices: Choice[] = fields.map(({ id, name }) => ({
    title: name[language] ?? name.vi,
    payload: `#${NAME}.field.${id}`,
  }));
  if (ids === FIRST_FIELDS) choices.push({ key: `${NAME}:all-fields`, payload: `#${NAME}.fields` });
  return { replies: [{ key: `${NAME}:choose-field`, choices }], session: { ...turn.session, form: null } };
}

/** The next question, or the answer. */
function proceed(turn: Turn, { inquiry, session, understood }: Reading): Outcome {
  const ask = (reply: Reply, open: Inquiry["open"] = null): Outcome => {
    const data = { ...inquiry, open } as unknown as Record<string, unknown>;
    return {
      replies: [reply],
      session: { ...session, form: { handler: NAME, step: "ask", data, since: turn.now.toISOString() } },
    };
  };
  const classKnown = "hh_class" in session.household || "income_per_head" in session.household;
  if (!classKnown && !inquiry.classAsked) return ask(askClass(`#${NAME}.class`));
  const decision = decideInquiry(turn, session, inquiry);
  const someone = inquiry.subject === null && concernsPersons(turn, inquiry.field);
  if (someone && held(decision).length === 0) return ask(askSubject(turn));
  const next = nextFact(decision, inquiry);
  if (next !== null) {
    const payload = `#${NAME}.fact.${next.fact.id}` as const;
    return ask(askFact(turn, next.fact, payload, !understood), { fact: next.fact.id, who: next.who });
  }
  const told = tellDecision(turn, decision, furtherChoices(decision, inquiry));
  const about = { ...inquiry, open: null, policies: told.policies };
  return { replies: [told.reply], session: { ...session, form: null, about }, effects: [told.effect] };
}

function askSubject({ words }: Turn): Reply {
  const subjects = [...words.subjects.keys()];
  return {
    key: `${NAME}:subject`,
    choices: subjects.map((one) => ({ key: `${NAME}:subject-${one}`, payload: `#${NAME}.about.${one}` })),
  };
}

/** What can be asked of an answer; "more" only where asking on can find another right. */
function furtherChoices(decision: Decision, inquiry: Inquiry): Choice[] {
  const onwards = { ...inquiry, asked: 0, wanted: held(decision).length + 1 };
  return [
    ...(nextFact(decision, onwards) === null ? [] : [{ key: `${NAME}:more`, payload: `#${NAME}.more` } as const]),
    { key: `${NAME}:papers`, payload: `#${NAME}.papers` },
    { key: `${NAME}:why`, payload: `#${NAME}.why` },
    { key: `${NAME}:other-field`, payload: `#${NAME}` },
  ];
}

/** Asks on for rights beyond those already told. */
function findMore(turn: Turn, about: Inquiry): Outcome {
  const wanted = held(decideInquiry(turn, turn.session, about)).length + 1;
  return proceed(turn, { inquiry: { ...about, asked: 0, wanted }, session: turn.session, understood: true });
}

/** The last answer once more, in another form. */
function tellAgain(turn: Turn, form: (typeof FORMS)[number]): Outcome {
  const { about } = turn.session;
  if (about === null || about.policies.length === 0) return chooseField(turn, FIRST_FIELDS);
  const decision = decideInquiry(turn, turn.session, about);
  const told: Told = tellResults(
    turn,
    decision,
    resultsOf(decision, about.subject, about.policies),
    form,
    furtherChoices(decision, about as unknown as Inquiry),
  );
  return { replies: [told.reply], session: turn.session, effects: [told.effect] };
}

/** Before consent: what holds for what the question itself says, and under which conditions; kept nowhere. */
function answerInGeneral(turn: Turn, field: string): Outcome {
  const { message, words, session } = turn;
  const named = words.classIn(message.text);
  const household = named === null ? {} : factsOfClass(named)!;
  const { subject, facts } = personIn(turn);
  const asked = { ...session, household, members: [{ key: subject, facts }] };
  const told = tellGeneral(turn, asked, { field, subject });
  if (told === null) return askConsent(turn, `#${NAME}.field.${field}`);
  const choices: Choice[] = [
    { key: `${NAME}:for-us`, payload: `#${NAME}.field.${field}` },
    { key: `${NAME}:other-field`, payload: `#${NAME}` },
  ];
  return { replies: [{ lines: told.lines, choices }], session, effects: [told.effect] };
}
