// "Xóa dữ liệu": everything told in the chat is forgotten at once. The commune's own file is another matter, and is said so.
import { CONVERSATION } from "../registry/consents.ts";
import { newSession } from "../registry/session.ts";
import type { Handler } from "./handler.ts";

/** The right to be forgotten, by word or by Zalo's own button (user_withdraw). */
export const eraseData: Handler = {
  name: "erase-data",
  intents: [],
  handle(turn) {
    const textVersion = turn.service.consent.version;
    return {
      replies: [{ key: "erase-data:done" }],
      session: newSession(turn.session.language),
      effects: [{ kind: "consent_withdrawn", purpose: CONVERSATION, textVersion }, { kind: "data_erased" }],
    };
  },
};
