// The audit chain: append-only, each entry sealed to the one before by its hash, written in the transaction of the change.
import type { Day } from "../foundation/day.ts";
import { sha256 } from "../foundation/digest.ts";
import { type Queries, rows, type Store } from "./store.ts";

/** Who did what to what. Ids and codes only: nothing personal, because the chain is never erased. */
export interface AuditFact {
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, string | number | boolean | null | Day>;
}

/** The hash before the first entry. */
export const GENESIS = "0".repeat(64);

/** Entries written or read in one statement. */
const PAGE = 1000;

/** How an account is named in the chain: a keyed hash, so that the chain tells nothing without the key. */
export function accountMark({ seal }: Pick<Store, "seal">, accountId: string): string {
  return `account:${seal.hash(accountId).slice(0, 16)}`;
}

/**
 * Takes the chain's lock until the transaction ends. Whoever will append anyway takes it before looking whether somebody else did
 * the same: what was there before is seen, and nothing comes in between.
 */
export async function lockChain(tx: Queries): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(2)`;
}

/** Appends entries in order, under the chain's lock, so that entries never fork. */
export async function appendAudit(tx: Queries, facts: AuditFact[], now: Date): Promise<void> {
  if (facts.length === 0) return;
  await lockChain(tx);
  const last = await tx.auditEntry.findFirst({ orderBy: { id: "desc" } });
  let id = last?.id ?? 0n;
  let previousHash = last?.hash ?? GENESIS;
  const entries = facts.map((fact) => {
    id += 1n;
    const entry = { ...fact, id, at: now, previousHash };
    previousHash = auditHash(entry);
    return { ...entry, hash: previousHash };
  });
  for (let from = 0; from < entries.length; from += PAGE)
    await tx.$executeRaw`
      INSERT INTO audit_entry (id, at, actor, action, subject, detail, previous_hash, hash)
      SELECT e.id, ${now}, e.actor, e.action, e.subject, e.detail, e."previousHash", e.hash
      FROM jsonb_to_recordset(${rows(entries.slice(from, from + PAGE))}::jsonb) AS e(id bigint, actor text, action text, subject text,
        detail jsonb, "previousHash" text, hash text)
      ORDER BY e.id`;
}

/** SHA-256 over the previous hash and the entry's fields with their keys in alphabetical order. */
function auditHash(entry: AuditFact & { id: bigint; at: Date; previousHash: string }): string {
  const { id, at, actor, action, subject, detail, previousHash } = entry;
  const canonical = JSON.stringify([id.toString(), at.toISOString(), actor, action, subject, sortedEntries(detail)]);
  return sha256(previousHash + canonical);
}

function sortedEntries(detail: object): [string, unknown][] {
  return Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The hash of the last entry; null while there is none. */
export async function auditHead(tx: Queries): Promise<string | null> {
  const last = await tx.auditEntry.findFirst({ orderBy: { id: "desc" }, select: { hash: true } });
  return last?.hash ?? null;
}

/**
 * The entry whose hash begins with these hexadecimal digits: a head noted elsewhere (a digest prints its first digits) is found as long
 * as nobody cut the chain before it. Null when there is none.
 */
export async function entryWithHash(client: Queries, digits: string): Promise<bigint | null> {
  const where = { hash: { startsWith: digits.toLowerCase() } };
  return (await client.auditEntry.findFirst({ where, orderBy: { id: "asc" }, select: { id: true } }))?.id ?? null;
}

/** What reading the whole chain found. */
export type AuditVerdict =
  | { intact: true; entries: number; head: string }
  | { intact: false; brokenAt: bigint; reason: string };

/** Reads the chain from the beginning and recomputes every hash: an edited, removed or reordered entry is named. */
export async function verifyAudit(client: Queries): Promise<AuditVerdict> {
  let expectedId = 1n;
  let previousHash = GENESIS;
  for (;;) {
    const page = await client.auditEntry.findMany({
      where: { id: { gte: expectedId } },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    for (const row of page) {
      if (row.id !== expectedId) return { intact: false, brokenAt: expectedId, reason: "an entry is missing" };
      if (row.previousHash !== previousHash)
        return { intact: false, brokenAt: row.id, reason: "it does not follow the entry before" };
      const hash = auditHash({ ...row, detail: row.detail as AuditFact["detail"] });
      if (hash !== row.hash) return { intact: false, brokenAt: row.id, reason: "its content was changed" };
      previousHash = hash;
      expectedId += 1n;
    }
    if (page.length < PAGE) return { intact: true, entries: Number(expectedId - 1n), head: previousHash };
  }
}
