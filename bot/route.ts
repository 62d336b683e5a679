// Who answers: danger first, then the words that always win, a pressed choice, the words of a role, the open question,
// what was understood, and at last the one who asks back. Pure.

import { doorCodeIn, namesCode } from "../foundation/digest.ts";
import { fold } from "../foundation/vietnamese.ts";
import type { Handler, PersonMessage } from "../handlers/handler.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { namedFields } from "../knowledge/named-fields.ts";
import type { Orders } from "../knowledge/orders.ts";
import type { PlainWords } from "../knowledge/plain-words.ts";
import type { OfferedChoice, Session } from "../registry/session.ts";
import type { Understanding } from "./understanding/types.ts";

/** The handler of a turn, and the choice that was pressed, if one was. */
export interface Route {
  handler: Handler;
  action: { name: string; argument: string } | null;
}

/** The handlers by name; a missing name is a fault of the program, found by the tests that walk the table. */
export type HandlerTable = ReadonlyMap<string, Handler>;

/** Which handler takes what is not words. */
const BY_KIND: Partial<Record<PersonMessage["kind"], string>> = {
  follow: "greeting",
  chatnow: "greeting",
  withdraw: "erase-data",
  "submit-info": "thanks",
};

/** Which handler takes the words that win in every state. */
const BY_COMMAND: Record<NonNullable<Understanding["command"]>, string> = {
  menu: "menu",
  cancel: "cancel",
  back: "back",
  officer: "talk-to-officer",
  "stop-messages": "stop-messages",
  "erase-data": "erase-data",
  "language-en": "language",
  "language-vi": "language",
};

/** What decides who answers. */
export interface Routed {
  message: PersonMessage;
  understood: Understanding;
  session: Session;
  paused: boolean;
  /** The short words that start a piece of work: everybody's, and those of a role for one who has a role. */
  orders: Orders;
  /** The open question is so old that words may not be meant for it (bot/open-questions.ts). */
  stale: boolean;
  words: PlainWords;
  knowledge: Knowledge;
}

/** Finds the handler; there always is one. */
export function route(table: HandlerTable, turn: Routed): Route {
  const { message, understood, session, paused, stale } = turn;
  const named = (name: string, action: Route["action"] = null): Route => ({
    handler: handlerNamed(table, name),
    action,
  });

  const byKind = BY_KIND[message.kind];
  if (byKind !== undefined) return named(byKind);
  if (understood.emergency !== null) return named("emergency");
  if (paused && understood.command === null) return named("officer-present");
  if (message.kind !== "text" && message.text === "") return named("media");
  const pressed = pressedPayload(message.text, understood, session.choices);
  if (pressed !== null) return opened(byPayload(table, pressed)) ?? named("fallback");
  if (understood.command !== null) return named(BY_COMMAND[understood.command]);

  const order = turn.orders(message.text, session.form !== null);
  if (order !== null) {
    const ordered = byPayload(table, `#${order.target}.${order.rest}`);
    if (ordered !== null) return ordered;
  }

  if (doorCodeIn(message.text) !== null) return named("join");
  if (namesCode(message.text)) return named("reopen");
  if (session.form === null && session.about !== null && asksFurther(turn)) return named("follow-up");

  const answeredBy = (asked: Handler): Route => (stale ? named("resume") : { handler: asked, action: null });
  const asking = session.form === null ? undefined : table.get(session.form.handler);
  if (
    asking?.accepts?.({
      text: message.text,
      understood,
      words: turn.words,
      knowledge: turn.knowledge,
      form: session.form!,
    })
  )
    return answeredBy(asking);
  if (asking !== undefined && understood.answer !== null) return answeredBy(asking);
  if (asksMeanwhile(turn)) return named("meanwhile");
  // A field of support that is clearly named says enough, even when the rest of the sentence does not.
  const clear = understood.decision === "act" || (understood.decision === "ask" && understood.domains.length > 0);
  const wanted = clear ? answererOf(table, understood.guesses[0]?.intent) : undefined;
  const fallback = handlerNamed(table, "fallback");
  const answering = wanted === fallback ? undefined : wanted; // while a question is open, what is not understood belongs to it
  if (answering === undefined && asking !== undefined) return answeredBy(asking);
  if (answering === undefined && correctsClass(turn)) return named("entitlements");
  return { handler: answering ?? fallback, action: null };
}

/**
 * The payload of a pressed button, a typed number or a typed title of the choices that were last offered. Titles may be names: one that
 * is a word which always wins presses nothing but what that word does.
 */
function pressedPayload(text: string, understood: Understanding, choices: OfferedChoice[]): string | null {
  if (text.startsWith("#")) return text;
  const typed = fold(text);
  const { command } = understood;
  const always = command === null ? null : `#${BY_COMMAND[command]}`;
  const titled = choices.find(({ title, payload }) => fold(title) === typed && [null, payload].includes(always));
  if (titled !== undefined) return titled.payload;
  return typeof understood.answer === "number" ? (choices[understood.answer - 1]?.payload ?? null) : null;
}

/** A pressed choice without an action starts what it names: the words typed for it are no answer to an open question. */
function opened(route: Route | null): Route | null {
  return route === null ? null : { ...route, action: route.action ?? { name: "start", argument: "" } };
}

/** The handler of "#name.action.argument"; null when no such handler exists any more, as behind a button of long ago. */
export function byPayload(table: HandlerTable, payload: string): Route | null {
  const [name = "", action, ...argument] = payload.slice(1).split(".");
  const handler = table.get(name);
  if (handler === undefined) return null;
  return { handler, action: action === undefined ? null : { name: action, argument: argument.join(".") } };
}

/** Words that only make sense after an answer: no field of support is named, so they are about the last one. */
function asksFurther(turn: Routed): boolean {
  const {
    message: { text },
    understood,
    words,
  } = turn;
  const named = namedFields(turn, text).length > 0;
  if (named || (understood.domains.length > 0 && understood.decision === "act")) return false;
  const further = words.followUpIn(text);
  return (
    correctsClass(turn) ||
    (words.asksOfAnother(text) && (understood.decision !== "act" || rightsAlone(understood))) ||
    (words.isCorrecting(text) && understood.slots.ages.length > 0) ||
    (words.datedFact(text) !== null && understood.slots.dates.length > 0) ||
    (further !== null && (further !== "amount" || understood.decision !== "act")) || // "bao nhiêu" may ask about anything
    words.namesYear(text) ||
    (words.isSupposing(text) && words.classIn(text) !== null)
  );
}

/** The questions before an answer about rights: consent, the inquiry's own, or which field it is. */
const BEFORE_AN_ANSWER = new Set(["consent", "entitlements"]);

/** "Nộp ở đâu", "được bao nhiêu" before there is an answer: about what is being asked, or about which nothing was said yet. */
function asksMeanwhile(turn: Routed): boolean {
  const { session, understood, message, words } = turn;
  const choosing = session.form === null && session.choices.some(({ payload }) => payload === "#entitlements.fields");
  if (!choosing && !BEFORE_AN_ANSWER.has(session.form?.handler ?? "")) return false;
  const asked = words.followUpIn(message.text);
  if ((asked !== "papers" && asked !== "amount") || namedFields(turn, message.text).length > 0) return false;
  return understood.decision !== "act" || rightsAlone(understood);
}

/** Rights are meant, of a field that is not named. */
function rightsAlone({ guesses: [first], domains }: Understanding): boolean {
  return domains.length === 0 && first !== undefined && ABOUT_RIGHTS.has(first.intent);
}

const ABOUT_RIGHTS = new Set(["ask-policy", "ask-procedure"]);

/** "À nhầm, hộ nghèo". */
function correctsClass({ message: { text }, words }: Routed): boolean {
  return words.isCorrecting(text) && words.classIn(text) !== null;
}

function answererOf(table: HandlerTable, intent: string | undefined): Handler | undefined {
  return intent === undefined ? undefined : [...table.values()].find((handler) => handler.intents.includes(intent));
}

function handlerNamed(table: HandlerTable, name: string): Handler {
  const handler = table.get(name);
  if (handler === undefined) throw new Error(`no handler is named ${name}`);
  return handler;
}
