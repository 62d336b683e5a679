// "Nhà tôi có phải hộ nghèo không": a self-check that asks only what can still matter and ends with what the household
// would likely be, by the standard of the day. Officers decide; this never does.
import type { Standard } from "../knowledge/schema/standard.ts";
import { standardOn } from "../knowledge/standard.ts";
import type { OpenForm } from "../registry/session.ts";
import { tellClass } from "./answer-rights.ts";
import { askConsent } from "./consent.ts";
import { meansRights } from "./field-asked.ts";
import type { Choice, Handler, Line, Outcome, Reply, Turn, Written } from "./handler.ts";
import {
  type Answers,
  answersSchema,
  beginWith,
  correct,
  factsOf,
  isDecided,
  nextStep,
  readAnswer,
  type Step,
  toldIn,
  toldUnasked,
  withAnswer,
} from "./self-check.ts";

const NAME = "check-eligibility";
const OFFICER: Choice = { key: "menu:officer", payload: "#talk-to-officer" };

/** Area, people, income, then the indicators one by one until the class is decided. */
export const checkEligibility: Handler = {
  name: NAME,
  intents: ["check-eligibility"],
  returns: true,
  accepts: ({ form, ...written }) =>
    written.words.isRestart(written.text) ||
    written.words.isUnsure(written.text) ||
    readAnswer(form.step, written, answersOf(form)) !== null ||
    correct(answersOf(form), written) !== null,
  handle(turn) {
    const { action, session } = turn;
    if (action === null && session.form?.handler !== NAME && meansRights(turn)) {
      return { replies: [], session, goOn: "#entitlements" };
    }
    if (turn.consent === null) return askConsent(turn, beginWith(toldAtStart(turn)));
    const standard = standardOn(turn.knowledge.standards, turn.today);
    if (standard === null)
      return { replies: [{ key: "ask-criteria:none", values: { day: turn.today } }], session: turn.session };
    const { form } = turn.session;
    const restarted = action === null && turn.words.isRestart(turn.message.text);
    if (form?.handler !== NAME || action?.name === "start" || restarted) return begin(turn, standard);
    const answers = answersOf(form);
    if (turn.action?.name === "back") return proceed(turn, standard, answers.slice(0, -1));
    const given = withReply(turn, answers, form.step);
    if (given !== null) return proceed(turn, standard, deprivedAt(standard, given, form.step));
    const corrected = action === null ? correct(answers, writtenIn(turn)) : null;
    if (action !== null || corrected !== null) return proceed(turn, standard, corrected ?? answers);
    return askAgain(turn, standard, form);
  },
};

function line(name: string, values: Line["values"] = {}): Line {
  return { key: `${NAME}:${name}`, values };
}

/** In the words that led here, or behind the choice that did. */
function toldAtStart(turn: Turn): Answers {
  const { action } = turn;
  if (action === null) return toldUnasked(writtenIn(turn));
  return action.name === "start" ? toldIn(action.argument) : [];
}

/** What was told is said back first, so that a wrong figure is seen before it counts. */
function begin(turn: Turn, standard: Standard): Outcome {
  const told = toldAtStart(turn);
  const outcome = proceed(turn, standard, told);
  if (told.length === 0) return outcome;
  const heard = told.map(({ step, answer }) =>
    step === "area" ? line(`told-${answer}`) : line(`told-${step}`, { told: Number(answer) }),
  );
  return { ...outcome, replies: [{ lines: [line("told"), ...heard, line("told-wrong")] }, ...outcome.replies] };
}

/** The same question once more; after that an indicator counts as not known, and without the first facts nothing can be estimated. */
function askAgain(turn: Turn, standard: Standard, form: OpenForm): Outcome {
  const answers = answersOf(form);
  if (form.data.again !== true) return proceed(turn, standard, answers, true);
  if (standard.indicators.some(({ id }) => id === form.step))
    return proceed(turn, standard, [...answers, { step: form.step, answer: "unsure" }]);
  const choices: Choice[] = [
    { key: `${NAME}:entitlements`, payload: "#entitlements" },
    { key: `${NAME}:again`, payload: `#${NAME}.start` },
    OFFICER,
  ];
  return { replies: [{ key: `${NAME}:without-${form.step}`, choices }], session: { ...turn.session, form: null } };
}

/** The answers of an open check. */
function answersOf({ data }: OpenForm): Answers {
  return answersSchema.safeParse(data.answers).data ?? [];
}

/** With a choice of this very question, or with what was written; a choice of an earlier question is no answer to this one. */
function withReply(turn: Turn, answers: Answers, step: string): Answers | null {
  const { action } = turn;
  if (action === null) return withAnswer(answers, step, writtenIn(turn));
  return action.name === step ? [...answers, { step, answer: action.argument }] : null;
}

/** The answer to a step as whether the household is deprived, where a "yes" to the question says that it is not. */
function deprivedAt(standard: Standard, answers: Answers, step: string): Answers {
  const opposite = standard.indicators.find(({ id }) => id === step)?.opposite ?? false;
  const contrary: Record<string, string> = opposite ? { yes: "no", no: "yes" } : {};
  return answers.map((one) => (one.step === step ? { step, answer: contrary[one.answer] ?? one.answer } : one));
}

function writtenIn({ message: { text }, understood, words, knowledge }: Turn): Written {
  return { text, understood, words, knowledge };
}

/** The next question, or the result when nothing more can matter. */
function proceed(turn: Turn, standard: Standard, answers: Answers, again = false): Outcome {
  const step = nextStep(standard, answers);
  if (step === null) return conclude(turn, standard, answers);
  const form = { handler: NAME, step: step.id, data: { answers, again }, since: turn.now.toISOString() };
  return { replies: [question(turn, step, { asked: answers.length, again })], session: { ...turn.session, form } };
}

function question(turn: Turn, step: Step, { asked, again }: { asked: number; again: boolean }): Reply {
  const choice = (title: string): Choice => ({ key: `${NAME}:${title}`, payload: `#${NAME}.${step.id}.${title}` });
  if (step.id === "area")
    return { key: `${NAME}:area${again ? "-again" : ""}`, choices: [choice("rural"), choice("urban")] };
  if (step.indicator === null) return { key: `${NAME}:${step.id}${again ? "-again" : ""}` };
  const { name, question: plain, deprived_if: decree } = step.indicator;
  const { language } = turn.session;
  const values = {
    number: asked + 1,
    name: name[language] ?? name.vi,
    text: plain?.[language] ?? plain?.vi ?? decree[language] ?? decree.vi ?? "",
  };
  return {
    key: `${NAME}:${again ? "yes-no-again" : plain === undefined ? "indicator" : "indicator-plain"}`,
    values,
    choices: [choice("yes"), choice("no"), choice("unsure")],
  };
}

/** The class as the law's templates tell it, with the sums behind it; kept as a receipt like any other decision. */
function conclude(turn: Turn, standard: Standard, answers: Answers): Outcome {
  const facts = factsOf(standard, answers);
  const { area, incomePerHead, deprived } = facts;
  const enough = isDecided(standard, facts);
  const { hh_class: _, ...others } = turn.session.household; // the commune's word is not repeated back as our estimate
  const household = { ...others, area, income_per_head: incomePerHead, ...(enough && { deprivations: deprived }) };
  const session = { ...turn.session, form: null, household };
  const sums = [
    line("why", { income: incomePerHead, line: standard.lines.poor_line![area] }),
    ...(deprived > 0 ? [line("why-deprived", { count: deprived, cut: standard.deprivations_for_poor })] : []),
    line("next"),
  ];
  const choices: Choice[] = [
    { key: `${NAME}:entitlements`, payload: "#entitlements" },
    { key: `${NAME}:again`, payload: `#${NAME}.start` },
    OFFICER,
  ];
  const told = tellClass(turn, session);
  return { replies: [{ lines: [{ text: told.text }, ...sums], choices }], session, effects: [told.effect] };
}
