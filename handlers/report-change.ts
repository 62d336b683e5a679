// "Nhà ông Tám mới sinh cháu hôm 3/11": a change in a household, told in one sentence or asked for step by step. Whatever way it
// came, it is shown before it is sent, and is a report only after the yes.
import { isDay } from "../foundation/day.ts";
import type { OpenForm } from "../registry/session.ts";
import { askConsent } from "./consent.ts";
import type { Choice, Handler, Outcome, Reply, Turn } from "./handler.ts";
import { correctDraft, nameNewcomer, readAnswer } from "./report-answer.ts";
import { type Draft, forget, nextQuestion, type Question, type Telling, tellingOf, withDraft } from "./report-draft.ts";
import { echo, send } from "./report-echo.ts";
import { blankDraft, findHousehold, isCitizen, mayReport, otherVillage, takeIn } from "./report-intake.ts";
import { pickPeople } from "./report-people.ts";
import { askReport, nameOf } from "./report-question.ts";

const NAME = "report-change";
/** Surer than this that the message wants something else: then it is no answer. */
const SURE = 0.9;

/** One sentence or a guided form, a card, a yes. */
export const reportChange: Handler = {
  name: NAME,
  intents: ["report-change"],
  returns: true,
  accepts: ({ understood, form, text }) => {
    if (form.data.ownWords === true && !text.trim().endsWith("?")) return true;
    const [first] = understood.intents;
    const other = first !== undefined && first.intent !== "report-change" && first.confidence >= SURE;
    return understood.decision !== "act" || !other;
  },
  async handle(turn) {
    const { session, action } = turn;
    const form = session.form?.handler === NAME ? session.form : null;
    if (action?.name === "resume") return resume(turn);
    if (form === null) return action === null || action.name === "start" ? begin(turn) : old(turn);
    if (action === null) return answered(turn, form);
    return acted(turn, form, action);
  },
};

/** A button of a report that was sent or cancelled. */
function old({ session }: Turn): Outcome {
  return { replies: [{ key: `${NAME}:done-before`, choices: doneChoices() }], session };
}

function doneChoices(): Choice[] {
  return [
    { key: `${NAME}:mine`, payload: "#my-reports" },
    { key: `${NAME}:another`, payload: `#${NAME}` },
  ];
}

async function begin(turn: Turn): Promise<Outcome> {
  const { session, desk, message } = turn;
  const order = turn.orders(message.text, false);
  if (order?.target.startsWith("my-reports.")) return { replies: [], session, goOn: `#${order.target}.${order.rest}` };
  if (isCitizen(turn) && desk.actor.terms.length > 1 && session.role === null)
    return { replies: [{ key: `${NAME}:choose-role`, choices: [{ key: `${NAME}:role`, payload: "#role" }] }], session };
  if (!mayReport(turn)) return { replies: [{ key: `${NAME}:no-right` }], session };
  const village = await otherVillage(turn);
  if (village !== null) return { replies: [{ key: `${NAME}:other-village`, values: { village } }], session };
  const drafts = await takeIn(turn);
  const { attachments: sent = [] } = message; // a picture with a report as its caption
  const telling = {
    drafts,
    guided: drafts[0]!.type === null,
    trail: [],
    ...(sent.length === 0 ? {} : { sent: [...sent] }),
  };
  return turn.consent === null && isCitizen(turn) ? consentFirst(turn, telling) : proceed(turn, telling);
}

/** A citizen's words about a family are kept only after consent; what was told waits for it. */
function consentFirst(turn: Turn, telling: Telling): Outcome {
  const form = formOf(turn, telling, "consent");
  const waiting = [...turn.session.waiting, form];
  return askConsent({ ...turn, session: { ...turn.session, waiting } }, `#${NAME}.resume`);
}

function resume(turn: Turn): Promise<Outcome> {
  const form = turn.session.waiting.findLast(({ handler }) => handler === NAME);
  const waiting = turn.session.waiting.filter((one) => one !== form);
  const next = { ...turn, session: { ...turn.session, waiting } };
  return form === undefined ? begin(next) : proceed(next, tellingOf(form));
}

function formOf({ now }: Turn, telling: Telling, step: string): OpenForm {
  return { handler: NAME, step, data: { telling }, since: now.toISOString() };
}

/** The next question, or the card. */
async function proceed(turn: Turn, telling: Telling, again = false): Promise<Outcome> {
  const question = nextQuestion(turn.changes, telling, isCitizen(turn));
  const step = question === null ? "echo" : `${question.at}.${question.what}`;
  const reply = question === null ? await echo(turn, telling, again) : await askReport(turn, telling, question, again);
  const form = formOf(turn, telling, step);
  // Whatever is said to "what happened?" is the answer, even when it sounds like a wish of its own.
  const ownWords = question !== null && OWN_WORDS.has(turn.changes.fields[question.what]?.kind ?? "");
  return { replies: [reply], session: { ...turn.session, form: { ...form, data: { ...form.data, ownWords } } } };
}

/** Kinds of fields that are answered in the person's own words. */
const OWN_WORDS = new Set(["text", "newcomer", "person", "people", "correction"]);

function questionOf({ step }: OpenForm): Question | null {
  const [at, what] = step.split(".");
  return what === undefined ? null : { at: Number(at), what };
}

async function answered(turn: Turn, form: OpenForm): Promise<Outcome> {
  const telling = tellingOf(form);
  const question = questionOf(form);
  if (question === null) return answeredCard(turn, telling);
  const { drafts } = telling;
  if (turn.words.isCorrecting(turn.message.text)) {
    const corrected = await correctDraft(turn, drafts[question.at]!);
    if (corrected !== null) return proceed(turn, withDraft(telling, question.at, corrected));
  }
  const draft = await readAnswer(turn, drafts[question.at]!, question);
  if (draft === null) return proceed(turn, telling, true);
  return proceed(turn, { ...withDraft(telling, question.at, draft), trail: [...telling.trail, form.step] });
}

/** Under the card: yes, no, a correction, or one more report. */
async function answeredCard(turn: Turn, telling: Telling): Promise<Outcome> {
  const { understood, words, message } = turn;
  if (understood.answer === "yes") return send(turn, telling);
  if (understood.answer === "no") return edit(turn, telling);
  const named = nameNewcomer(turn, telling);
  if (named !== null) return proceed(turn, named);
  const known = new Set(telling.drafts.map(({ head }) => head));
  const told = understood.reports.some(({ household_head: head }) => head !== null && !known.has(head));
  if (told && !words.isCorrecting(message.text)) {
    const drafts = [...telling.drafts, ...(await takeIn(turn))].slice(0, turn.changes.most_reports);
    return proceed(turn, { ...telling, drafts });
  }
  if (telling.drafts.length > 1) return edit(turn, telling);
  const corrected = await correctDraft(turn, telling.drafts[0]!);
  return corrected === null ? proceed(turn, telling, true) : proceed(turn, withDraft(telling, 0, corrected));
}

async function acted(turn: Turn, form: OpenForm, { name, argument }: NonNullable<Turn["action"]>): Promise<Outcome> {
  const telling = tellingOf(form);
  switch (name) {
    case "send":
      return nextQuestion(turn.changes, telling, isCitizen(turn)) === null
        ? send(turn, telling)
        : proceed(turn, telling);
    case "edit":
      return edit(turn, telling);
    case "fix":
      return fix(turn, telling, argument);
    case "back":
      return back(turn, telling);
    case "pick":
    case "skip":
      return picked(turn, form, { skip: name === "skip", argument });
    case "start":
      return proceed(turn, { drafts: [blankDraft(turn)], guided: true, trail: [] });
    default:
      return proceed(turn, telling);
  }
}

/** A pressed answer, if it belongs to the question that is open. */
async function picked(
  turn: Turn,
  form: OpenForm,
  { skip, argument }: { skip: boolean; argument: string },
): Promise<Outcome> {
  const telling = tellingOf(form);
  const question = questionOf(form);
  const [what = "", value = ""] = argument.split(".");
  if (question === null || question.what !== what) return proceed(turn, telling);
  const draft = telling.drafts[question.at]!;
  const next = skip ? { ...draft, skipped: [...draft.skipped, what] } : await pick(turn, draft, what, value);
  if (next === null) return proceed(turn, telling);
  return proceed(turn, { ...withDraft(telling, question.at, next), trail: [...telling.trail, form.step] });
}

async function pick(turn: Turn, draft: Draft, what: string, value: string): Promise<Draft | null> {
  const { changes, today } = turn;
  if (what === "group") return !Object.hasOwn(changes.groups, value) ? null : groupPicked(turn, draft, value);
  if (what === "type") return changes.types.has(value) ? findHousehold(turn, { ...draft, type: value }) : null;
  if (what === "date") return isDay(value) && value <= today ? { ...draft, date: value, dayTrouble: null } : null;
  if (what === "household") {
    if (value === "unlisted") return { ...draft, unlisted: true, candidates: [] };
    const one = draft.candidates.find(({ id }) => id === value);
    return one === undefined
      ? null
      : { ...draft, householdId: one.id, head: one.head, villageCode: one.villageCode, candidates: [] };
  }
  const { kind, choices } = changes.fields[what] ?? {};
  if (kind === "people") return pickPeople(turn, draft, what, value);
  if (kind === "choice" && choices!.some(({ id }) => id === value))
    return { ...draft, fields: { ...draft.fields, [what]: value } };
  const person = (await askReport(turn, { drafts: [draft], guided: true, trail: [] }, { at: 0, what })).choices?.find(
    ({ payload }) => payload === `#${NAME}.pick.${what}.${value}`,
  );
  if (person === undefined || !("title" in person)) return null;
  return { ...draft, fields: { ...draft.fields, [what]: person.title }, members: { ...draft.members, [what]: value } };
}

/** A group with one kind of change needs no second question. */
function groupPicked(turn: Turn, draft: Draft, group: string): Draft {
  const types = [...turn.changes.types.values()].filter((type) => type.group === group);
  return { ...draft, group, type: types.length === 1 ? types[0]!.id : null };
}

/** One question back; from the first one there is no way back but cancelling. */
function back(turn: Turn, telling: Telling): Promise<Outcome> {
  const last = telling.trail.at(-1);
  const question = last === undefined ? null : questionOf({ step: last } as OpenForm);
  if (question === null) return proceed(turn, telling);
  const draft = forget(telling.drafts[question.at]!, question.what);
  return proceed(turn, { ...withDraft(telling, question.at, draft), trail: telling.trail.slice(0, -1) });
}

/** Which report, and which of its answers, is to be changed. */
function edit(turn: Turn, telling: Telling, at = telling.drafts.length === 1 ? 0 : null): Outcome {
  const choices: Choice[] =
    at === null
      ? telling.drafts.map((draft, index) => ({ title: nameOf(turn, draft), payload: `#${NAME}.fix.${index}` }))
      : fixable(turn, telling.drafts[at]!).map((choice) => ({
          ...choice.title,
          payload: `#${NAME}.fix.${at}.${choice.what}`,
        }));
  const reply: Reply = { key: `${NAME}:${at === null ? "fix-which" : "fix-what"}`, choices };
  return { replies: [reply], session: { ...turn.session, form: formOf(turn, telling, "echo") } };
}

function fixable(turn: Turn, draft: Draft): { what: string; title: { key: string } | { title: string } }[] {
  const fixed = ["type", "household", "date"].map((what) => ({ what, title: { key: `${NAME}:fix-${what}` } }));
  const fields = Object.keys(draft.fields).map((what) => {
    const { name } = turn.changes.fields[what]!;
    return { what, title: { title: name[turn.session.language] ?? name.vi } };
  });
  const remove = { what: "remove", title: { key: `${NAME}:fix-remove` } };
  return [...fixed, ...fields, remove];
}

async function fix(turn: Turn, telling: Telling, argument: string): Promise<Outcome> {
  const [index = "", what] = argument.split(".");
  const draft = telling.drafts[Number(index)];
  if (draft === undefined) return proceed(turn, telling);
  if (what === undefined) return edit(turn, telling, Number(index));
  if (what !== "remove") return proceed(turn, withDraft(telling, Number(index), forget(draft, what)));
  const drafts = telling.drafts.filter((one) => one !== draft);
  return drafts.length === 0
    ? { replies: [], session: turn.session, goOn: "#cancel" }
    : proceed(turn, { ...telling, drafts });
}
