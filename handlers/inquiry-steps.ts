// One step of an inquiry: the next question, one question back, all from the start, or the answer.
import { askFact } from "./ask-fact.ts";
import { chooseField } from "./field-asked.ts";
import type { Outcome, Reply, Turn } from "./handler.ts";
import { askClass } from "./household-class.ts";
import { forgetFact, INQUIRY_FORM, type Inquiry, newInquiry } from "./inquiry.ts";
import { answerInquiry } from "./inquiry-answer.ts";
import type { Reading } from "./inquiry-reply.ts";
import { nextStep } from "./next-step.ts";

const NAME = INQUIRY_FORM;
/** After so many replies in a row that were not understood, a question is left open rather than asked for ever. */
const MOST_MISSES = 2;

/** The next question, or the answer. */
export function proceed(turn: Turn, reading: Reading): Outcome {
  const { inquiry, session, again } = afterMisses(turn, reading);
  const step = nextStep(turn, session, inquiry);
  const ask = (name: string, reply: Reply, open: Inquiry["open"] = null): Outcome => {
    const data = { ...inquiry, open };
    const form = { handler: NAME, step: name, data, since: turn.now.toISOString() };
    return { replies: [inquiry.apart === null ? reply : aboutOthers(reply)], session: { ...session, form } };
  };
  if (step === "class") return ask("class", askClass(`#${NAME}.class`, again));
  if (step === "subject") return ask("subject", askSubject(turn, again));
  if (step === null) return answerInquiry(turn, session, inquiry);
  const open = inquiry.open?.fact === step.fact.id ? inquiry.open : null;
  const group = open?.group ?? null;
  return ask("fact", askFact(turn, step.fact, { who: step.who, again, group }), {
    fact: step.fact.id,
    who: step.who,
    group,
  });
}

/** One answer back: what the last reply told is forgotten and asked for again. */
export function stepBack(turn: Turn, inquiry: Inquiry): Outcome {
  const { session } = turn;
  const trail = inquiry.trail.slice(0, -1);
  const last = inquiry.trail.at(-1);
  if (last === undefined) return chooseField(turn, session);
  const before = { ...inquiry, trail, open: null, missed: 0 };
  if (last === "class") {
    const unlisted = ["hh_class", "exit_date"].reduce((all, fact) => forgetFact(all, "household", fact), session);
    return proceed(turn, { inquiry: { ...before, classAsked: false }, session: unlisted, understood: true });
  }
  if (last === "subject") {
    const nobody = { ...before, subject: null, subjectAsked: false };
    return proceed(turn, { inquiry: nobody, session, understood: true });
  }
  const [fact = "", who = ""] = last.split("@");
  const skipped = inquiry.skipped.filter((one) => one !== last);
  const unasked = { ...before, skipped, asked: Math.max(0, inquiry.asked - 1) };
  return proceed(turn, { inquiry: unasked, session: forgetFact(session, who, fact), understood: true });
}

/** From the first question again, with nothing of what was told. */
export function restart(turn: Turn, { field, on, named, beside, apart }: Inquiry): Outcome {
  const session = { ...turn.session, household: {}, members: [] };
  return proceed(turn, { inquiry: newInquiry(field, { on, named, beside, apart }), session, understood: true });
}

/** A question not understood for the second time is left open, as if the person did not know. */
function afterMisses(turn: Turn, { inquiry, session, understood }: Reading) {
  const missed = understood ? 0 : inquiry.missed + 1;
  if (missed < MOST_MISSES) return { inquiry: { ...inquiry, missed }, session, again: !understood };
  const { open } = inquiry;
  const left = {
    ...inquiry,
    missed: 0,
    open: null,
    classAsked: inquiry.classAsked || turn.session.form?.step === "class",
    subjectAsked: inquiry.subjectAsked || turn.session.form?.step === "subject",
    skipped: open === null ? inquiry.skipped : [...inquiry.skipped, `${open.fact}@${open.who}`],
  };
  return { inquiry: left, session, again: false };
}

/** The question with a word on whose household it is about. */
function aboutOthers(reply: Reply): Reply {
  const { choices, ...question } = reply;
  const lines = "lines" in question ? question.lines : [question];
  return { lines: [{ key: `${NAME}:about-others` }, ...lines], ...(choices && { choices }) };
}

function askSubject({ words }: Turn, again: boolean): Reply {
  const subjects = [...words.subjects.keys()];
  return {
    key: `${NAME}:subject${again ? "-again" : ""}`,
    choices: subjects.map((one) => ({ key: `${NAME}:subject-${one}`, payload: `#${NAME}.about.${one}` })),
  };
}
