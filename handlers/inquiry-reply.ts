// Takes out of a reply what an inquiry asked for: the class, the person, a fact. Nothing is kept that was not understood.
import { isPartialDay } from "../foundation/day.ts";
import type { FactValue } from "../knowledge/eligibility/facts.ts";
import type { Session } from "../registry/session.ts";
import { type FactAnswer, pressedValue, writtenValue } from "./ask-fact.ts";
import type { Turn } from "./handler.ts";
import { factsOfClass } from "./household-class.ts";
import { ANYBODY, aboutPerson, type Inquiry, learnFact, SELF } from "./inquiry.ts";
import { householdIn, personIn } from "./told-facts.ts";

/** What stands after the reply: the inquiry, the session with what was learnt, and whether the reply was understood. */
export interface Reading {
  inquiry: Inquiry;
  session: Session;
  understood: boolean;
}

/** Takes what the reply holds: a pressed choice, or in words the class, the person spoken of, the fact that was asked for. */
export function readReply(turn: Turn, inquiry: Inquiry): Reading {
  const reading = turn.action === null ? readWords(turn, inquiry) : readPressed(turn, inquiry, turn.action);
  const { classAsked, subject, open } = reading.inquiry;
  const steps = [
    ...(classAsked && !inquiry.classAsked ? ["class"] : []),
    ...(subject === inquiry.subject ? [] : ["subject"]),
    ...(inquiry.open !== null && open === null ? [`${inquiry.open.fact}@${inquiry.open.who}`] : []),
  ];
  return { ...reading, inquiry: { ...reading.inquiry, trail: [...inquiry.trail, ...steps] } };
}

function readPressed(turn: Turn, inquiry: Inquiry, action: NonNullable<Turn["action"]>): Reading {
  const { session, words } = turn;
  const { open } = inquiry;
  switch (action.name) {
    case "class":
      return learnClass({ inquiry, session, understood: true }, action.argument);
    case "about": {
      const subject = words.subjects.has(action.argument) ? action.argument : null;
      const chosen = subject === ANYBODY ? aboutPerson(session, subject, null, {}) : session; // nobody knows who is meant
      return { inquiry: { ...inquiry, subject, subjectAsked: true }, session: chosen, understood: true };
    }
    case "group": {
      const [fact, group] = action.argument.split(".");
      const narrowed = open !== null && open.fact === fact ? { ...open, group: Number(group) } : open;
      return { inquiry: { ...inquiry, open: narrowed }, session, understood: true };
    }
    default:
      return open === null ? { inquiry, session, understood: true } : readFact(turn, inquiry, open);
  }
}

function readWords(turn: Turn, inquiry: Inquiry): Reading {
  const { session, words, message } = turn;
  const asking = session.form?.data.field === inquiry.field;
  const step = asking ? session.form?.step : null;
  const begun = { inquiry, session, understood: !asking };
  if (step === "subject" && words.isUnsure(message.text))
    return { inquiry: { ...inquiry, subjectAsked: true }, session, understood: true };
  const named = classNamed(turn, step === "class");
  const afterClass = named === null ? begun : learnClass(begun, named);
  const afterPlace = learnHousehold(turn, afterClass);
  const someone = inquiry.subject === null || words.isCorrecting(message.text);
  const reading = someone ? learnPerson(turn, afterPlace) : afterPlace;
  if (reading !== begun || inquiry.open === null) return reading;
  return readFact(turn, inquiry, inquiry.open);
}

/** The class that is told of, not one that is supposed; short answers count only where the class was asked for. */
function classNamed({ message: { text }, words }: Turn, asked: boolean): string | null {
  if (words.isSupposing(text)) return null;
  const answered = asked ? (words.isUnsure(text) ? "unsure" : words.classAnswered(text)) : null;
  return answered ?? words.classIn(text);
}

function learnClass({ inquiry, session }: Reading, answer: string): Reading {
  const facts = factsOfClass(answer);
  if (facts === null) return { inquiry, session, understood: false };
  return {
    inquiry: { ...inquiry, classAsked: true },
    session: learnAll(session, "household", facts),
    understood: true,
  };
}

/** The day of leaving the list says the class as well, where nothing else does. */
function learnHousehold(turn: Turn, reading: Reading): Reading {
  const facts = householdIn(turn);
  if (Object.keys(facts).length === 0) return reading;
  const left = "exit_date" in facts && !("hh_class" in reading.session.household);
  const session = learnAll(reading.session, "household", { ...facts, ...(left && factsOfClass("escaped")) });
  const answered = reading.inquiry.open !== null && reading.inquiry.open.fact in facts;
  return { inquiry: answered ? { ...reading.inquiry, open: null } : reading.inquiry, session, understood: true };
}

function learnPerson(turn: Turn, reading: Reading): Reading {
  const { subject: spokenOf, facts } = personIn(turn);
  const subject = reading.inquiry.subject ?? spokenOf;
  if (subject === null || spokenOf === null) return reading;
  const begins = reading.inquiry.subject === null && subject !== SELF;
  const called = turn.words.personNamed(turn.message.text);
  const before = begins ? aboutPerson(reading.session, subject, called, facts) : reading.session;
  const session = learnAll(before, subject, facts);
  return { inquiry: { ...reading.inquiry, subject }, session, understood: true };
}

function learnAll(session: Session, who: string, facts: Record<string, FactValue>): Session {
  return Object.entries(facts).reduce((state, [fact, value]) => learnFact(state, who, fact, value), session);
}

function readFact(turn: Turn, inquiry: Inquiry, { fact: id, who }: NonNullable<Inquiry["open"]>): Reading {
  const { action, session } = turn;
  const fact = turn.knowledge.facts.facts.find((one) => one.id === id);
  if (fact === undefined) return { inquiry: { ...inquiry, open: null }, session, understood: true };
  let answer: FactAnswer | null = null;
  if (action === null) answer = writtenValue(fact, { ...turn, text: turn.message.text });
  else if (action.name === "fact" && action.argument.startsWith(`${id}.`))
    answer = pressedValue(fact, action.argument.slice(id.length + 1));
  if (answer === null) return { inquiry, session, understood: action !== null };
  const after = { ...inquiry, asked: inquiry.asked + 1, open: null };
  const skipping = { ...after, skipped: [...after.skipped, `${id}@${who}`] };
  if (!answer.known) return { inquiry: skipping, session, understood: true };
  // Whoever knows no more than the year, asked for the day, is not asked a third time.
  const known = session.household[id];
  const noCloser = isPartialDay(answer.value) && isPartialDay(known);
  return { inquiry: noCloser ? skipping : after, session: learnFact(session, who, id, answer.value), understood: true };
}
