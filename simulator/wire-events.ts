// The JSON bodies Zalo posts to a webhook (zalo-oa-api §1.5 to §1.9). Ids and timestamps are strings, as on the wire.
import type { Settings } from "./settings.ts";
import type { ChatMessage, Media, Person } from "./world.ts";

/** One event, ready to be signed. */
export interface WireEvent {
  event_name: string;
  timestamp?: string;
  [field: string]: unknown;
}

type Scene = Pick<Settings, "appId" | "oaId" | "clock">;

/** user_send_*: a person wrote to the OA. */
export function personMessageEvent(scene: Scene, person: Person, message: ChatMessage): WireEvent {
  return {
    app_id: scene.appId,
    sender: { id: person.id },
    user_id_by_app: person.idByApp,
    recipient: { id: scene.oaId },
    event_name: message.kind === "card" ? "user_send_business_card" : `user_send_${message.kind}`,
    message: {
      ...(message.quoteId === null ? {} : { quote_msg_id: message.quoteId }),
      ...(message.text === "" ? {} : { text: message.text }),
      msg_id: message.id,
      ...(message.media === null ? {} : { attachments: [attachmentOf(message)] }),
    },
    timestamp: stamp(scene),
  };
}

/** oa_send_*: the OA wrote to a person; `admin_id` only when a human did it in the OA tool. */
export function echoEvent(scene: Scene, person: Person, message: ChatMessage): WireEvent {
  return {
    app_id: scene.appId,
    sender: { id: scene.oaId, ...(message.adminId === null ? {} : { admin_id: message.adminId }) },
    user_id_by_app: person.idByApp,
    recipient: { id: person.id },
    event_name: `oa_send_${ECHO_KIND[message.kind] ?? "text"}`,
    message: {
      ...(message.text === "" ? {} : { text: message.text }),
      msg_id: message.id,
      ...(message.media === null ? {} : { attachments: [attachmentOf(message)] }),
    },
    timestamp: stamp(scene),
  };
}

const ECHO_KIND: Partial<Record<ChatMessage["kind"], string>> = {
  image: "image",
  gif: "gif",
  sticker: "sticker",
  file: "file",
  list: "list",
  buttons: "list",
  request_user_info: "list",
  template: "list",
};

/** user_received_message: it reached the person's phone. The sender is the OA (the reading most consumers rely on). */
export function receivedEvent(scene: Scene, person: Person, messageId: string): WireEvent {
  return statusEvent(scene, person, "user_received_message", { msg_id: messageId });
}

/** user_seen_message: the person had these on the screen. */
export function seenEvent(scene: Scene, person: Person, messageIds: string[]): WireEvent {
  return statusEvent(scene, person, "user_seen_message", { msg_ids: messageIds });
}

/** user_reacted_message: the person put an icon on a message of the OA. */
export function reactedEvent(scene: Scene, person: Person, messageId: string, icon: string): WireEvent {
  return {
    ...statusEvent(scene, person, "user_reacted_message", { msg_id: messageId, react_icon: icon }),
    sender: { id: person.id },
    recipient: { id: scene.oaId },
  };
}

/** follow, unfollow. */
export function followEvent(scene: Scene, person: Person, eventName: "follow" | "unfollow", source: string): WireEvent {
  return {
    oa_id: scene.oaId,
    follower: { id: person.id },
    user_id_by_app: person.idByApp,
    event_name: eventName,
    source,
    app_id: scene.appId,
    timestamp: stamp(scene),
  };
}

/** user_click_chatnow and user_withdraw, which name the person as `user_id`. */
export function personEvent(
  scene: Scene,
  person: Person,
  eventName: "user_click_chatnow" | "user_withdraw",
): WireEvent {
  return {
    oa_id: scene.oaId,
    user_id: person.id,
    user_id_by_app: person.idByApp,
    app_id: scene.appId,
    event_name: eventName,
    timestamp: stamp(scene),
  };
}

/** user_submit_info: the answer to request_user_info. */
export function submitInfoEvent(scene: Scene, person: Person, info: Record<string, unknown>): WireEvent {
  return {
    app_id: scene.appId,
    sender: { id: person.id },
    recipient: { id: scene.oaId },
    event_name: "user_submit_info",
    info,
    timestamp: stamp(scene),
  };
}

/** add_user_to_tag, remove_user_from_tag, remove_tag. */
export function tagEvent(scene: Scene, eventName: string, name: string, people: Person[]): WireEvent {
  const members = people.length === 0 ? {} : { user_ids: people.map((person) => person.id) };
  return {
    oa_id: scene.oaId,
    app_id: scene.appId,
    event_name: eventName,
    tag: { name, ...members },
    timestamp: stamp(scene),
  };
}

function statusEvent(scene: Scene, person: Person, eventName: string, message: Record<string, unknown>): WireEvent {
  return {
    app_id: scene.appId,
    sender: { id: scene.oaId },
    recipient: { id: person.id },
    event_name: eventName,
    message,
    timestamp: stamp(scene),
  };
}

function attachmentOf(message: ChatMessage): { type: string; payload: Record<string, unknown> } {
  const media = message.media ?? {};
  // A business card travels as a link whose description is a JSON text.
  const type = message.kind === "card" ? "link" : message.kind;
  return { type, payload: payloadOf(message.kind, media) };
}

function payloadOf(kind: ChatMessage["kind"], media: Media): Record<string, unknown> {
  const { url, thumbnail, description, name, size, type, checksum, stickerId, latitude, longitude } = media;
  switch (kind) {
    case "location":
      return { coordinates: { latitude, longitude } };
    case "sticker":
      return { id: stickerId, url };
    case "file":
      return { url, name, size: String(size ?? 0), type, checksum };
    case "audio":
      return { url };
    case "image":
    case "gif":
      return { thumbnail: thumbnail ?? url, url };
    default:
      return { thumbnail, url, description };
  }
}

function stamp(scene: Scene): string {
  return String(scene.clock.now().getTime());
}
