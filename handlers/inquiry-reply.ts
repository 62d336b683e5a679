// Takes out of a reply what an inquiry asked for: the class, the person, a fact. Nothing is kept that was not understood.
import type { FactValue } from "../knowledge/eligibility/facts.ts";
import type { Session } from "../registry/session.ts";
import { type FactAnswer, pressedValue, writtenValue } from "./ask-fact.ts";
import type { Turn } from "./handler.ts";
import { factsOfClass } from "./household-class.ts";
import { type Inquiry, learnFact } from "./inquiry.ts";

/** What stands after the reply: the inquiry, the session with what was learnt, and whether the reply was understood. */
export interface Reading {
  inquiry: Inquiry;
  session: Session;
  understood: boolean;
}

/** Takes what the reply holds: a pressed choice, or in words the class, the person spoken of, the fact that was asked for. */
export function readReply(turn: Turn, inquiry: Inquiry): Reading {
  const { action, session, words } = turn;
  switch (action?.name) {
    case "class":
      return learnClass({ inquiry, session, understood: true }, action.argument);
    case "about": {
      const subject = words.subjects.has(action.argument) ? action.argument : null;
      return { inquiry: { ...inquiry, subject }, session, understood: true };
    }
    case undefined:
      return readWords(turn, inquiry);
    default:
      return inquiry.open === null ? { inquiry, session, understood: true } : readFact(turn, inquiry, inquiry.open);
  }
}

function readWords(turn: Turn, inquiry: Inquiry): Reading {
  const { session } = turn;
  const asking = session.form?.data.field === inquiry.field;
  const begun = { inquiry, session, understood: !asking };
  const named = classNamed(turn, asking && !inquiry.classAsked && inquiry.open === null);
  const afterClass = named === null ? begun : learnClass(begun, named);
  const reading = inquiry.subject === null ? learnPerson(turn, afterClass) : afterClass;
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

function learnPerson(turn: Turn, reading: Reading): Reading {
  const { subject, facts } = personIn(turn);
  if (subject === null) return reading;
  const session = learnAll(reading.session, subject, facts);
  return { inquiry: { ...reading.inquiry, subject }, session, understood: true };
}

function learnAll(session: Session, who: string, facts: Record<string, FactValue>): Session {
  return Object.entries(facts).reduce((state, [fact, value]) => learnFact(state, who, fact, value), session);
}

function readFact(turn: Turn, inquiry: Inquiry, { fact: id, who }: NonNullable<Inquiry["open"]>): Reading {
  const { action, session } = turn;
  const fact = turn.knowledge.facts.facts.find((one) => one.id === id)!;
  let answer: FactAnswer | null = null;
  if (action === null) answer = writtenValue(fact, { ...turn, text: turn.message.text });
  else if (action.name === "fact" && action.argument.startsWith(`${id}.`))
    answer = pressedValue(fact, action.argument.slice(id.length + 1));
  if (answer === null) return { inquiry, session, understood: action !== null };
  const after = { ...inquiry, asked: inquiry.asked + 1, open: null };
  if (answer.known) return { inquiry: after, session: learnFact(session, who, id, answer.value), understood: true };
  return { inquiry: { ...after, skipped: [...after.skipped, `${id}@${who}`] }, session, understood: true };
}

/** Who is spoken of and what is said of them: "cháu học lớp 3", "bà nội 82 tuổi", "tôi 72 tuổi"; nobody when nothing says it. */
export function personIn({ message, understood: { slots }, words }: Turn): {
  subject: string | null;
  facts: Record<string, string | number | boolean>;
} {
  const [age] = slots.ages;
  const level = words.levelIn(message.text, slots.levels[0]);
  const said = words.saidOfPerson(message.text);
  const facts = { ...said, ...(age !== undefined && { age }), ...(level !== null && { level }) };
  const named = level === null ? words.subjectIn(message.text) : "pupil";
  const someone = named ?? (said.deceased ? "other" : Object.keys(facts).length > 0 ? "me" : null);
  return { subject: someone, facts };
}
