// A webhook body to an event the program understands. Never throws: what cannot be read is a value that says why.
import type { z } from "zod";
import { readAttachments } from "./attachments.ts";
import { dedupKey } from "./dedup-key.ts";
import {
  aboutUserShape,
  envelopeShape,
  followShape,
  oaMessageShape,
  reactionShape,
  statusShape,
  submitInfoShape,
  userMessageShape,
} from "./event-shapes.ts";
import type { Envelope, EventReading, MessageContent, ZaloEvent } from "./event-types.ts";
import { noticeShape } from "./notice-shapes.ts";

/** What every event shares, before the parties are known. */
type Base = Omit<Envelope, "personId" | "oaId">;
type Reader = (json: unknown, base: Base, knownOaId: string) => ZaloEvent | z.ZodError;

/**
 * Reads one webhook body (parsed by readJson). `knownOaId` decides who is who in received and seen events, where Zalo's own
 * samples disagree; without it the OA is taken to be the sender.
 */
export function readEvent(json: unknown, knownOaId = ""): EventReading {
  const envelope = envelopeShape.safeParse(json);
  if (!envelope.success) return { status: "malformed", reason: explain(envelope.error) };
  const { event_name: eventName, app_id: appId, timestamp } = envelope.data;
  const base: Base = { eventName, appId, timestamp: milliseconds(timestamp), dedupKey: dedupKey(json) };
  const reader = readerOf(eventName);
  if (!reader) return { status: "unknown", eventName, dedupKey: base.dedupKey };
  const event = reader(json, base, knownOaId);
  return "kind" in event ? { status: "read", event } : { status: "malformed", reason: explain(event) };
}

const looseEnvelope = envelopeShape.partial();

/** The two values of the body that the seal covers, as strings; "" where absent (the console's test event has no timestamp). */
export function sealedFields(json: unknown): { appId: string; timestamp: string } {
  const fields = looseEnvelope.safeParse(json).data;
  return { appId: fields?.app_id ?? "", timestamp: fields?.timestamp ?? "" };
}

function reader<S extends z.ZodType>(
  shape: S,
  build: (wire: z.infer<S>, base: Base, knownOaId: string) => ZaloEvent,
): Reader {
  return (json, base, knownOaId) => {
    const parsed = shape.safeParse(json);
    return parsed.success ? build(parsed.data, base, knownOaId) : parsed.error;
  };
}

/** Nobody can write so much in Zalo: more would only keep everybody else waiting. */
const LONGEST_TEXT = 10_000;

const messageOf = (content: MessageContent): Reader =>
  reader(userMessageShape, ({ sender, recipient, message, attachments }, base) => ({
    ...base,
    kind: "message",
    content,
    personId: sender.id,
    oaId: recipient?.id ?? null,
    msgId: message?.msg_id ?? null,
    text: (message?.text ?? "").slice(0, LONGEST_TEXT),
    quoteMsgId: message?.quote_msg_id ?? null,
    attachments: readAttachments(message?.attachments ?? attachments),
  }));

const oaMessage = reader(oaMessageShape, ({ sender, recipient, message }, base) => {
  const common = { ...base, personId: recipient.id, oaId: sender.id, msgId: message?.msg_id ?? null };
  return sender.admin_id === null
    ? { ...common, kind: "echo", text: message?.text ?? "" }
    : { ...common, kind: "takeover", adminId: sender.admin_id };
});

const statusOf = (kind: "received" | "seen"): Reader =>
  reader(statusShape, ({ sender, recipient, message }, base, knownOaId) => {
    const [from, to] = [sender?.id ?? null, recipient?.id ?? null];
    const personSent = knownOaId !== "" && to === knownOaId;
    const msgIds = message.msg_ids ?? (message.msg_id === null ? [] : [message.msg_id]);
    return { ...base, kind, personId: personSent ? from : to, oaId: personSent ? to : from, msgIds };
  });

const followOf = (kind: "follow" | "unfollow"): Reader =>
  reader(followShape, ({ oa_id, follower, source }, base) => ({
    ...base,
    kind,
    personId: follower.id,
    oaId: oa_id,
    source,
  }));

const aboutUser = (kind: "chatnow" | "withdraw"): Reader =>
  reader(aboutUserShape, ({ oa_id, user_id }, base) => ({ ...base, kind, personId: user_id, oaId: oa_id }));

const submitInfo = reader(submitInfoShape, ({ sender, recipient, info }, base) => ({
  ...base,
  kind: "submit-info",
  personId: sender.id,
  oaId: recipient.id,
  info: {
    name: info.name,
    phone: info.phone,
    birth: info.user_dob,
    gender: info.gender,
    city: info.full_address?.user_city ?? info.city,
    district: info.district,
    ward: info.full_address?.user_ward ?? info.ward,
    address: info.full_address?.user_address ?? info.address,
  },
}));

const reaction = reader(reactionShape, ({ sender, recipient, message }, base) => ({
  ...base,
  kind: "reaction",
  personId: sender.id,
  oaId: recipient.id,
  msgId: message.msg_id,
  icon: message.react_icon,
}));

const READERS: Readonly<Record<string, Reader>> = {
  user_send_text: messageOf("text"),
  user_send_image: messageOf("image"),
  user_send_gif: messageOf("gif"),
  user_send_link: messageOf("link"),
  user_send_audio: messageOf("audio"),
  user_send_video: messageOf("video"),
  user_send_sticker: messageOf("sticker"),
  user_send_location: messageOf("location"),
  user_send_file: messageOf("file"),
  user_send_business_card: messageOf("card"),
  oa_send_text: oaMessage,
  oa_send_image: oaMessage,
  oa_send_gif: oaMessage,
  oa_send_list: oaMessage,
  oa_send_file: oaMessage,
  oa_send_sticker: oaMessage,
  user_received_message: statusOf("received"),
  user_seen_message: statusOf("seen"),
  user_reacted_message: reaction,
  follow: followOf("follow"),
  unfollow: followOf("unfollow"),
  user_click_chatnow: aboutUser("chatnow"),
  user_withdraw: aboutUser("withdraw"),
  user_submit_info: submitInfo,
};

function readerOf(eventName: string): Reader | null {
  if (Object.hasOwn(READERS, eventName)) return READERS[eventName] ?? null;
  const known = noticeShape(eventName);
  // Any other message of the OA: an officer's picture or video must pause the bot as well as an officer's text.
  if (!known) return eventName.startsWith("oa_send_") ? oaMessage : null;
  return reader(known.shape, (detail, base) => ({
    ...base,
    kind: "notice",
    family: known.family,
    personId: null,
    oaId: null,
    detail,
  }));
}

function milliseconds(timestamp: string | null): number | null {
  const value = timestamp !== null && /^\d+$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/** Where and what is wrong, without the values: they may be personal. */
function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.code}`).join("; ");
}
