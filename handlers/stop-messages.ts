// "Dừng nhắn": An Sinh never writes first again; it still answers when written to.
import type { Handler } from "./handler.ts";

/** Opting out of everything that was not asked for. */
export const stopMessages: Handler = {
  name: "stop-messages",
  intents: ["opt-out"],
  handle: ({ session }) => ({
    replies: [{ key: "stop-messages:done", choices: [{ key: "stop-messages:erase", payload: "#erase-data" }] }],
    session: { ...session, form: null },
  }),
};
