// What could not be handled or sent and now waits for an operator: looked at, mended elsewhere, and put back in line.
import { appendAudit } from "./audit.ts";
import type { Queries, Store } from "./store.ts";

/** An event or message that was given up. Its words stay sealed. */
export interface DeadLetter {
  /** "in-12" for an event that could not be handled, "out-7" for a message that Zalo did not take. */
  id: string;
  /** The event's name, or "message". */
  kind: string;
  since: Date;
  attempts: number;
  fault: string;
}

/** The oldest `limit` dead letters of both directions; those whose words are gone (erased) can never go again and are none. */
export async function listDeadLetters({ client }: { client: Queries }, limit: number): Promise<DeadLetter[]> {
  return client.$queryRaw<DeadLetter[]>`
    SELECT 'in-' || id AS id, event_name AS kind, received_at AS since, attempts, coalesce(fault, '') AS fault
    FROM inbound_event WHERE state = 'dead' AND event_sealed IS NOT NULL
    UNION ALL
    SELECT 'out-' || id, 'message', created_at, attempts, coalesce(fault, '') FROM outbound_message WHERE state = 'dead' AND body_sealed IS NOT NULL
    ORDER BY since, id LIMIT ${limit}`;
}

/** How many there are in both directions. */
export async function countDeadLetters({ client }: { client: Queries }): Promise<number> {
  const [row] = await client.$queryRaw<[{ dead: bigint }]>`
    SELECT (SELECT count(*) FROM inbound_event WHERE state = 'dead' AND event_sealed IS NOT NULL)
      + (SELECT count(*) FROM outbound_message WHERE state = 'dead' AND body_sealed IS NOT NULL) AS dead`;
  return Number(row.dead);
}

/** Puts a dead letter back in line as if it were new; false when no letter of that id is dead. */
export function requeueDeadLetter({ client }: Store, id: string, by: { actor: string; now: Date }): Promise<boolean> {
  return client.$transaction((tx) => requeueWithin(tx, id, by));
}

/** The same in an open transaction. */
export async function requeueWithin(tx: Queries, id: string, by: { actor: string; now: Date }): Promise<boolean> {
  const [, direction, digits] = /^(in|out)-(\d{1,18})$/.exec(id) ?? [];
  if (direction === undefined || digits === undefined) return false;
  const row = BigInt(digits);
  const changed =
    direction === "in"
      ? await tx.$executeRaw`UPDATE inbound_event SET state = 'waiting', attempts = 0, ready_at = ${by.now} WHERE id = ${row} AND state = 'dead' AND event_sealed IS NOT NULL`
      : await tx.$executeRaw`UPDATE outbound_message SET state = 'waiting', attempts = 0, ready_at = ${by.now} WHERE id = ${row} AND state = 'dead' AND body_sealed IS NOT NULL`;
  if (changed === 0) return false;
  await appendAudit(tx, [{ actor: by.actor, action: "dead-letter-requeued", subject: id, detail: {} }], by.now);
  return true;
}
