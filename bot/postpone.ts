// A message that could not be handled is tried again later, longer and longer; after the last try it lies with the dead
// letters for an operator, and the person is told. Nobody is met with silence.
import { describeFault } from "../foundation/errors.ts";
import { failEvent, type WaitingEvent } from "../registry/inbox.ts";
import { addMessages } from "../registry/outbox.ts";
import type { Queries } from "../registry/store.ts";
import { letters } from "./letter.ts";
import type { Road } from "./road.ts";

const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1_000;

/** Puts one event off, whose step alone was tried and rolled back; to the dead letters after its last attempt. */
export async function postpone(road: Road, tx: Queries, event: WaitingEvent, fault: unknown): Promise<void> {
  const { store, clock, metrics, log, texts } = road;
  const now = clock.now();
  const attempt = event.attempts + 1;
  const dead = attempt >= MOST_ATTEMPTS;
  const description = describeFault(fault);
  const readyAt = new Date(now.getTime() + FIRST_PAUSE_MS * 4 ** (attempt - 1));
  if (!(await failEvent(tx, event.id, { fault: description, readyAt, dead }))) return;
  metrics.turnFaults.inc({ dead: String(dead) });
  log.error(
    { event: String(event.id), eventName: event.eventName, attempt, dead, fault: description },
    "an event could not be handled",
  );
  if (!dead) return;
  const sorry = letters([{ text: texts.say("vi", "chat:sorry"), choices: [] }], "message");
  await addMessages(
    tx,
    store,
    sorry.map((body) => ({ accountId: event.accountId, inReplyTo: event.id, body })),
    now,
  );
}
