// Consent comes before the first question about a household: what is kept, for how long, how to erase it, and that a
// machine answers. Saying no costs nothing: general information stays open.
import type { Handler, Outcome, Turn } from "./handler.ts";
import { openWaiting, type Waiting, waitingSchema } from "./inquiry.ts";
import { menuChoices } from "./menu.ts";

const PURPOSE = "conversation";

/** The three answers to the consent question, and withdrawing it later. */
export const consent: Handler = {
  name: "consent",
  intents: ["consent"],
  accepts: ({ understood }) => understood.answer === "yes" || understood.answer === "no",
  handle(turn) {
    const { session, action, understood, service } = turn;
    const goOn = session.form?.handler === "consent" ? (session.form.data.goOn as `#${string}`) : "#menu";
    const answer = action?.name ?? (session.form?.handler === "consent" ? understood.answer : null);
    const closed = { ...session, form: null };
    const textVersion = service.consent.version;
    if (answer === "yes") {
      const waiting = waitingSchema.safeParse(session.form?.data.waiting).data;
      return {
        replies: [],
        session: waiting === undefined ? closed : openWaiting(closed, waiting, turn.now),
        effects: [{ kind: "consent_given", purpose: PURPOSE, textVersion }],
        goOn,
      };
    }
    if (answer === "no" || answer === "general") {
      return { replies: [{ key: "consent:general", choices: menuChoices() }], session: closed };
    }
    const bare = understood.answer === "no" || (understood.answer !== null && turn.consent !== null);
    if (action === null && bare) return { replies: [{ key: "consent:no-question", choices: menuChoices() }], session };
    return turn.consent === null
      ? askConsent(turn, "#menu")
      : { replies: [{ key: "consent:given", choices: menuChoices() }], session: closed };
  },
};

/**
 * Asks for consent and remembers what to go on with.
 * @param goOn the choice to continue with after a yes
 * @param opening a text to say first, such as the greeting
 * @param waiting the question that led here with what it told, so that nothing has to be said twice
 */
export function askConsent(turn: Turn, goOn: `#${string}`, opening?: string, waiting?: Waiting): Outcome {
  const { session: days, decision: receipts } = turn.service.retentionDays;
  return {
    replies: [
      ...(opening === undefined ? [] : [{ key: opening }]),
      {
        key: "consent:ask",
        values: { days, receipts },
        choices: [
          { key: "consent:yes", payload: "#consent.yes" },
          { key: "consent:only-general", payload: "#consent.general" },
          { key: "consent:officer", payload: "#talk-to-officer" },
        ],
      },
    ],
    session: {
      ...turn.session,
      form: {
        handler: "consent",
        step: "ask",
        data: { goOn, ...(waiting && { waiting }) },
        since: turn.now.toISOString(),
      },
    },
  };
}
