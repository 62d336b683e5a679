// Whether a household is on the list: of one's own it is told to whoever is linked to it, of a neighbour's never, not even
// whether there is one. And what only the commune can hand out.
import { meansRights } from "./field-asked.ts";
import type { Choice, Handler, Turn } from "./handler.ts";

const COMPLAIN: Choice = { key: "complaint:file", payload: "#complaint.start" };
const REVIEWS: Choice = { key: "refer-to-commune:how-reviewed", payload: "#fallback.asked.when-reviewed" };
const OFFICER: Choice = { key: "menu:officer", payload: "#talk-to-officer" };

/** The status of a household, and summaries for those who may not see them. */
export const referToCommune: Handler = {
  name: "refer-to-commune",
  intents: ["household-status"],
  handle(turn) {
    const { session, action, service, words, message } = turn;
    if (action?.name === "report-change") return { replies: [], session, goOn: "#report-change" }; // buttons of long ago
    if (action?.name === "request-summary") {
      const place = service.office.place[session.language] ?? service.office.place.vi;
      return {
        replies: [{ key: "refer-to-commune:request-summary", values: { place }, choices: [OFFICER] }],
        session,
      };
    }
    // "Ra khỏi danh sách rồi còn vay được không" is answered; whether a household is listed is not.
    if (action === null && words.asksLoan(message.text) && meansRights(turn))
      return { replies: [], session, goOn: "#entitlements" };
    if (action !== null || isOwn(turn)) return { replies: [], session, goOn: "#my-household" };
    return { replies: [{ key: "refer-to-commune:neighbour", choices: [COMPLAIN, REVIEWS] }], session };
  },
};

/** Whoever speaks of the own house, or of nobody by name, asks about the own household. */
function isOwn({ message: { text }, understood, words }: Turn): boolean {
  if (words.isOtherHousehold(text)) return false;
  return words.isOwnHousehold(text) || understood.slots.persons.length === 0;
}
