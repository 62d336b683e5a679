// Zalo accounts and their conversations, read and written for a whole batch of people at a time.
import { readSession, type Session } from "./session.ts";
import type { Queries, Store } from "./store.ts";
import { rows } from "./store.ts";

/** What is known about the account that wrote, before its message is looked at. */
export interface AccountState {
  id: string;
  isNew: boolean;
  session: Session;
  /** Version of the consent text in force for this account, or null: without it nothing about a household is kept. */
  consent: string | null;
  pausedUntil: Date | null;
}

/** An account that was heard of, and when the person last acted; null when it was not the person who acted. */
export interface AccountTouch {
  id: string;
  interactedAt: Date | null;
}

/** Loads the accounts of a batch; one that never wrote before comes back new. */
export async function loadAccounts(tx: Queries, store: Store, ids: string[]): Promise<Map<string, AccountState>> {
  const found = await tx.$queryRaw<AccountRow[]>`
    SELECT a.id, a.paused_until, s.state_sealed,
      (SELECT CASE WHEN c.given THEN c.text_version END FROM consent c
        WHERE c.account_id = a.id AND c.purpose = 'conversation' ORDER BY c.id DESC LIMIT 1) AS consent
    FROM account a LEFT JOIN session s ON s.account_id = a.id WHERE a.id = ANY(${ids}::text[])`;
  const known = new Map(found.map((row) => [row.id, row]));
  return new Map(
    ids.map((id) => {
      const row = known.get(id);
      const session = readSession(row?.state_sealed ? JSON.parse(store.seal.open(row.state_sealed)) : null);
      return [id, { id, isNew: !row, session, consent: row?.consent ?? null, pausedUntil: row?.paused_until ?? null }];
    }),
  );
}

interface AccountRow {
  id: string;
  paused_until: Date | null;
  state_sealed: string | null;
  consent: string | null;
}

/** Creates the accounts that are new and notes when each person last acted: Zalo lets us write for seven days from then. */
export async function touchAccounts(tx: Queries, touches: AccountTouch[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO account (id, last_interaction_at)
    SELECT t.id, t."interactedAt" FROM jsonb_to_recordset(${rows(touches)}::jsonb) AS t(id text, "interactedAt" timestamptz)
    ON CONFLICT (id) DO UPDATE SET last_interaction_at = greatest(account.last_interaction_at, excluded.last_interaction_at)`;
}

/** Saves the conversations of a batch. */
export async function saveSessions(
  tx: Queries,
  store: Store,
  sessions: Map<string, Session>,
  now: Date,
): Promise<void> {
  const list = [...sessions].map(([accountId, session]) => ({
    accountId,
    version: session.version,
    sealed: store.seal.seal(JSON.stringify(session)),
  }));
  await tx.$executeRaw`
    INSERT INTO session (account_id, version, state_sealed, updated_at)
    SELECT s."accountId", s.version, s.sealed, ${now}
    FROM jsonb_to_recordset(${rows(list)}::jsonb) AS s("accountId" text, version int, sealed text)
    ON CONFLICT (account_id) DO UPDATE SET version = excluded.version, state_sealed = excluded.state_sealed, updated_at = excluded.updated_at`;
}
