// Zalo accounts and their conversations, read and written for a whole batch of people at a time.
import type { Day } from "../foundation/day.ts";
import { type Actor, activeTerm, type Term } from "./actor.ts";
import { held } from "./role-terms.ts";
import { newSession, type OfferedChoice, readSession, SESSION_VERSION, type Session } from "./session.ts";
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
  /** The person behind the account, where one is known, and the roles held today. */
  personId: string | null;
  terms: readonly Term[];
  /** Households the account is linked to. */
  households: readonly string[];
}

/** The account as the one who acts, in the role that was chosen. */
export function actorOf({ id, personId, terms, households, session }: AccountState): Actor {
  return { accountId: id, personId, terms, households, term: activeTerm(terms, session.role) };
}

/** An account that was heard of, and when the person last acted; null when it was not the person who acted. */
export interface AccountTouch {
  id: string;
  interactedAt: Date | null;
}

/** Loads the accounts of a batch; one that never wrote before comes back new. */
export async function loadAccounts(
  tx: Queries,
  store: Store,
  ids: string[],
  today: Day,
): Promise<Map<string, AccountState>> {
  const found = await tx.$queryRaw<AccountRow[]>`
    SELECT a.id, a.paused_until, a.person_id, s.state_sealed,
      (SELECT jsonb_agg(jsonb_build_object('role', t.role, 'unit', t.unit_code, 'until', t."to") ORDER BY t."from", t.id)
        FROM role_term t WHERE t.person_id = a.person_id AND ${held(today)}) AS terms,
      ARRAY(SELECT l.household_id::text FROM household_link l WHERE l.account_id = a.id AND l.state = 'linked'
        ORDER BY l.at) AS households,
      (SELECT CASE WHEN c.given THEN c.text_version END FROM consent c
        WHERE c.account_id = a.id AND c.purpose = 'conversation' ORDER BY c.id DESC LIMIT 1) AS consent
    FROM account a LEFT JOIN session s ON s.account_id = a.id WHERE a.id = ANY(${ids}::text[])`;
  const known = new Map(found.map((row) => [row.id, row]));
  return new Map(
    ids.map((id) => {
      const row = known.get(id);
      const session = readSession(row?.state_sealed ? JSON.parse(store.seal.open(row.state_sealed)) : null);
      return [
        id,
        {
          id,
          isNew: !row,
          session,
          consent: row?.consent ?? null,
          pausedUntil: row?.paused_until ?? null,
          personId: row?.person_id ?? null,
          terms: row?.terms ?? [],
          households: row?.households ?? [],
        },
      ];
    }),
  );
}

/** Reads anew whose these accounts are, their roles and their households: an earlier event of the batch may have changed that. */
export async function renewRights(
  tx: Queries,
  store: Store,
  accounts: Map<string, AccountState>,
  ids: string[],
  today: Day,
): Promise<void> {
  if (ids.length === 0) return;
  for (const [id, { personId, terms, households }] of await loadAccounts(tx, store, ids, today))
    accounts.set(id, { ...accounts.get(id)!, personId, terms, households });
}

interface AccountRow {
  id: string;
  paused_until: Date | null;
  person_id: string | null;
  state_sealed: string | null;
  terms: Term[] | null;
  households: string[];
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
    openSince: session.form?.since ?? null,
  }));
  await tx.$executeRaw`
    INSERT INTO session (account_id, version, state_sealed, updated_at, open_since)
    SELECT s."accountId", s.version, s.sealed, ${now}, s."openSince"
    FROM jsonb_to_recordset(${rows(list)}::jsonb) AS s("accountId" text, version int, sealed text, "openSince" timestamptz)
    ON CONFLICT (account_id) DO UPDATE SET version = excluded.version, state_sealed = excluded.state_sealed,
      updated_at = excluded.updated_at, open_since = excluded.open_since`;
}

/** How somebody is spoken to who did not just write. */
export interface Reader {
  language: Session["language"];
  address: Session["address"];
}

/** How each of these is spoken to; an account without a conversation is left out. */
export async function readersOf(tx: Queries, store: Store, ids: string[]): Promise<Map<string, Reader>> {
  const found = await tx.session.findMany({ where: { accountId: { in: ids } } });
  return new Map(
    found.map(({ accountId, stateSealed }) => {
      const { language, address } = readSession(JSON.parse(store.seal.open(stateSealed)));
      return [accountId, { language, address }];
    }),
  );
}

/**
 * Makes these the choices that a typed number means, unless a question is open or the conversation is being handled this
 * very moment elsewhere: then the buttons alone work.
 */
export async function offerChoices(
  tx: Queries,
  store: Store,
  offer: { accountId: string; choices: OfferedChoice[]; ofOpenQuestion: boolean },
): Promise<void> {
  const { accountId: id, choices, ofOpenQuestion } = offer;
  const [free] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${id}, 1)) AS locked`;
  if (!free?.locked) return;
  const row = await tx.session.findUnique({ where: { accountId: id } });
  const session = row === null ? newSession("vi") : readSession(JSON.parse(store.seal.open(row.stateSealed)));
  if (session.form !== null && !ofOpenQuestion) return;
  const stateSealed = store.seal.seal(JSON.stringify({ ...session, choices }));
  if (row !== null)
    await tx.session.update({ where: { accountId: id }, data: { version: SESSION_VERSION, stateSealed } });
}
