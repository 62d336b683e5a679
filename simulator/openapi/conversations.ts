// Reading back what was said: the last chats, and one conversation, newest first, ten at a time (§4).
import { z } from "zod";
import type { Platform } from "../platform.ts";
import type { ChatMessage, MessageKind } from "../world.ts";
import { type Answer, accept, type Call, invalid, readBody } from "./answer.ts";

const page = z.object({ offset: z.coerce.number().int().min(0), count: z.coerce.number().int().min(1).max(10) });

/** GET /v2.0/oa/listrecentchat: the last message of each conversation. */
export function listRecentChats(platform: Platform, call: Call): Answer {
  const reading = readBody(page, call.body);
  if (!reading.ok) return reading.answer;
  const { offset, count } = reading.value;
  const last = [...platform.world.people.values()]
    .map((person) => person.messages.at(-1))
    .filter((message) => message !== undefined)
    .sort((a, b) => b.at - a.at);
  return accept(last.slice(offset, offset + count).map((message) => rowOf(platform, message)));
}

/** GET /v2.0/oa/conversation. */
export function readConversation(platform: Platform, call: Call): Answer {
  const reading = readBody(page.extend({ user_id: z.union([z.string(), z.number()]).transform(String) }), call.body);
  if (!reading.ok) return reading.answer;
  const { user_id, offset, count } = reading.value;
  const person = platform.world.people.get(user_id);
  if (!person) return invalid("user_id");
  const newestFirst = person.messages.toReversed().slice(offset, offset + count);
  return accept(newestFirst.map((message) => rowOf(platform, message)));
}

const TYPES: Partial<Record<MessageKind, string>> = {
  image: "photo",
  gif: "GIF",
  audio: "voice",
  link: "link",
  card: "link",
  sticker: "sticker",
  location: "location",
};

function rowOf({ settings, world }: Platform, message: ChatMessage): object {
  const oa = { id: settings.oaId, name: settings.oaName };
  const person = { id: message.personId, name: world.people.get(message.personId)?.name ?? "" };
  const [from, to] = message.from === "oa" ? [oa, person] : [person, oa];
  const { url, latitude, longitude } = message.media ?? {};
  return {
    src: message.from === "oa" ? 0 : 1,
    time: message.at,
    type: TYPES[message.kind] ?? "text",
    message: message.text,
    message_id: message.id,
    from_id: from.id,
    to_id: to.id,
    from_display_name: from.name,
    from_avatar: "",
    to_display_name: to.name,
    to_avatar: "",
    ...(url === undefined ? {} : { url, thumb: url }),
    ...(latitude === undefined ? {} : { location: JSON.stringify({ latitude, longitude }) }),
  };
}
