// Messages to people, stored in the same transaction as what caused them, sent afterwards: one person's messages in order,
// the next only when the one before is acknowledged.
import { Prisma } from "../prisma/generated/client.ts";
import type { Queries, Store } from "./store.ts";
import { rows } from "./store.ts";
import { tooFarAhead } from "./store-time.ts";

/** A message to store. `body` is what delivery needs, kept sealed and handed back as it was. */
export interface DepartingMessage {
  accountId: string;
  inReplyTo: bigint | null;
  body: unknown;
  /** Of held messages of one topic only the newest is kept: nobody wants last week's digests. */
  topic?: string;
}

/** A message claimed for sending. */
export interface ClaimedMessage {
  id: bigint;
  accountId: string;
  attempts: number;
  lastInteractionAt: Date | null;
  /** Zalo's id of a message of this person that may be this one: its echo came although no answer was recorded. */
  echoedAs: string | null;
  body: unknown;
}

/** What became of a claimed message; one that waits without a `fault` has parts left to send. */
export type Delivery =
  | { id: bigint; state: "sent"; zaloId: string | null }
  | { id: bigint; state: "waiting"; readyAt: Date; fault: string | null; unsure: boolean; body: unknown }
  | { id: bigint; state: "dead" | "held"; fault: string };

/** Stores messages in the given order. */
export async function addMessages(tx: Queries, store: Store, messages: DepartingMessage[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  const list = messages.map((m, position) => ({
    position,
    accountId: m.accountId,
    inReplyTo: m.inReplyTo,
    sealed: store.seal.seal(JSON.stringify(m.body)),
    topic: m.topic ?? null,
  }));
  if (messages.some(({ topic }) => topic !== undefined))
    await tx.$executeRaw`
      UPDATE outbound_message o SET state = 'dead', body_sealed = NULL, fault = 'a newer one of its topic'
      FROM jsonb_to_recordset(${rows(list)}::jsonb) AS m("accountId" text, topic text)
      WHERE o.state = 'held' AND o.account_id = m."accountId" AND o.topic = m.topic`;
  await tx.$executeRaw`
    INSERT INTO outbound_message (account_id, in_reply_to, body_sealed, topic, ready_at, created_at)
    SELECT m."accountId", m."inReplyTo", m.sealed, m.topic, ${now}, ${now}
    FROM jsonb_to_recordset(${rows(list)}::jsonb) AS m(position int, "accountId" text, "inReplyTo" bigint, sealed text, topic text)
    ORDER BY m.position`;
}

/**
 * Claims the first unsent message of up to `limit` persons until `leaseUntil`. A message whose lease ran out belonged to
 * a process that died while sending: unless its echo says that Zalo has it, it is sent once more and marked `maybeTwice`. What
 * the caller itself is still `sending` although its lease ran out is left to it, however long its machine slept meanwhile.
 */
export async function claimMessages(
  store: Store,
  options: { limit: number; now: Date; leaseUntil: Date; sending?: readonly bigint[] },
): Promise<ClaimedMessage[]> {
  const { limit, now, leaseUntil, sending = [] } = options;
  const ahead = tooFarAhead(now);
  const claimed = await store.client.$queryRaw<ClaimedRow[]>`
    WITH heads AS (
      SELECT o.id FROM outbound_message o
      WHERE ((o.state = 'waiting' AND (o.ready_at <= ${now} OR o.created_at > ${ahead}))
          OR (o.state = 'sending' AND o.lease_until <= ${now} ${butNot(sending)}))
        AND NOT EXISTS (SELECT 1 FROM outbound_message b
          WHERE b.account_id = o.account_id AND b.id < o.id AND b.state IN ('waiting', 'sending'))
      ORDER BY o.id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE outbound_message m SET state = 'sending', attempts = m.attempts + 1, lease_until = ${leaseUntil},
      maybe_twice = m.maybe_twice OR (m.zalo_id IS NULL AND (m.unsure OR m.state = 'sending')), unsure = false
    FROM heads WHERE m.id = heads.id
    RETURNING m.id, m.account_id, m.attempts, m.zalo_id, m.body_sealed,
      (SELECT last_interaction_at FROM account a WHERE a.id = m.account_id) AS last_interaction_at`;
  return claimed.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    attempts: row.attempts,
    lastInteractionAt: row.last_interaction_at,
    echoedAs: row.zalo_id,
    body: JSON.parse(store.seal.open(row.body_sealed)),
  }));
}

/** Hardly ever needed: the statement without it is planned in less time. */
function butNot(sending: readonly bigint[]): Prisma.Sql {
  return sending.length === 0 ? Prisma.empty : Prisma.sql`AND o.id <> ALL(${sending.map(String)}::bigint[])`;
}

interface ClaimedRow {
  id: bigint;
  account_id: string;
  attempts: number;
  zalo_id: string | null;
  body_sealed: string;
  last_interaction_at: Date | null;
}

/** Records what became of claimed messages; the words of a sent one are forgotten. */
export async function recordDeliveries(store: Store, deliveries: Delivery[], now: Date): Promise<void> {
  if (deliveries.length === 0) return;
  const list = deliveries.map((d) => ({
    id: d.id,
    state: d.state,
    zaloId: d.state === "sent" ? d.zaloId : null,
    fault: d.state === "sent" ? null : d.fault,
    readyAt: d.state === "waiting" ? d.readyAt : null,
    unsure: d.state === "waiting" && d.unsure,
    sealed: d.state === "waiting" ? store.seal.seal(JSON.stringify(d.body)) : null,
  }));
  // An unsure outcome keeps the echo that came while the call was under way, and is settled at once by it.
  await store.client.$executeRaw`
    UPDATE outbound_message m SET state = d.state, fault = d.fault, unsure = d.unsure, lease_until = NULL,
      zalo_id = CASE WHEN d.unsure THEN m.zalo_id ELSE d."zaloId" END,
      attempts = CASE WHEN d.state = 'waiting' AND d.fault IS NULL THEN 0 ELSE m.attempts END,
      ready_at = CASE WHEN d.unsure AND m.zalo_id IS NOT NULL THEN ${now} ELSE coalesce(d."readyAt", m.ready_at) END,
      sent_at = CASE WHEN d.state = 'sent' THEN ${now}::timestamptz END,
      body_sealed = CASE WHEN d.state = 'sent' THEN NULL ELSE coalesce(d.sealed, m.body_sealed) END
    FROM jsonb_to_recordset(${rows(list)}::jsonb) AS d(id bigint, state text, "zaloId" text, fault text, "readyAt" timestamptz,
      unsure boolean, sealed text)
    WHERE m.id = d.id AND m.state = 'sending'`;
}

/**
 * Zalo's echo of a message of ours. If the first unsent message of that person is under way, or its outcome is unknown, and
 * `isOf` says that its body reads like the echo, the echo is noted on it: should the answer be lost it is not sent again. An
 * echo may come late (Zalo repeats what was not taken), when another message is under way: that one must not be taken for
 * sent. Returns whether it was noted.
 */
export async function noteEcho(
  store: Store,
  echo: { accountId: string; zaloId: string; isOf: (body: unknown) => boolean },
  now: Date,
): Promise<boolean> {
  const { accountId, zaloId, isOf } = echo;
  const [first] = await store.client.$queryRaw<{ id: bigint; body_sealed: string | null }[]>`
    SELECT id, body_sealed FROM outbound_message WHERE (state = 'sending' OR unsure)
      AND id = (SELECT min(id) FROM outbound_message WHERE account_id = ${accountId} AND state IN ('waiting', 'sending'))`;
  if (first?.body_sealed == null || !isOf(JSON.parse(store.seal.open(first.body_sealed)))) return false;
  const noted = await store.client.$executeRaw`
    UPDATE outbound_message SET zalo_id = ${zaloId}, ready_at = ${now}
    WHERE id = ${first.id} AND (state = 'sending' OR unsure)
      AND NOT EXISTS (SELECT 1 FROM outbound_message s WHERE s.account_id = ${accountId} AND s.zalo_id = ${zaloId})`;
  return noted === 1;
}

/** The person wrote again, so what was held back for them may go out now, before anything newer. */
export async function releaseHeld(tx: Queries, accountIds: string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbound_message SET state = 'waiting', ready_at = ${now}
    WHERE state = 'held' AND account_id = ANY(${accountIds}::text[])`;
}

/** At the start of the only process of an embedded store: nobody else can be at work, so no lease is worth waiting for. */
export async function expireLeases(store: Store, now: Date): Promise<void> {
  await store.client.$executeRaw`DELETE FROM lease`;
  await store.client.$executeRaw`UPDATE outbound_message SET lease_until = ${now} WHERE state = 'sending'`;
}

/** How much waits, is held or dead, and how many may have arrived twice: each from its own index, however many were sent. */
export async function outboxDepth({
  client,
}: {
  client: Queries;
}): Promise<{ waiting: number; held: number; dead: number; maybeTwice: number; oldestWaiting: Date | null }> {
  const [depth] = await client.$queryRaw<
    ({ oldest: Date | null } & Record<"waiting" | "held" | "dead" | "twice", bigint>)[]
  >`
    SELECT w.waiting, w.oldest, d.held, d.dead, (SELECT count(*) FROM outbound_message WHERE maybe_twice) AS twice
    FROM (SELECT count(*) AS waiting, min(created_at) AS oldest FROM outbound_message WHERE state IN ('waiting', 'sending')) w,
      (SELECT count(*) FILTER (WHERE state = 'held') AS held, count(*) FILTER (WHERE state = 'dead') AS dead
        FROM outbound_message WHERE state IN ('dead', 'held')) d`;
  return {
    waiting: Number(depth?.waiting ?? 0),
    held: Number(depth?.held ?? 0),
    dead: Number(depth?.dead ?? 0),
    maybeTwice: Number(depth?.twice ?? 0),
    oldestWaiting: depth?.oldest ?? null,
  };
}
