// What lies in the outbox: a message in both of its forms, since only delivery learns whether buttons are accepted; or
// the wish that Zalo forget what it keeps about a person for this account.

import { render, type SpokenReply } from "./render.ts";
import type { ZaloEvent } from "./zalo/event-types.ts";
import { isInteractive, type OutgoingMessage } from "./zalo/messages.ts";

/** `plain` is null when the message has no buttons. An acknowledged part is taken off the front and its id goes to `taken`. */
export type Letter =
  | { call: "message"; messages: OutgoingMessage[]; plain: OutgoingMessage[] | null; taken: string[] }
  | { call: "forget" };

/** One letter a reply, in order; a person who withdrew is forgotten by Zalo's store as well, after the farewell. */
export function letters(replies: SpokenReply[], eventKind: ZaloEvent["kind"]): Letter[] {
  const list: Letter[] = replies.map((reply) => {
    const messages = render([reply], { interactive: true });
    return {
      call: "message",
      messages,
      plain: messages.some(isInteractive) ? render([reply], { interactive: false }) : null,
      taken: [],
    };
  });
  return eventKind === "withdraw" ? [...list, { call: "forget" }] : list;
}
