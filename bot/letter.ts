// What lies in the outbox: a message in both of its forms, since only delivery learns whether buttons are accepted; or
// the wish that Zalo forget what it keeps about a person for this account.

import { render, type SpokenReply } from "./render.ts";
import type { ZaloEvent } from "./zalo/event-types.ts";
import { isInteractive, type OutgoingMessage } from "./zalo/messages.ts";

/** `plain` is null when the message has no buttons. An acknowledged part is taken off the front and its id goes to `taken`. */
export type Letter =
  | { call: "message"; messages: OutgoingMessage[]; plain: OutgoingMessage[] | null; taken: string[] }
  | { call: "forget" };

/** Whether Zalo's copy of a sent message can be of this letter's next part; a copy without words may be of any. */
export function echoesOf(letter: Letter, copy: string): boolean {
  if (letter.call === "forget") return false;
  if (copy === "") return true;
  const parts = [letter.messages[0], letter.plain?.[0]];
  return parts.some((part) => part !== undefined && "text" in part && sameWords(part.text ?? "", copy));
}

function sameWords(one: string, other: string): boolean {
  return one.replace(/\s+/g, "") === other.replace(/\s+/g, "");
}

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
