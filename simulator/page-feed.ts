// How the simulator's state looks to the chat page, and the stream (server-sent events) that keeps the page up to date.
import type { Request, Response } from "express";
import type { Change } from "./feed.ts";
import type { Platform } from "./platform.ts";
import type { ChatMessage, Person } from "./world.ts";

const HEARTBEAT_MS = 25_000;

/** A person, without their messages. */
export function viewPerson(person: Person): object {
  const { id, name, role, follower, blocked } = person;
  return { id, name, role, follower, blocked };
}

/** A message; addresses of our own files become relative, so the page may show them wherever it is mounted. */
export function viewMessage({ settings }: Platform, message: ChatMessage): object {
  const own = `${settings.baseUrl}/`;
  const url = message.media?.url;
  if (url === undefined || !url.startsWith(own)) return message;
  return { ...message, media: { ...message.media, url: url.slice(own.length) } };
}

/** The orders of trouble in force, and how the webhook fares. */
export function viewTrouble({ faults, settings, webhook }: Platform): object {
  return {
    orders: faults.list(),
    acceptInteractive: settings.acceptInteractive,
    webhook: { delivered: webhook.delivered, pending: webhook.pending.size, disabled: webhook.disabled },
  };
}

/** Sends every change as one server-sent event until the page goes away. */
export function streamFeed(platform: Platform, request: Request, response: Response): void {
  response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  response.flushHeaders();
  response.write("retry: 1000\n\n");
  const stop = platform.feed.watch((change) =>
    response.write(`data: ${JSON.stringify(viewChange(platform, change))}\n\n`),
  );
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  request.on("close", () => {
    clearInterval(heartbeat);
    stop();
  });
}

function viewChange(platform: Platform, change: Change): object {
  switch (change.kind) {
    case "message":
    case "message-changed":
      return { kind: "message", message: viewMessage(platform, change.message) };
    case "person":
      return { kind: "person", person: viewPerson(change.person) };
    default:
      return { kind: "trouble", trouble: viewTrouble(platform) };
  }
}
