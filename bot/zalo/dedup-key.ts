// The name under which an event is stored once, however often it is delivered. Works on any JSON object, known event or not.
import { createHash } from "node:crypto";
import { clean } from "../../foundation/vietnamese.ts";

/** Longer keys are replaced by their hash: a "seen" event lists every message, and an index entry must stay short. */
const LONGEST = 300;

/**
 * `event_name|msg_id` for what concerns one message, `event_name|sorted msg_ids` for "seen",
 * otherwise `event_name|oa_id|subject id|timestamp`.
 */
export function dedupKey(event: unknown): string {
  const name = at(event, "event_name");
  const key = clean(`${name}|${identity(event)}`);
  if (key.length <= LONGEST) return key;
  return `${clean(name).slice(0, 100)}|sha256:${createHash("sha256").update(key).digest("hex")}`;
}

function identity(event: unknown): string {
  const messageId = at(event, "message", "msg_id") || at(event, "msg_id");
  if (messageId) return messageId;
  const messageIds = property(property(event, "message"), "msg_ids");
  if (Array.isArray(messageIds) && messageIds.length > 0) return messageIds.map(idText).sort().join(",");
  const oaId = at(event, "oa_id") || at(event, "oaId") || at(event, "recipient", "id");
  return `${oaId}|${subject(event)}|${at(event, "timestamp")}`;
}

function subject(event: unknown): string {
  return (
    at(event, "user_id") ||
    at(event, "follower", "id") ||
    at(event, "sender", "id") ||
    at(event, "data", "user_id") ||
    at(event, "phone") ||
    at(event, "call_id") ||
    at(event, "template_id") ||
    at(event, "extension_id") ||
    at(event, "tag", "name")
  );
}

function at(json: unknown, ...path: string[]): string {
  return idText(path.reduce(property, json));
}

function property(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null ? (json as Record<string, unknown>)[name] : undefined;
}

function idText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
