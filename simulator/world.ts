// Everything the simulated Zalo remembers about people and what was said: plain data, in memory, gone with the process.
import { createHash, randomBytes, randomInt } from "node:crypto";
import type { CastMember } from "./settings.ts";

/** A button as Zalo's API takes it. */
export interface Button {
  title: string;
  type: string;
  payload?: unknown;
  image_icon?: string | undefined;
}

/** A row of a list template. */
interface ListElement {
  title: string;
  subtitle?: string | undefined;
  image_url?: string | undefined;
  default_action?: Record<string, unknown> | undefined;
}

/** What a message carries besides text; which fields are filled depends on the message's kind. */
export interface Media {
  url?: string;
  thumbnail?: string;
  description?: string;
  name?: string;
  /** Bytes. */
  size?: number;
  /** Extension or content type. */
  type?: string;
  checksum?: string;
  stickerId?: string;
  latitude?: string;
  longitude?: string;
}

/** Kinds of message in a conversation, seen from the chat. */
export type MessageKind =
  | ("text" | "image" | "gif" | "sticker" | "file" | "link" | "audio" | "video" | "location" | "card")
  | ("buttons" | "list" | "request_user_info" | "template");

/** What is said, before it has an id and an hour. */
export interface Draft {
  kind: MessageKind;
  text: string;
  media: Media | null;
  buttons: Button[];
  elements: ListElement[];
  quoteId: string | null;
}

/** One message of a conversation between a person and the OA. */
export interface ChatMessage extends Draft {
  id: string;
  personId: string;
  from: "person" | "oa";
  /** Epoch milliseconds. */
  at: number;
  /** The officer who wrote it in the OA tool; null for messages of people and of the bot. */
  adminId: string | null;
  /** Pressed through a button of type oa.query.hide: sent, but not shown in the chat. */
  hidden: boolean;
  seen: boolean;
  reactions: string[];
}

/** A Zalo user as this OA knows them. */
export interface Person {
  id: string;
  idByApp: string;
  name: string;
  role: CastMember["role"];
  follower: boolean;
  /** Epoch milliseconds of the last interaction; null when they never interacted. */
  lastInteraction: number | null;
  blocked: boolean;
  /** Banned or away from Zalo for more than 45 days. */
  inactive: boolean;
  /** Their chat with the OA is on their screen, so what arrives is seen at once. */
  open: boolean;
  alias: string;
  externalId: string;
  tags: Set<string>;
  sharedInfo: Record<string, string | number>;
  messages: ChatMessage[];
}

/** The memory itself. */
export interface World {
  people: Map<string, Person>;
  messages: Map<string, ChatMessage>;
  tags: Set<string>;
}

/** An empty world. */
export function createWorld(): World {
  return { people: new Map(), messages: new Map(), tags: new Set() };
}

/** The person with this id, made on first use. */
export function personOf(world: World, id: string, cast: Partial<CastMember> = {}): Person {
  const known = world.people.get(id);
  if (known) return known;
  const person: Person = {
    id,
    idByApp: digits(createHash("sha256").update(`by-app:${id}`).digest("hex")),
    name: cast.name ?? id,
    role: cast.role ?? "citizen",
    follower: false,
    lastInteraction: null,
    blocked: false,
    inactive: false,
    open: false,
    alias: "",
    externalId: "",
    tags: new Set(),
    sharedInfo: {},
    messages: [],
  };
  world.people.set(id, person);
  return person;
}

/** A draft of one kind with nothing in it but what is given. */
export function draftOf(kind: MessageKind, content: Partial<Draft> = {}): Draft {
  return { kind, text: "", media: null, buttons: [], elements: [], quoteId: null, ...content };
}

/** Writes a message into the conversation and gives it an id of 20 hexadecimal digits, as Zalo does. */
export function remember(
  world: World,
  draft: Draft,
  place: Pick<ChatMessage, "personId" | "from" | "at"> & Partial<ChatMessage>,
): ChatMessage {
  const message: ChatMessage = {
    id: randomBytes(10).toString("hex"),
    adminId: null,
    hidden: false,
    seen: false,
    reactions: [],
    ...draft,
    ...place,
  };
  personOf(world, message.personId).messages.push(message);
  world.messages.set(message.id, message);
  return message;
}

/** A fresh user id: 19 digits, beyond what a JavaScript number can hold, as real ones are. */
export function freshPersonId(): string {
  return `7${Array.from({ length: 18 }, () => randomInt(10)).join("")}`;
}

function digits(hex: string): string {
  return BigInt(`0x${hex}`).toString().slice(0, 19);
}
