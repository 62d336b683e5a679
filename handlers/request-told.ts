// What the one who asked for an officer hears: that somebody took it, what the officer writes, that it is closed.
import type { Request } from "../registry/requests/request.ts";
import type { Notice } from "./handler.ts";

/** An officer reads along now. */
export function takenNotices({ accountId }: Request): Notice[] {
  return [{ accountId, replies: [{ key: "talk-to-officer:taken" }] }];
}

/** The officer's own words. */
export function writtenNotices({ accountId }: Request, text: string): Notice[] {
  return [{ accountId, replies: [{ key: "talk-to-officer:from-officer", values: { text } }] }];
}

/** The bot answers again. */
export function closedNotices({ accountId }: Request): Notice[] {
  const choices = [{ key: "fallback:menu", payload: "#menu" as const }];
  return [{ accountId, replies: [{ key: "talk-to-officer:closed-by-officer", choices }] }];
}
