// Announcements that a second person approved go out by themselves, each with how to stop such messages.
import { topicOf } from "../registry/announcements/read.ts";
import { dueMessages } from "../registry/announcements/send.ts";
import type { Schedule } from "./schedule.ts";

/** At each look: what is left to send finds itself. */
export const sendAnnouncements: Schedule = {
  name: "send-announcements",
  due: { every: "look" },
  async run(desk) {
    const due = await dueMessages(desk);
    return due.map(({ number, accountId, unitName, text }) => ({
      accountId,
      replies: [{ key: "announcement:message", values: { unit: unitName, text } }],
      topic: topicOf(number),
    }));
  },
};
