// Danger first: whom to call, before anything else, whatever was being talked about. Nothing of it is kept.
import type { Handler, Turn } from "./handler.ts";

/** The right hotlines for what was recognised (knowledge/intents/emergencies.yaml). */
export const emergency: Handler = {
  name: "emergency",
  intents: [],
  handle({ session, understood, danger }) {
    const hotlines = danger.get(understood.emergency ?? "") ?? everyLine(danger);
    const lines = hotlines.map(({ number, name }) => `📍 ${name[session.language]}: ${number}`).join("\n");
    return {
      replies: [
        { key: "emergency:call", values: { lines }, choices: [{ key: "menu:officer", payload: "#talk-to-officer" }] },
      ],
      session,
    };
  },
};

/** For one who opens this without saying what happened: every hotline, each once. */
function everyLine(danger: Turn["danger"]) {
  const all = [...danger.values()].flat();
  return [...new Map(all.map((hotline) => [hotline.number, hotline])).values()];
}
