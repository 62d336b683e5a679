// What the rest of the program sees of a Zalo event: one shape a kind, ids as strings, texts cleaned, directions resolved.
import type { Attachment } from "./attachments.ts";

interface Envelope {
  eventName: string;
  appId: string | null;
  oaId: string | null;
  /** The person's id within this OA (uid); null where the event has none, as for visitors of a web page. */
  personId: string | null;
  /** Epoch milliseconds; null when absent or unreadable, as in the console's test event. */
  timestamp: number | null;
  dedupKey: string;
}

/** An event about a certain person. */
interface PersonEnvelope extends Envelope {
  personId: string;
}

export type MessageContent =
  | "text"
  | "image"
  | "gif"
  | "link"
  | "audio"
  | "video"
  | "sticker"
  | "location"
  | "file"
  | "card";

/** A person wrote or sent something. A pressed button or menu item arrives as content "text" with the button's payload. */
export interface MessageEvent extends PersonEnvelope {
  kind: "message";
  content: MessageContent;
  msgId: string | null;
  /** "" when there is none. */
  text: string;
  quoteMsgId: string | null;
  attachments: Attachment[];
  /** Not written but spoken, and heard by a speech service (bot/hear-voices.ts). */
  heard?: true;
}

/** The copy of a message that this OA sent through the API. */
export interface EchoEvent extends PersonEnvelope {
  kind: "echo";
  msgId: string | null;
  /** "" where Zalo's copy has none, as for pictures and lists. */
  text: string;
}

/** An officer wrote to the person from Zalo's own chat tool. */
export interface TakeoverEvent extends PersonEnvelope {
  kind: "takeover";
  msgId: string | null;
  adminId: string;
}

export interface FollowEvent extends PersonEnvelope {
  kind: "follow" | "unfollow";
  source: string | null;
}

/** The person opened the chat for the first time without writing. */
export interface ChatNowEvent extends PersonEnvelope {
  kind: "chatnow";
}

/** The person exercised data-subject rights: the copies held about them must be erased. */
export interface WithdrawEvent extends PersonEnvelope {
  kind: "withdraw";
}

/** What a person gave when asked by a request_user_info message; null for what was not given. */
export interface SubmittedInfo {
  name: string | null;
  phone: string | null;
  /** As Zalo writes it, "dd/mm/yyyy". */
  birth: string | null;
  gender: string | null;
  city: string | null;
  district: string | null;
  ward: string | null;
  address: string | null;
}

export interface SubmitInfoEvent extends PersonEnvelope {
  kind: "submit-info";
  info: SubmittedInfo;
}

/** Messages of ours reached the phone (`received`) or were opened (`seen`). No person for template messages sent by phone number. */
export interface StatusEvent extends Envelope {
  kind: "received" | "seen";
  msgIds: string[];
}

export interface ReactionEvent extends PersonEnvelope {
  kind: "reaction";
  msgId: string | null;
  icon: string;
}

export type NoticeFamily =
  | "oa"
  | "profile"
  | "tag"
  | "widget"
  | "anonymous"
  | "call"
  | "template"
  | "group"
  | "extension";

/** A known event with nothing to do for the bot; `detail` holds its documented fields. */
export interface NoticeEvent extends Envelope {
  kind: "notice";
  family: NoticeFamily;
  detail: Record<string, unknown>;
}

export type ZaloEvent =
  | MessageEvent
  | EchoEvent
  | TakeoverEvent
  | FollowEvent
  | ChatNowEvent
  | WithdrawEvent
  | SubmitInfoEvent
  | StatusEvent
  | ReactionEvent
  | NoticeEvent;

export type EventReading =
  | { status: "read"; event: ZaloEvent }
  | { status: "unknown"; eventName: string; dedupKey: string }
  | { status: "malformed"; reason: string };

export type { Envelope, PersonEnvelope };
