// What only the commune can answer or receive: said plainly, with the place to go and what An Sinh can do meanwhile.
// A neighbour's status is never told, not even whether there is one.
import { meansRights } from "./field-asked.ts";
import type { Choice, Handler } from "./handler.ts";

const SELF_CHECK: Choice = { key: "menu:self-check", payload: "#check-eligibility" };
const OFFICER: Choice = { key: "menu:officer", payload: "#talk-to-officer" };

/** Status of a household, complaints, reports of changes, summaries: each with its own sentence. */
export const referToCommune: Handler = {
  name: "refer-to-commune",
  intents: ["household-status", "report-change", "request-summary"],
  handle(turn) {
    const { session, understood, action, service, words, message } = turn;
    // "Ra khỏi danh sách rồi còn vay được không" is answered; whether a household is listed never is.
    if (action === null && words.asksLoan(message.text) && meansRights(turn))
      return { replies: [], session, goOn: "#entitlements" };
    const topic = action?.name ?? understood.intents[0]?.intent ?? "household-status";
    const known = referToCommune.intents.includes(topic) ? topic : "household-status";
    const values = { place: service.office.place[session.language] ?? service.office.place.vi };
    return {
      replies: [
        {
          key: `refer-to-commune:${known}`,
          values,
          choices: known === "household-status" ? [SELF_CHECK, OFFICER] : [OFFICER],
        },
      ],
      session,
    };
  },
};
