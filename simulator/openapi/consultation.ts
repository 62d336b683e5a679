// POST /v3.0/oa/message/cs: the consultation message. Checks in Zalo's order: body, person, window, attachment.
import { type Platform, sendToPerson } from "../platform.ts";
import type { Settings } from "../settings.ts";
import { type Draft, draftOf, type Person, type World } from "../world.ts";
import { type Answer, accept, type Call, invalid, readBody, refuse } from "./answer.ts";
import { consultationBody, filePayload, messageText, templates } from "./message-shape.ts";
import { refusalToReach, replyQuota } from "./reach.ts";

/** A message read from its body; `uploadId` names what must still be on the shelf. */
interface Reading {
  draft: Draft;
  uploadId: string | null;
}

type Message = (typeof consultationBody)["_output"]["message"];

/** Sends a consultation message. */
export function sendConsultation(platform: Platform, call: Call): Answer {
  const body = readBody(consultationBody, call.body);
  if (!body.ok) return body.answer;
  const reading = readMessage(body.value.message, platform.settings);
  if ("error" in reading) return reading;
  const person = recipientOf(platform.world, body.value.recipient);
  if (person === null) return invalid(body.value.recipient.user_id === undefined ? "message_id" : "user_id");
  const refusal = refusalToReach(platform.settings, person) ?? attachUpload(platform, reading);
  if (refusal !== null) return refusal;
  const message = sendToPerson(platform, person, reading.draft);
  return accept({
    message_id: message.id,
    user_id: person.id,
    sent_time: String(message.at),
    ...replyQuota(platform.settings, person),
  });
}

function readMessage(message: Message, settings: Settings): Reading | Answer {
  const quoteId = message.quote_message_id ?? null;
  const text = message.text ?? "";
  if (message.text !== undefined || message.attachment === undefined) {
    const reading = readBody(messageText, message.text);
    if (!reading.ok) return reading.answer.error === -210 ? reading.answer : invalid("text");
  }
  const attachment = message.attachment;
  if (attachment === undefined) return { draft: draftOf("text", { text, quoteId }), uploadId: null };
  if (attachment.type === "file") {
    const file = readBody(filePayload, attachment.payload);
    return file.ok ? { draft: draftOf("file", { text, quoteId }), uploadId: file.value.token } : file.answer;
  }
  if (attachment.type !== "template") return refuse(-233);
  return readTemplate(attachment.payload, draftOf("text", { text, quoteId }), settings);
}

function readTemplate(payload: Record<string, unknown>, said: Draft, settings: Settings): Reading | Answer {
  const type = payload.template_type ?? (payload.buttons === undefined ? undefined : "button");
  if (type === "media") return readMedia(payload, said);
  if (type === "request_user_info") {
    const reading = readBody(templates.request_user_info, payload);
    if (!reading.ok) return reading.answer;
    return { draft: { ...said, kind: "request_user_info", elements: reading.value.elements }, uploadId: null };
  }
  if (type !== "list" && type !== "button") return refuse(-233);
  if (!settings.acceptInteractive)
    return settings.interactiveRefusal === -201 ? invalid("template_type") : refuse(-233);
  if (type === "list") {
    const reading = readBody(templates.list, payload);
    return reading.ok ? { draft: { ...said, kind: "list", ...reading.value }, uploadId: null } : reading.answer;
  }
  const reading = readBody(templates.button, payload);
  if (!reading.ok) return reading.answer;
  return said.text === "" ? invalid("text") : { draft: { ...said, kind: "buttons", ...reading.value }, uploadId: null };
}

function readMedia(payload: Record<string, unknown>, said: Draft): Reading | Answer {
  const reading = readBody(templates.media, payload);
  if (!reading.ok) return reading.answer;
  const element = reading.value.elements[0]!;
  const kind = element.media_type;
  if (kind === "sticker")
    return { draft: { ...said, kind, media: { stickerId: element.attachment_id ?? "" } }, uploadId: null };
  const media = element.url === undefined ? null : { url: element.url };
  return { draft: { ...said, kind, media }, uploadId: element.attachment_id ?? null };
}

/** Puts the uploaded file into the draft; unknown is an invalid field, older than seven days is -100. */
function attachUpload({ media }: Platform, { draft, uploadId }: Reading): Answer | null {
  if (uploadId === null) return null;
  const upload = media.find(uploadId);
  if (upload === null || upload.kind !== draft.kind) return invalid(draft.kind === "file" ? "token" : "attachment_id");
  if (media.expired(upload)) return refuse(-100);
  const { name, checksum } = upload;
  draft.media = { url: media.url(upload), name, checksum, size: upload.bytes.length, type: upload.contentType };
  return null;
}

function recipientOf(
  world: World,
  recipient: { user_id?: string | undefined; message_id?: string | undefined },
): Person | null {
  const id = recipient.user_id ?? incoming(world, recipient.message_id ?? "");
  return world.people.get(id) ?? null;
}

function incoming(world: World, messageId: string): string {
  const message = world.messages.get(messageId);
  return message?.from === "person" ? message.personId : "";
}
