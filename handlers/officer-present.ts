// An officer is answering by hand: the bot says once that it stands back, and how to call it, then leaves the floor.
import type { Handler } from "./handler.ts";

/** While the bot is paused. */
export const officerPresent: Handler = {
  name: "officer-present",
  intents: [],
  handle: ({ session, pausedUntil, now }) => {
    if (pausedUntil === null || pausedUntil <= now) return { replies: [], session, goOn: "#menu" };
    const pause = pausedUntil.toISOString();
    return session.toldOfPause === pause
      ? { replies: [], session }
      : { replies: [{ key: "officer-present:once" }], session: { ...session, toldOfPause: pause } };
  },
};
