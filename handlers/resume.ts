// A question was left open for long: go on, begin again, or leave it. Nothing that was told is lost by asking.
import type { Choice, Handler, Turn } from "./handler.ts";
import { menuChoices } from "./menu.ts";

/** Reached when words come long after a question, and from the one reminder. */
export const resume: Handler = {
  name: "resume",
  intents: [],
  handle(turn) {
    const { session, now } = turn;
    const { form } = session;
    if (form === null) return { replies: [{ key: "resume:nothing", choices: menuChoices(turn.desk) }], session };
    switch (wish(turn)) {
      case "continue":
        return {
          replies: [],
          session: { ...session, form: { ...form, since: now.toISOString() } },
          goOn: `#${form.handler}.again`,
        };
      case "restart":
        return { replies: [], session: { ...session, form: null }, goOn: `#${form.handler}.start` };
      case "leave":
        return {
          replies: [{ key: "resume:left", choices: menuChoices(turn.desk) }],
          session: { ...session, form: null },
        };
      default:
        return { replies: [{ key: "resume:ask", choices: resumeChoices() }], session, alone: true };
    }
  },
};

/** The three ways on from a question that was left. */
export function resumeChoices(): Choice[] {
  return [
    { key: "resume:continue", payload: "#resume.continue" },
    { key: "resume:restart", payload: "#resume.restart" },
    { key: "resume:leave", payload: "#resume.leave" },
  ];
}

function wish({ action, session, understood }: Turn): string | null {
  if (action !== null) return action.name;
  const asked = session.choices.some(({ payload }) => payload === "#resume.continue");
  if (!asked) return null; // "có" was meant for the old question, and which one that was the person may not remember
  return understood.answer === "yes" ? "continue" : understood.answer === "no" ? "leave" : null;
}
