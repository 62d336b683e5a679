// One event of one person: understand → route → handle → render. Beside what a handler asks of its desk there is no I/O: the
// same event, account and registry give the same step.
import { codeIn, doorCodeIn } from "../foundation/digest.ts";
import { AppError } from "../foundation/errors.ts";
import { clean } from "../foundation/vietnamese.ts";
import type { Handler, Notice, Outcome, PersonMessage, Turn } from "../handlers/handler.ts";
import { type AccountState, actorOf } from "../registry/accounts.ts";
import { activeTerm } from "../registry/actor.ts";
import { CONVERSATION } from "../registry/consents.ts";
import { codeKey } from "../registry/decisions.ts";
import type { Desk } from "../registry/desk.ts";
import type { Effect } from "../registry/effects.ts";
import type { WaitingEvent } from "../registry/inbox.ts";
import type { DepartingMessage } from "../registry/outbox.ts";
import type { Session } from "../registry/session.ts";
import type { Queries, Store } from "../registry/store.ts";
import { walled } from "../registry/wall.ts";
import { letters } from "./letter.ts";
import { isStale, keepQuestions } from "./open-questions.ts";
import type { Road } from "./road.ts";
import { byPayload, route } from "./route.ts";
import { speak } from "./speak.ts";
import type { ZaloEvent } from "./zalo/event-types.ts";

/** What one event led to. */
export interface Step {
  event: WaitingEvent;
  /** The account as the person's next event finds it. */
  account: AccountState;
  messages: DepartingMessage[];
  effects: Effect[];
  notices: Notice[];
}

/** What of the road a step needs: nothing of it touches a store. */
export type Ground = Omit<Road, "store" | "settling" | "log">;

/** One event to take a step on: whose it is, and the receipts behind the codes in the batch's messages. */
export interface Taken {
  waiting: WaitingEvent;
  account: AccountState;
  receipts: ReadonlyMap<string, unknown>;
  registry: { tx: Queries; store: Store };
  now: Date;
}

/** Takes the step. Throws whatever a handler throws: the event is then put off (bot/postpone.ts). */
export async function takeStep(road: Ground, { waiting, account, receipts, registry, now }: Taken): Promise<Step> {
  const event = waiting.event as ZaloEvent;
  if (event.kind === "takeover") {
    const until = new Date(now.getTime() + road.library.service.pauseMinutes * 60_000);
    return step(waiting, account, account.session, [{ kind: "bot_paused", until }]);
  }
  if (event.kind === "unfollow")
    return step(waiting, account, account.session, [{ kind: "follower_changed", follower: false }]);

  const message = messageOf(event);
  const understood = road.understand(message.text, { today: road.clock.today() });
  const paused = account.pausedUntil !== null && account.pausedUntil > now;
  const session = addressed(road, account, inLanguageOf(account.session, message, understood), message);
  const { handler, action } = route(road.handlers, {
    message,
    understood,
    session,
    paused,
    orders: account.terms.length === 0 ? road.library.everybodysOrders : road.library.orders,
    stale: session.form !== null && isStale(session.form, now, road.library.service.questions.staleMinutes),
    words: road.library.words,
    knowledge: road.library.knowledge,
  });
  countUnderstood(road, message, understood, handler);
  const code = codeIn(message.text);
  const reopened = code === null ? null : (receipts.get(codeKey({ accountId: account.id, code })) ?? null);
  const asked = { message, understood, action, account: { ...account, session }, reopened, registry, now };
  const answered = await answer(road, handler, asked);
  const calm = understood.emergency === null && !paused && answered.alone !== true;
  const settled = calm ? await backToQuestion(road, handler, asked, answered) : answered;
  const outcome = withHeard(event, settled);

  const { replies, choices } = speak(road.texts, {
    language: outcome.session.language,
    you: road.library.address.you(outcome.session.address),
    replies: outcome.replies,
  });
  const messages = letters(replies, event.kind).map((body) => ({ accountId: account.id, inReplyTo: waiting.id, body }));
  const effects = [...(outcome.effects ?? [])];
  if (event.kind === "follow") effects.push({ kind: "follower_changed", follower: true });
  if (paused && handler.name !== "officer-present") effects.push({ kind: "bot_paused", until: now }); // called back
  return {
    ...step(waiting, account, { ...outcome.session, choices }, effects, messages),
    notices: outcome.notices ?? [],
  };
}

/** Written words only: a pressed button needs no understanding. */
function countUnderstood(
  { metrics }: Ground,
  { text }: PersonMessage,
  understood: Turn["understood"],
  { name }: Handler,
) {
  if (text === "" || text.startsWith("#")) return;
  const [best] = understood.intents;
  metrics.intents.inc({ intent: best?.intent ?? "none", decision: understood.decision });
  if (name === "fallback") metrics.unanswered.inc();
}

type Asked = Pick<Turn, "message" | "understood" | "action" | "reopened" | "now"> & {
  account: AccountState;
  registry: Taken["registry"];
};

/** The handler's outcome, and what it goes straight on to, as one. */
async function answer(road: Ground, handler: Handler, asked: Asked): Promise<Outcome> {
  const { account, registry, now } = asked;
  const { session, isNew: isNewAccount, pausedUntil } = account;
  road.metrics.turns.inc({ handler: handler.name });
  const today = road.clock.today();
  const actor = actorOf(account);
  const tx = walled(() => registry.tx, actor); // opened only by a handler that goes to the registry (bot/turn.ts)
  const desk: Desk = { tx, store: registry.store, library: road.library, actor, now, today };
  const { publicUrl, library } = road;
  // Whoever agreed to another text is asked again.
  const consent = account.consent === library.service.consent.version ? account.consent : null;
  const turn = { ...asked, ...library, session, consent, isNewAccount, pausedUntil, desk, today, now, publicUrl };
  const outcome = await handler.handle(turn);
  if (outcome.goOn === undefined) return outcome;
  const next = byPayload(road.handlers, outcome.goOn);
  if (next === null)
    throw new AppError("turn:go-on", `${handler.name} goes on to ${outcome.goOn}, which nobody handles`);
  const goneOn = await answer(road, next.handler, {
    ...asked,
    action: next.action,
    account: afterwards(account, outcome.session, outcome.effects),
  });
  const effects = [...(outcome.effects ?? []), ...(goneOn.effects ?? [])];
  const notices = [...(outcome.notices ?? []), ...(goneOn.notices ?? [])];
  return { replies: [...outcome.replies, ...goneOn.replies], session: goneOn.session, effects, notices };
}

/** The outcome with the question that is still open, or open again, asked once more under it, so that nobody has to remember it. */
async function backToQuestion(road: Ground, handler: Handler, asked: Asked, outcome: Outcome): Promise<Outcome> {
  const before = asked.account.session;
  const returns = before.form !== null && road.handlers.get(before.form.handler)?.returns === true;
  const session = keepQuestions(before, handler, outcome.session, returns);
  const { form } = session;
  const takenUp = form !== outcome.session.form;
  const stillOpen = form !== null && form === before.form && form.handler !== handler.name;
  const again = form !== null && (takenUp || stillOpen) ? byPayload(road.handlers, `#${form.handler}.again`) : null;
  if (again?.handler.returns !== true) return { ...outcome, session };
  const account = afterwards(asked.account, session, outcome.effects);
  const question = await answer(road, again.handler, { ...asked, action: again.action, account });
  const replies = outcome.replies.map(({ choices: _, ...reply }) => reply); // one list of choices at a time
  const { effects = [], notices = [] } = outcome;
  const opening = takenUp ? [{ key: "chat:back-to-question" }] : [];
  return { ...question, replies: [...replies, ...opening, ...question.replies], effects, notices };
}

/** Whoever writes a sentence in the other language is answered in it; a word or two ("ok", "hello") says nothing. */
function inLanguageOf(session: Session, { text }: PersonMessage, { language }: Turn["understood"]): Session {
  const code = text.startsWith("#") || doorCodeIn(text) !== null; // letters that are in no language
  const sentence = !code && (text.match(/\p{L}+/gu) ?? []).length >= SENTENCE_WORDS;
  return sentence && language !== "other" ? { ...session, language } : session;
}

const SENTENCE_WORDS = 3;

/** What was heard of a voice is shown before its answer, so that a wrong hearing is seen. */
function withHeard(event: ZaloEvent, outcome: Outcome): Outcome {
  if (event.kind !== "message" || event.heard !== true) return outcome;
  const heard = { key: "media:heard", values: { text: event.text } };
  return { ...outcome, replies: [heard, ...outcome.replies] };
}

/** The session with the form of address that the role, an age told, or these words show. */
function addressed(road: Ground, account: AccountState, session: Session, { text }: PersonMessage): Session {
  const self = session.members.find(({ key }) => key === "me")?.facts.age;
  const age = typeof self === "number" ? self : null;
  const hasRole = activeTerm(account.terms, session.role) !== null;
  const address = road.library.address.shownBy({ hasRole, age, text, before: session.address });
  return { ...session, address };
}

function step(
  event: WaitingEvent,
  account: AccountState,
  session: Session,
  effects: Effect[],
  messages: DepartingMessage[] = [],
): Step {
  return { event, account: afterwards(account, session, effects), messages, effects, notices: [] };
}

/** The account as the person's next event finds it. */
function afterwards(account: AccountState, session: Session, effects: Effect[] = []): AccountState {
  const after = { ...account, session, isNew: false };
  for (const effect of effects) {
    if (effect.kind === "consent_given" && effect.purpose === CONVERSATION) after.consent = effect.textVersion;
    if (effect.kind === "consent_withdrawn" && effect.purpose === CONVERSATION) after.consent = null;
    if (effect.kind === "bot_paused") after.pausedUntil = effect.until;
  }
  return after;
}

function messageOf(event: ZaloEvent): PersonMessage {
  if (event.kind === "message")
    return { kind: event.content, text: clean(event.text), attachments: event.attachments ?? [] };
  if (
    event.kind === "follow" ||
    event.kind === "chatnow" ||
    event.kind === "withdraw" ||
    event.kind === "submit-info"
  ) {
    return { kind: event.kind, text: "" };
  }
  throw new AppError("turn:event", `an event of kind ${event.kind} was stored but has no step`);
}
