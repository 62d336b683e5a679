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
    const { language } = session;
    const values = {
      place: place[language] ?? place.vi,
      contact: contact[language] ?? contact.vi,
      hours: hours.words[language] ?? hours.words.vi,
    };
    return {
      replies: [{ key: open ? "talk-to-officer:open" : "talk-to-officer:closed", values }],
      session: { ...session, form: null },
    };
  },
};
