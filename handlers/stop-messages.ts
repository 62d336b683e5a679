// "Dừng nhắn": An Sinh never writes first again, until it is asked to; it still answers when written to.
import { NOTICES } from "../registry/consents.ts";
import { may } from "../registry/desk.ts";
import { endSubscriptions } from "../registry/summaries/subscriptions.ts";
import type { Choice, Handler } from "./handler.ts";

const AGAIN: Choice = { key: "stop-messages:again", payload: "#stop-messages.again" };
const ERASE: Choice = { key: "stop-messages:erase", payload: "#erase-data" };

/** Opting out of everything that was not asked for, and in again. */
export const stopMessages: Handler = {
  name: "stop-messages",
  intents: ["opt-out"],
  async handle({ session, desk, action, service }) {
    const { version: textVersion } = service.consent;
    const closed = { ...session, form: null };
    if (action?.name === "again")
      return {
        replies: [{ key: "stop-messages:writes-again" }],
        session: closed,
        effects: [{ kind: "consent_given", purpose: NOTICES, textVersion }],
      };
    if (may(desk, "summary.read")) await endSubscriptions(desk);
    return {
      replies: [{ key: "stop-messages:done", choices: [ERASE, AGAIN] }],
      session: closed,
      effects: [{ kind: "consent_withdrawn", purpose: NOTICES, textVersion }],
    };
  },
};
