// "Gặp cán bộ": where, when and how to reach a person. The bot goes on answering until an officer writes.
import { officeOpen } from "../knowledge/service.ts";
import type { Handler } from "./handler.ts";

/** The way to a person, open or closed. */
export const talkToOfficer: Handler = {
  name: "talk-to-officer",
  intents: ["talk-to-officer"],
  handle({ session, service, now }) {
    const { hours, place, contact } = service.office;
    const open = officeOpen(hours, now);
    const spans = hours.spans.map((span) => `${span.from}–${span.to}`).join(", ");
    const values = {
      place: place[session.language] ?? place.vi,
      contact: contact[session.language] ?? contact.vi,
      hours: spans,
    };
    return {
      replies: [{ key: open ? "talk-to-officer:open" : "talk-to-officer:closed", values }],
      session: { ...session, form: null },
    };
  },
};
