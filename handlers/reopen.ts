// "Mã trả lời 7KQ2-M4TB": the same computation again, word for word of its day, also after the law has moved on.
import type { Receipt } from "../knowledge/receipt.ts";
import { tell } from "../knowledge/tell.ts";
import { complaintAbout } from "./complaint.ts";
import type { Handler } from "./handler.ts";

/** Reached by a code in the message (bot/route.ts). Only what this person was told is opened. */
export const reopen: Handler = {
  name: "reopen",
  intents: [],
  handle({ session, reopened, knowledge }) {
    if (reopened === null)
      return {
        replies: [{ key: "reopen:unknown", choices: [{ key: "menu:officer", payload: "#talk-to-officer" }] }],
        session,
      };
    const receipt = reopened as Receipt;
    const form = receipt.results.length === 0 ? "class" : "short";
    const text = tell(knowledge, receipt, { language: session.language, form });
    const lines = [{ key: "reopen:title", values: { day: receipt.day } }, { text }];
    return { replies: [{ lines, choices: [complaintAbout(receipt.code)] }], session };
  },
};
