// "Cảm ơn": a short answer, and the way on.
import type { Handler } from "./handler.ts";

/** Thanks, and information sent through Zalo's own form, which nothing asks for yet. */
export const thanks: Handler = {
  name: "thanks",
  intents: ["thanks"],
  handle: ({ session }) => ({ replies: [{ key: "thanks:welcome" }], session }),
};
