// The door of the process: who is inside, and how it is shut without shutting it in anybody's face.
import type { Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface Door {
  /** False from the moment the process was told to stop: /readyz says so, and whoever sends people here stops. */
  open(): boolean;
  /** Lets people in for `noticeMs` more, then nobody; resolves when all that were let in are answered, or after `LONGEST_MS`. */
  shut(noticeMs: number): Promise<void>;
}

/** Longer than any request should take; one that takes longer is cut off and its transaction rolled back. */
const LONGEST_MS = 10_000;

/** Must see the server before its first request. */
export function watchDoor(server: Server): Door {
  let open = true;
  const inside = new Set<ServerResponse>();
  let somebodyLeft = () => {};
  server.prependListener("request", (_, response) => {
    inside.add(response);
    if (!open) response.setHeader("Connection", "close"); // a second request on it would find nobody
    response.once("close", () => {
      inside.delete(response);
      somebodyLeft();
    });
  });
  return {
    open: () => open,
    async shut(noticeMs) {
      open = false;
      if (noticeMs > 0) await sleep(noticeMs);
      server.close();
      server.closeIdleConnections();
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, LONGEST_MS);
        somebodyLeft = () => {
          if (![...inside].every(isFeed)) return;
          clearTimeout(late);
          resolve();
        };
        somebodyLeft();
      });
    },
  };
}

/** The chat page of the simulator listens for as long as it is open. */
function isFeed(response: ServerResponse): boolean {
  return String(response.getHeader("Content-Type")).startsWith("text/event-stream");
}
