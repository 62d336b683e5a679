// Danger first: whom to call, before anything else, whatever was being talked about. Nothing of it is kept.
import type { Handler } from "./handler.ts";

/** The right hotlines for what was recognised (knowledge/intents/emergencies.yaml). */
export const emergency: Handler = {
  name: "emergency",
  intents: [],
  handle({ session, understood, danger }) {
    const hotlines = danger.get(understood.emergency ?? "") ?? [];
    const lines = hotlines.map(({ number, name }) => `📍 ${name[session.language]}: ${number}`).join("\n");
    return {
      replies: [
        { key: "emergency:call", values: { lines }, choices: [{ key: "menu:officer", payload: "#talk-to-officer" }] },
      ],
      session,
    };
  },
};
