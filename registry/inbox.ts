// Events from Zalo, stored before they are answered 200. The unique `dedup_key` is the gate against redelivery; events
// that arrive while an insert is under way, or shortly after it, share the next one (group commit).
import { setTimeout as sleep } from "node:timers/promises";
import type { Queries, Store } from "./store.ts";
import { rows } from "./store.ts";
import { tooFarAhead } from "./store-time.ts";

/** An event to store: `event` is kept sealed and handed back as it was. */
export interface ArrivingEvent {
  dedupKey: string;
  eventName: string;
  accountId: string;
  occurredAt: Date;
  receivedAt: Date;
  event: unknown;
}

/** A stored event taken for handling. */
export interface WaitingEvent {
  id: bigint;
  accountId: string;
  eventName: string;
  occurredAt: Date;
  receivedAt: Date;
  attempts: number;
  event: unknown;
}

export interface Inbox {
  /** Resolves when the event is safely stored: true if it is new, false if it was there already. Rejects if the store fails. */
  accept(event: ArrivingEvent): Promise<boolean>;
}

const MOST_PER_INSERT = 200;
/** After an insert the next one waits this long for company; a lone event is stored at once. */
const GATHER_MS = 5;

/** @param arrived called after each commit that stored something new */
export function createInbox(store: Store, arrived: () => void): Inbox {
  let queue: { event: ArrivingEvent; settle: (stored: boolean) => void; fail: (fault: unknown) => void }[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, MOST_PER_INSERT);
      queue = queue.slice(MOST_PER_INSERT);
      try {
        const stored = await insert(
          store,
          batch.map((entry) => entry.event),
        );
        for (const { event, settle } of batch) settle(stored.delete(event.dedupKey));
        arrived();
      } catch (fault) {
        for (const { fail } of batch) fail(fault);
      }
      if (queue.length < MOST_PER_INSERT) await sleep(GATHER_MS);
    }
    busy = false;
  }

  return {
    accept: (event) =>
      new Promise((settle, fail) => {
        queue.push({ event, settle, fail });
        if (!busy) void drain();
      }),
  };
}

async function insert(store: Store, events: ArrivingEvent[]): Promise<Set<string>> {
  const list = events.map(({ event, ...row }) => ({ ...row, sealed: store.seal.seal(JSON.stringify(event)) }));
  const stored = await store.client.$queryRaw<{ dedup_key: string }[]>`
    INSERT INTO inbound_event (dedup_key, event_name, account_id, event_sealed, occurred_at, received_at, ready_at)
    SELECT e."dedupKey", e."eventName", e."accountId", e.sealed, e."occurredAt", e."receivedAt", e."receivedAt"
    FROM jsonb_to_recordset(${rows(list)}::jsonb) AS e("dedupKey" text, "eventName" text, "accountId" text, sealed text,
      "occurredAt" timestamptz, "receivedAt" timestamptz)
    ON CONFLICT (dedup_key) DO NOTHING
    RETURNING dedup_key`;
  return new Set(stored.map((row) => row.dedup_key));
}

/** How long a person's messages are gathered before they are handled: Zalo promises no order, so what arrives together is put in the order it was written. */
export interface Settling {
  quietMs: number;
  longestMs: number;
}

/**
 * Takes the first `perPerson` waiting events of up to `people` persons and locks those persons until the transaction ends, so that one
 * person is handled by one process, in order; whoever is locked already is passed over. Ordered by person, then by when it happened.
 */
export async function takeWaiting(
  tx: Queries,
  store: Store,
  options: { people: number; perPerson: number; now: Date; settling: Settling },
): Promise<WaitingEvent[]> {
  const { people, perPerson, now, settling } = options;
  const quietSince = new Date(now.getTime() - settling.quietMs);
  const oldest = new Date(now.getTime() - settling.longestMs);
  // Row locks make PostgreSQL look at the newest version of a row: an event that another process has just handled drops out.
  const taken = await tx.$queryRaw<TakenRow[]>`
    WITH front AS (SELECT id, account_id, ready_at, received_at FROM inbound_event WHERE state = 'waiting' ORDER BY id LIMIT 1000),
    ripe AS MATERIALIZED (
      SELECT account_id, min(id) AS first FROM front GROUP BY account_id
      HAVING bool_and(ready_at <= ${now}) AND (max(received_at) <= ${quietSince} OR min(received_at) <= ${oldest})
        OR max(received_at) > ${tooFarAhead(now)}
      ORDER BY first),
    locked AS MATERIALIZED (SELECT account_id FROM ripe WHERE pg_try_advisory_xact_lock(hashtextextended(account_id, 1)) LIMIT ${people})
    SELECT e.id, e.account_id, e.event_name, e.occurred_at, e.received_at, e.attempts, e.event_sealed
    FROM locked CROSS JOIN LATERAL (
      SELECT * FROM inbound_event i WHERE i.account_id = locked.account_id AND i.state = 'waiting'
      ORDER BY i.occurred_at, i.id LIMIT ${perPerson} FOR UPDATE) e
    ORDER BY e.account_id, e.occurred_at, e.id`;
  return taken.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    eventName: row.event_name,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    attempts: row.attempts,
    event: JSON.parse(store.seal.open(row.event_sealed)),
  }));
}

interface TakenRow {
  id: bigint;
  account_id: string;
  event_name: string;
  occurred_at: Date;
  received_at: Date;
  attempts: number;
  event_sealed: string;
}

/** Marks events as handled and forgets what they said: the conversation needs the session, not the words. */
export async function finishEvents(tx: Queries, ids: bigint[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE inbound_event SET state = 'done', done_at = ${now}, event_sealed = NULL WHERE id = ANY(${ids}::bigint[])`;
}

/**
 * Puts a failed event off, or to the dead letters when `dead`; its words stay, sealed, for the one who mends it. False when another
 * process has handled it meanwhile.
 */
export async function failEvent(
  tx: Queries,
  id: bigint,
  failure: { fault: string; readyAt: Date; dead: boolean },
): Promise<boolean> {
  const state = failure.dead ? "dead" : "waiting";
  const failed = await tx.$executeRaw`
    UPDATE inbound_event SET attempts = attempts + 1, fault = ${failure.fault}, ready_at = ${failure.readyAt}, state = ${state}
    WHERE id = ${id} AND state = 'waiting'`;
  return failed === 1;
}

/** How much waits, how much is dead, and since when, each from its own index: for operators and for readiness. */
export async function inboxDepth({
  client,
}: {
  client: Queries;
}): Promise<{ waiting: number; dead: number; oldestWaiting: Date | null }> {
  const [depth] = await client.$queryRaw<{ waiting: bigint; dead: bigint; oldest: Date | null }[]>`
    SELECT w.waiting, w.oldest, (SELECT count(*) FROM inbound_event WHERE state = 'dead') AS dead
    FROM (SELECT count(*) AS waiting, min(received_at) AS oldest FROM inbound_event WHERE state = 'waiting') w`;
  return { waiting: Number(depth?.waiting ?? 0), dead: Number(depth?.dead ?? 0), oldestWaiting: depth?.oldest ?? null };
}
