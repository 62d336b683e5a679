// What lies in the outbox: a message in both of its forms, since only delivery learns whether buttons are accepted; or
// the wish that Zalo forget what it keeps about a person for this account.

import { render, type SpokenReply } from "./render.ts";
import type { ZaloEvent } from "./zalo/event-types.ts";
import { isInteractive, type OutgoingMessage } from "./zalo/messages.ts";

/** `plain` is null when the message has no buttons. An acknowledged part is taken off the front and its id goes to `taken`. */
export type Letter =
  | {
      call: "message";
      messages: OutgoingMessage[];
      plain: OutgoingMessage[] | null;
      taken: string[];
      /** A PNG (base64) to be uploaded before anything is sent; it becomes the first part. */
      picture?: string;
    }
  | { call: "forget" };

/** Whether Zalo's copy of a sent message can be of this letter's next part; a copy without words may be of any. */
export function echoesOf(letter: Letter, copy: string): boolean {
  if (letter.call === "forget" || letter.picture !== undefined) return false;
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
      ...(reply.picture && { picture: Buffer.from(reply.picture).toString("base64") }),
    };
  });
  return eventKind === "withdraw" ? [...list, { call: "forget" }] : list;
}

/** The letter once Zalo has its picture: that is now the first part. Null: Zalo does not take it, and the words go without. */
export function withPicture(letter: Letter & { call: "message" }, attachmentId: string | null): Letter {
  const { picture: _, messages, plain, ...rest } = letter;
  const first =
    attachmentId === null ? [] : render([{ text: "", choices: [], image: { attachmentId } }], { interactive: false });
  return { ...rest, messages: [...first, ...messages], plain: plain && [...first, ...plain] };
}
