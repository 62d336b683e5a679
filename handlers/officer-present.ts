// An officer is answering by hand: the bot says once that it stands back, and how to call it, then leaves the floor.
import type { Handler } from "./handler.ts";

/** While the bot is paused. */
export const officerPresent: Handler = {
  name: "officer-present",
  intents: [],
  handle: ({ session, pausedUntil }) => {
    const pause = pausedUntil?.toISOString() ?? null;
    return session.toldOfPause === pause
      ? { replies: [], session }
      : { replies: [{ key: "officer-present:once" }], session: { ...session, toldOfPause: pause } };
  },
};
