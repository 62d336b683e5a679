// Takes out of a reply what an inquiry asked for: the class, the person, a fact. Nothing is kept that was not understood.
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

/** Takes the class, the subject or the fact that was asked for out of the reply. */
export function readReply(turn: Turn, inquiry: Inquiry): Reading {
  const { action, session, message, words } = turn;
  const [kind, value] = action === null ? [null, ""] : [action.name, action.argument];
  const named = kind === "class" ? value : kind === null ? words.classIn(message.text) : null;
  const facts = named === null ? null : factsOfClass(named);
  if (facts !== null) {
    const learnt = Object.entries(facts).reduce(
      (state, [fact, known]) => learnFact(state, "household", fact, known),
      session,
    );
    return { inquiry: { ...inquiry, classAsked: true }, session: learnt, understood: true };
  }
  if (kind === "about")
    return {
      inquiry: { ...inquiry, subject: words.subjects.has(value) ? value : null },
      session,
      understood: true,
    };
  return inquiry.open === null ? { inquiry, session, understood: true } : readFact(turn, inquiry, inquiry.open);
}

function readFact(turn: Turn, inquiry: Inquiry, { fact: id, who }: NonNullable<Inquiry["open"]>): Reading {
  const { action, session } = turn;
  const fact = turn.knowledge.facts.facts.find((one) => one.id === id)!;
  let answer: FactAnswer | null = null;
  if (action === null) answer = writtenValue(fact, turn);
  else if (action.name === "fact" && action.argument.startsWith(`${id}.`))
    answer = pressedValue(fact, action.argument.slice(id.length + 1));
  if (answer === null) return { inquiry, session, understood: action !== null };
  const after = { ...inquiry, asked: inquiry.asked + 1, open: null };
  if (answer.known) return { inquiry: after, session: learnFact(session, who, id, answer.value), understood: true };
  return { inquiry: { ...after, skipped: [...after.skipped, `${id}@${who}`] }, session, understood: true };
}

/** Who is spoken of and what is said of them: "cháu học lớp 3", "tôi 72 tuổi". */
export function personIn({ understood: { slots }, words }: Turn): {
  subject: string;
  facts: Record<string, string | number>;
} {
  const [age] = slots.ages;
  const level = slots.levels[0] === undefined ? null : words.levelOfYear(slots.levels[0]);
  const facts = { ...(age !== undefined && { age }), ...(level !== null && { level }) };
  return { subject: level === null ? "me" : "pupil", facts };
}
