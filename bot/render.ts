// Spoken replies to Zalo messages: buttons where the account may send them, numbered lines where not. Pure.
import type { Language } from "../foundation/language.ts";
import { clean, codePoints } from "../foundation/vietnamese.ts";
import { splitText } from "./split-text.ts";
import type { Texts } from "./texts.ts";
import { LIMITS, type OutgoingButton, type OutgoingMessage } from "./zalo/messages.ts";

/** Something to choose: `payload` comes back as the person's text when a button is pressed, its number when it is typed. */
export interface Choice {
  title: string;
  payload: string;
}

/** A reply already in the person's language. Attachments are shown before the text, so that the choices stay last on the screen. */
export interface SpokenReply {
  text: string;
  choices: readonly Choice[];
  image?: { url: string } | { attachmentId: string };
  /** A PNG that Zalo does not have yet: delivery uploads it first (bot/letter.ts). */
  picture?: Uint8Array;
  /** Token of an uploaded file. */
  file?: { token: string };
  /** The line under numbered choices that says how to choose; choiceHint makes it. */
  hint?: string;
}

export interface RenderOptions {
  /** Whether buttons may be sent. */
  interactive: boolean;
}

/** How to choose among `count` numbered lines, in words. */
export function choiceHint(texts: Texts, language: Language, count: number): string {
  return texts.say(language, count === 1 ? "chat:choices.one" : "chat:choices.many", { last: count });
}

/** The messages of one turn, in order, each within Zalo's limits. A reply with nothing in it gives none. */
export function render(replies: readonly SpokenReply[], options: RenderOptions): OutgoingMessage[] {
  return replies.flatMap((reply) => [...attachments(reply), ...spoken(reply, options)]);
}

function attachments({ image, file }: SpokenReply): OutgoingMessage[] {
  const messages: OutgoingMessage[] = [];
  if (image) {
    const element =
      "url" in image
        ? { media_type: "image" as const, url: image.url }
        : { media_type: "image" as const, attachment_id: image.attachmentId };
    messages.push({ attachment: { type: "template", payload: { template_type: "media", elements: [element] } } });
  }
  if (file) messages.push({ attachment: { type: "file", payload: { token: file.token } } });
  return messages;
}

function spoken(reply: SpokenReply, { interactive }: RenderOptions): OutgoingMessage[] {
  const parts = splitText(clean(reply.text), LIMITS.text);
  if (reply.choices.length === 0) return parts.map((text) => ({ text }));
  const titles = reply.choices.map(({ title }, index) => `${index + 1}. ${clean(title).trim()}`);
  const last = parts.at(-1);
  const buttons = interactive && last !== undefined ? buttonsOf(reply.choices, titles) : null;
  if (last !== undefined && buttons) {
    const payload = { template_type: "button" as const, buttons };
    const final: OutgoingMessage = { text: last, attachment: { type: "template", payload } };
    return [...parts.slice(0, -1).map((text) => ({ text })), final];
  }
  const lines = reply.hint === undefined ? titles : [...titles, clean(reply.hint)];
  return numbered(parts, lines.join("\n")).map((text) => ({ text }));
}

/** Null when these choices do not fit on buttons. */
function buttonsOf(choices: readonly Choice[], titles: readonly string[]): OutgoingButton[] | null {
  const fits =
    choices.length <= LIMITS.buttons &&
    titles.every((title) => codePoints(title) <= LIMITS.buttonTitle) &&
    choices.every(({ payload }) => payload !== "" && codePoints(payload) <= LIMITS.queryPayload);
  if (!fits) return null;
  return choices.map(({ payload }, index) => ({ title: titles[index] ?? "", type: "oa.query.hide", payload }));
}

/** Puts the numbered lines under the last part, or after it when they do not fit together. */
function numbered(parts: readonly string[], lines: string): string[] {
  const together = [...parts.slice(-1), lines].join("\n\n");
  if (codePoints(together) <= LIMITS.text) return [...parts.slice(0, -1), together];
  return [...parts, ...splitText(lines, LIMITS.text)];
}
