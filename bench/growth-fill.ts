// What fills a store for bench/growth.ts: households and messages by the million, made by PostgreSQL itself.
import type { Client } from "pg";

/** People who write are linked to the first households, as many as there are people. */
export const FIRST_PERSON = 8_000_000_000_000_000;

/** The units that the households lie in, and no waiting for the disk while the store is filled. */
export async function prepare(client: Client): Promise<void> {
  await client.query(`
    SET synchronous_commit = off;
    INSERT INTO unit (code, valid_from, level, kind, name, name_folded, parent_code)
      SELECT (90000 + c) || '-' || lpad(v::text, 3, '0'), '2025-07-01', 'village', 'thôn', 'Thôn ' || v, 'thon ' || v, (90000 + c)::text
      FROM generate_series(0, 99) c, generate_series(0, 9) v`);
}

/** Households `from` to `to`, of two people and one class each, spread over a thousand villages. */
export async function addHouseholds(client: Client, from: number, to: number, sealedName: string): Promise<void> {
  const numbers = `generate_series(${from}, ${to}) n`;
  await client.query(`
    INSERT INTO household (id, code, village_code, commune_code, province_code, created_at)
      SELECT md5('h' || n)::uuid, 'G' || n, (90000 + n % 100) || '-' || lpad((n / 100 % 10)::text, 3, '0'), (90000 + n % 100)::text,
        (90 + n % 10)::text, '2026-01-02' FROM ${numbers};
    INSERT INTO member (id, household_id, name_sealed, name_tokens, relation)
      SELECT md5(relation || n)::uuid, md5('h' || n)::uuid, '${sealedName}', ARRAY[md5('t' || n)], relation
      FROM ${numbers}, unnest(ARRAY['head', 'child']) relation;
    INSERT INTO household_status (id, household_id, standard, status, "from", recorded_at)
      SELECT md5('s' || n)::uuid, md5('h' || n)::uuid, 'std-2022-2026', (ARRAY['poor', 'near_poor'])[1 + n % 2], '2026-01-01', '2026-01-02'
      FROM ${numbers}`);
}

/** People who wrote before, each linked to a household. */
export async function addPeople(client: Client, count: number): Promise<void> {
  await client.query(`
    INSERT INTO account (id, last_interaction_at) SELECT (${FIRST_PERSON} + n)::text, now() FROM generate_series(0, ${count - 1}) n;
    INSERT INTO household_link (id, account_id, household_id, kind, state, method, at)
      SELECT md5('l' || n)::uuid, (${FIRST_PERSON} + n)::text, md5('h' || n + 1)::uuid, 'member', 'linked', 'code', now()
      FROM generate_series(0, ${count - 1}) n`);
}

/** `count` messages of the last days that were handled: half in the inbox, half in the outbox, and what was said on time. */
export async function addMessages(client: Client, count: number): Promise<void> {
  const numbers = `generate_series(1, ${Math.floor(count / 2)}) n`;
  const at = "now() - n * interval '0.5 seconds'";
  const person = `(${FIRST_PERSON} + n % 200000)::text`;
  await client.query(`
    INSERT INTO inbound_event (dedup_key, event_name, account_id, occurred_at, received_at, ready_at, done_at, state)
      SELECT 'filled|' || n, 'user_send_text', ${person}, ${at}, ${at}, ${at}, ${at}, 'done' FROM ${numbers};
    INSERT INTO outbound_message (account_id, in_reply_to, state, attempts, ready_at, created_at, sent_at, zalo_id)
      SELECT ${person}, n, 'sent', 1, ${at}, ${at}, ${at}, md5('z' || n) FROM ${numbers};
    INSERT INTO said (key, at) SELECT 'filled.' || n, now() - n * interval '1 minute' FROM generate_series(1, ${Math.floor(count / 100)}) n`);
}
