// An officer is answering by hand: the bot says once that it stands back, and how to call it, then leaves the floor. What the
// person writes meanwhile goes to the officer who took the request in this chat; one who writes in Zalo itself reads it there.
import { addWords } from "../registry/requests/ask.ts";
import type { Handler } from "./handler.ts";
import { wordsNotice } from "./talk-to-officer.ts";

/** While the bot is paused. */
export const officerPresent: Handler = {
  name: "officer-present",
  intents: [],
  async handle({ session, pausedUntil, now, desk, message }) {
    if (pausedUntil === null || pausedUntil <= now) return { replies: [], session, goOn: "#menu" };
    const pause = pausedUntil.toISOString();
    const told = session.toldOfPause !== null && session.toldOfPause > now.toISOString(); // the same pause, perhaps made longer
    const passed = message.text === "" ? null : await addWords(desk, message.text);
    return {
      replies: told ? [] : [{ key: "officer-present:once" }],
      session: told ? session : { ...session, toldOfPause: pause },
      notices: (passed?.officers ?? []).map((accountId) => ({
        accountId,
        replies: [wordsNotice(passed!.number, message.text)],
      })),
    };
  },
};
