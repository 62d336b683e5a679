// "Phiếu rà soát": a reviewer fills forms A, B1 and B2 of a household of the round, one question a tap. Every answer is kept at once,
// so one may stop anywhere; what the registry knows is shown "theo hồ sơ" and confirmed in one tap. A household that comes out poor
// or near-poor is asked last why.
import { fold } from "../foundation/vietnamese.ts";
import { CAUSES } from "../knowledge/review-questions.ts";
import { comesUp, nextQuestion, questionBefore, type SheetAnswer } from "../knowledge/review-sheet.ts";
import { may } from "../registry/desk.ts";
import { answerSheet, casesToFill, type OpenSheet, openSheet } from "../registry/review/sheets.ts";
import type { Choice, Handler, Outcome, Turn } from "./handler.ts";
import { refusal } from "./review-refusal.ts";
import { pressedAnswer, questionReply, typedAnswer } from "./sheet-question.ts";
import { sheetOpening, sheetResult } from "./sheet-result.ts";
import { signOff } from "./sign-off.ts";

const NAME = "review-household";
const MOST_SHOWN = 8;

/**
 * Actions: start (choose a household), more (from a place in the list), case (open one), confirm (what the registry knows), go (next
 * question), answer, unknown (the first answer that is not known), causes (why it is poor, again), back, sign.
 */
export const reviewHousehold: Handler = {
  name: NAME,
  intents: [],
  returns: true,
  accepts: ({ text, form }) => form.step === "choose" || (form.step === "ask" && text.trim() !== ""),
  async handle(turn) {
    const { action, session, desk } = turn;
    if (!may(desk, "review.fill")) return { replies: [refusal(turn, { refused: "no-right" })], session };
    const form = session.form?.handler === NAME ? session.form : null;
    const caseId = action?.argument || String(form?.data.case ?? "");
    switch (action?.name) {
      case "case":
        return withSheet(turn, caseId, opening);
      case "confirm":
        return keep(turn, caseId, ({ known }) => confirmed(known));
      case "go":
      case "again":
        return form?.step === "choose" ? choose(turn, 0) : withSheet(turn, caseId, goOn);
      case "unknown":
        return withSheet(turn, caseId, askUnknown);
      case "causes":
        return withSheet(turn, caseId, askCauses);
      case "back":
        return form?.step === "ask" ? withSheet(turn, caseId, stepBack) : choose(turn, 0);
      case "answer":
        return pressed(turn, action.argument);
      case "sign":
        return signOff(turn, caseId);
      case "more":
        return choose(turn, Number(action.argument) || 0);
      default:
        if (action !== null || form === null) return choose(turn, 0);
        return form.step === "choose" ? choose(turn, 0) : typed(turn, caseId, String(form.data.question));
    }
  },
};

/** The households that wait for their forms, some at a time; a written name narrows them down. */
async function choose(turn: Turn, from: number): Promise<Outcome> {
  const { desk, message, action, now } = turn;
  const all = await casesToFill(desk);
  const typedName = action === null ? fold(message.text).trim() : "";
  const named = all.filter(({ head }) => fold(head).includes(typedName));
  const list = named.length > 0 ? named : all;
  const open = all.filter(({ state }) => state !== "scored").length;
  if (all.length === 0) return { replies: [{ key: `${NAME}:none` }], session: { ...turn.session, form: null } };
  const shown = list.slice(from, from + MOST_SHOWN);
  const choices: Choice[] = shown.map(({ id, head, state, answered }) => ({
    key: `${NAME}:case-${state === "scored" ? "signed" : answered > 0 ? "begun" : "new"}`,
    values: { head, answered },
    payload: `#${NAME}.case.${id}`,
  }));
  const rest = list.length - from - shown.length;
  if (rest > 0)
    choices.push({ key: `${NAME}:more`, values: { count: rest }, payload: `#${NAME}.more.${from + MOST_SHOWN}` });
  const form = { handler: NAME, step: "choose", data: {}, since: now.toISOString() };
  const values = { open, count: all.length };
  return { replies: [{ key: `${NAME}:choose`, values, choices }], session: { ...turn.session, form } };
}

type Next = (turn: Turn, sheet: OpenSheet) => Outcome;

async function withSheet(turn: Turn, caseId: string, next: Next): Promise<Outcome> {
  const sheet = await openSheet(turn.desk, caseId);
  return "ok" in sheet ? next(turn, sheet) : closed(turn, sheet);
}

function closed(turn: Turn, why: { refused: "no-right" | "not-now" }): Outcome {
  return { replies: [refusal(turn, why)], session: { ...turn.session, form: null } };
}

/** Keeps answers, then goes on to what is still open. */
async function keep(
  turn: Turn,
  caseId: string,
  answersOf: (sheet: OpenSheet) => Record<string, SheetAnswer>,
): Promise<Outcome> {
  const sheet = await openSheet(turn.desk, caseId);
  if (!("ok" in sheet)) return closed(turn, sheet);
  const kept = await answerSheet(turn.desk, caseId, answersOf(sheet));
  return "ok" in kept ? goOn(turn, kept) : closed(turn, kept);
}

function confirmed(known: OpenSheet["known"]): Record<string, SheetAnswer> {
  return Object.fromEntries(Object.entries(known).map(([id, value]) => [id, { value, source: "registry" as const }]));
}

/** What is known already, to be confirmed at once; straight to the questions when nothing is. */
const opening: Next = (turn, sheet) =>
  Object.keys(sheet.known).length === 0
    ? goOn(turn, sheet)
    : { replies: [sheetOpening(turn, sheet)], session: at(turn, sheet, null) };

const goOn: Next = (turn, sheet) => {
  const question = nextQuestion(sheet.questions, sheet.sheet, sheet.result);
  if (question === null) return { replies: [sheetResult(turn, sheet)], session: at(turn, sheet, null) };
  return { replies: [questionReply(turn, sheet, question)], session: at(turn, sheet, question.id) };
};

const askUnknown: Next = (turn, sheet) =>
  askAgain(turn, sheet, sheet.result.kind === "open" ? sheet.result.unknown[0] : undefined);

const askCauses: Next = (turn, sheet) => askAgain(turn, sheet, CAUSES);

function askAgain(turn: Turn, sheet: OpenSheet, id: string | undefined): Outcome {
  const question = sheet.questions.find((one) => one.id === id);
  if (question === undefined || !comesUp(question, sheet.result)) return goOn(turn, sheet);
  return { replies: [questionReply(turn, sheet, question)], session: at(turn, sheet, question.id) };
}

const stepBack: Next = (turn, sheet) => {
  const current = turn.session.form?.data.question;
  const question = questionBefore(sheet.questions, typeof current === "string" ? current : null, sheet.result);
  if (question === null)
    return { replies: [{ key: `${NAME}:first` }, ...goOn(turn, sheet).replies], session: turn.session };
  return { replies: [questionReply(turn, sheet, question)], session: at(turn, sheet, question.id) };
};

function at({ session, now }: Turn, { caseId }: OpenSheet, question: string | null): Turn["session"] {
  const step = question === null ? "card" : "ask";
  return { ...session, form: { handler: NAME, step, data: { case: caseId, question }, since: now.toISOString() } };
}

/** A pressed answer names its case and question: a button of long ago never answers another question. */
async function pressed(turn: Turn, argument: string): Promise<Outcome> {
  const answer = pressedAnswer(argument);
  return answer === null
    ? choose(turn, 0)
    : keep(turn, answer.caseId, () => ({ [answer.question]: { value: answer.value, source: "asked" } }));
}

async function typed(turn: Turn, caseId: string, questionId: string): Promise<Outcome> {
  return withSheetAsync(turn, caseId, async (sheet) => {
    const question = sheet.questions.find(({ id }) => id === questionId);
    if (question === undefined) return goOn(turn, sheet);
    const value = typedAnswer(turn, sheet, question);
    if (value === undefined) return { replies: [questionReply(turn, sheet, question, true)], session: turn.session };
    return keep(turn, caseId, () => ({ [questionId]: { value, source: "asked" } }));
  });
}

async function withSheetAsync(
  turn: Turn,
  caseId: string,
  next: (sheet: OpenSheet) => Promise<Outcome> | Outcome,
): Promise<Outcome> {
  const sheet = await openSheet(turn.desk, caseId);
  return "ok" in sheet ? next(sheet) : closed(turn, sheet);
}
