// "Dừng nhắn": An Sinh never writes first again; it still answers when written to.
import { may } from "../registry/desk.ts";
import { endSubscriptions } from "../registry/summaries/subscriptions.ts";
import type { Handler } from "./handler.ts";

/** Opting out of everything that was not asked for. */
export const stopMessages: Handler = {
  name: "stop-messages",
  intents: ["opt-out"],
  async handle({ session, desk }) {
    if (may(desk, "summary.read")) await endSubscriptions(desk);
    return {
      replies: [{ key: "stop-messages:done", choices: [{ key: "stop-messages:erase", payload: "#erase-data" }] }],
      session: { ...session, form: null },
    };
  },
};
