// The machine as its operator sees it: what waits, what was given up, how old Zalo's token is. No words of anybody.

import { type DeadLetter, listDeadLetters, requeueWithin } from "../dead-letters.ts";
import { actorMark, type Desk, may } from "../desk.ts";
import { inboxDepth } from "../inbox.ts";
import { outboxDepth } from "../outbox.ts";

/** How the machine stands. */
export interface SystemState {
  inbox: Awaited<ReturnType<typeof inboxDepth>>;
  outbox: Awaited<ReturnType<typeof outboxDepth>>;
  deadLetters: DeadLetter[];
  /** When each account's token was last renewed. */
  tokens: { oaId: string; updatedAt: Date }[];
}

const MOST = 50;

/** How it stands now; null without the right. */
export async function systemState(desk: Desk): Promise<SystemState | null> {
  if (!may(desk, "system.operate")) return null;
  const client = { client: desk.tx };
  return {
    inbox: await inboxDepth(client),
    outbox: await outboxDepth(client),
    deadLetters: await listDeadLetters(client, MOST),
    tokens: await desk.tx.zaloToken.findMany({ select: { oaId: true, updatedAt: true } }),
  };
}

/** Puts a dead letter back in line; false when there is none of this id, or without the right. */
export async function requeueFrom(desk: Desk, id: string): Promise<boolean> {
  return may(desk, "system.operate") && requeueWithin(desk.tx, id, { actor: actorMark(desk), now: desk.now });
}
