// Consent comes before the first question about a household: what is kept, for how long, how to erase it, and that a
// machine answers. Saying no costs nothing: general information stays open.
import { CONVERSATION } from "../registry/consents.ts";
import type { Effect } from "../registry/effects.ts";
import type { OpenForm, Session } from "../registry/session.ts";
import type { Choice, Handler, Outcome, Reply, Turn } from "./handler.ts";
import { factsOfClass } from "./household-class.ts";
import { INQUIRY_FORM, type Inquiry, openWaiting, type Waiting, waitingSchema } from "./inquiry.ts";
import { menuChoices } from "./menu.ts";

const NAME = "consent";

/** The three answers to the consent question, and withdrawing it later. */
export const consent: Handler = {
  name: NAME,
  intents: ["consent"],
  accepts: ({ understood }) => understood.answer === "yes" || understood.answer === "no",
  handle(turn) {
    const { session, action, understood } = turn;
    const asked = openQuestion(turn);
    const late = asked === null && agreesLate(turn);
    const goOn = goOnWith(turn, asked);
    const answer = action?.name ?? (late ? "yes" : asked && understood.answer);
    const closed = { ...session, form: null, generalOnly: false };
    if (answer === "yes") {
      const waiting = waitingSchema.safeParse(asked?.data.waiting).data;
      return {
        replies: [],
        session: waiting === undefined ? closed : openWaiting(closed, waiting, turn.now),
        effects: [given(turn)],
        goOn,
      };
    }
    if (answer === "no" || answer === "general") {
      const general = { ...closed, generalOnly: true };
      return { replies: [{ key: "consent:general", choices: menuChoices(turn.desk) }], session: general };
    }
    if (asked !== null && (action === null || action.name === "again"))
      return { replies: [question(turn, true)], session: withClassTold(turn, asked) };
    if (action === null && understood.answer !== null) {
      const choices = session.choices.length > 0 ? (session.choices as Choice[]) : menuChoices(turn.desk);
      return { replies: [{ key: "consent:no-question", choices }], session };
    }
    return turn.consent === null
      ? askConsent(turn, "#menu")
      : { replies: [{ key: "consent:given", choices: menuChoices(turn.desk) }], session: closed };
  },
};

/**
 * Asks for consent and remembers what to go on with.
 * @param goOn the choice to continue with after a yes
 * @param opening a text to say first, such as the greeting
 * @param waiting the question that led here with what it told, so that nothing has to be said twice
 */
export function askConsent(turn: Turn, goOn: `#${string}`, opening?: string, waiting?: Waiting): Outcome {
  const before = openQuestion(turn);
  const data = waitingFor(before, goOn, waiting);
  return {
    replies: [...(opening === undefined ? [] : [{ key: opening }]), question(turn, before !== null)],
    session: { ...turn.session, form: { handler: NAME, step: "ask", data, since: turn.now.toISOString() } },
  };
}

/** "Đồng ý" after a general answer: to being asked after all, if those very words are said. */
function agreesLate({ consent, session, words, message }: Turn): boolean {
  return consent === null && session.generalOnly && words.agrees(message.text);
}

/** What waits for the yes; where nothing does, what a general answer offered for the own household. */
function goOnWith({ session }: Turn, asked: OpenForm | null): `#${string}` {
  const waits = (asked?.data.goOn ?? MENU) as `#${string}`;
  const offered = session.choices.find(({ payload }) => payload.startsWith("#entitlements.ours"));
  return waits === MENU && offered !== undefined ? (offered.payload as `#${string}`) : waits;
}

const MENU = "#menu";

/** What a yes goes on with. A wish without a field takes the place of no question about rights that waits; what it tells is added. */
function waitingFor(before: OpenForm | null, goOn: `#${string}`, waiting?: Waiting) {
  const rights = `#${INQUIRY_FORM}`;
  if (before === null || goOn !== rights || !String(before.data.goOn).startsWith(rights))
    return { goOn, ...(waiting && { waiting }) };
  return { goOn: before.data.goOn, waiting: withTold(before, waiting?.household ?? {}, waiting?.members) };
}

/** The question that waits, with what was told since. */
function withTold({ data }: OpenForm, told: Waiting["household"], members: Waiting["members"] = []): Waiting {
  const { inquiry, ...before } = waitingSchema.safeParse(data.waiting).data ?? NOTHING;
  const household = { ...before.household, ...told };
  const others = before.members.filter(({ key }) => members.every((one) => one.key !== key));
  const asked = inquiry && { ...inquiry, classAsked: inquiry.classAsked || "hh_class" in household };
  return { inquiry: asked, household, members: [...others, ...members] };
}

const NOTHING: Waiting = { inquiry: null, household: {}, members: [] };

/** The inquiry that waits for a yes, or null. */
export function waitingInquiry(turn: Turn): Inquiry | null {
  const asked = openQuestion(turn);
  return asked === null ? null : (waitingSchema.safeParse(asked.data.waiting).data?.inquiry ?? null);
}

/** The session in which the class that was told meanwhile waits with the question: "hộ nghèo". */
function withClassTold({ session, words, message }: Turn, asked: OpenForm): Session {
  const named = words.classIn(message.text) ?? words.classAnswered(message.text);
  const facts = named === null ? null : factsOfClass(named);
  if (facts === null) return session;
  return { ...session, form: { ...asked, data: { ...asked.data, waiting: withTold(asked, facts) } } };
}

function given({ service }: Turn): Effect {
  return { kind: "consent_given", purpose: CONVERSATION, textVersion: service.consent.version };
}

/** Whether the person was asked and has not said yes: what is asked meanwhile is answered in general. */
export function holdsBack(turn: Turn): boolean {
  return turn.session.generalOnly || openQuestion(turn) !== null;
}

function openQuestion({ session: { form } }: Turn): OpenForm | null {
  return form?.handler === NAME ? form : null;
}

/** In full once; while it waits for its answer one line is enough. */
function question({ service }: Turn, again: boolean): Reply {
  const { session: days, decision: receipts } = service.retentionDays;
  return {
    ...(again ? { key: "consent:ask-again" } : { key: "consent:ask", values: { days, receipts } }),
    choices: [
      { key: "consent:yes", payload: "#consent.yes" },
      { key: "consent:only-general", payload: "#consent.general" },
      { key: "consent:officer", payload: "#talk-to-officer" },
    ],
  };
}
