// The first words: who An Sinh is and, before anything is asked about a household, whether it may be asked.
import { askConsent } from "./consent.ts";
import type { Handler } from "./handler.ts";
import { menuChoices } from "./menu.ts";

/** "xin chào", a new follower, someone who opened the chat. */
export const greeting: Handler = {
  name: "greeting",
  intents: ["greeting"],
  handle: (turn) =>
    turn.consent === null
      ? askConsent(turn, "#menu", "greeting:hello")
      : {
          replies: [{ key: "greeting:again", choices: menuChoices(turn.desk) }],
          session: { ...turn.session, form: null },
        },
};
