// What is past its time, kind by kind. The kinds and their days are data (knowledge/service.yaml, process/privacy.yaml), and so is which
// kind ends which sealed column.
import type { Library } from "../../knowledge/library.ts";
import { forgetEvidence } from "../evidence/forget.ts";
import type { Queries, Store } from "../store.ts";

/** Days that each kind of data is kept. */
export type RetentionDays = Library["service"]["retentionDays"] & Library["privacy"]["retentionDays"];

const DAY_MS = 24 * 3600 * 1000;

/** Deletes what is past its time, and the words of what is only counted from then on. Returns how many rows it touched. */
export async function forgetExpired(store: Store, days: RetentionDays, now: Date): Promise<number> {
  const before = (kind: keyof RetentionDays) => new Date(now.getTime() - days[kind] * DAY_MS);
  let touched = 0;
  for (const forget of [ofTheRoad, ofCases, ofPeople, ofHouseholds]) touched += await forget(store, before, now);
  return touched;
}

/** The instant before which a kind of data is past its time. */
type Before = (kind: keyof RetentionDays) => Date;
type Forget = (store: Store, before: Before, now: Date) => Promise<number>;

const ofTheRoad: Forget = async ({ client }, before, now) =>
  sum([
    await client.$executeRaw`DELETE FROM session WHERE updated_at < ${before("session")}`,
    await client.$executeRaw`DELETE FROM decision WHERE expires_at < ${now}`,
    await client.$executeRaw`DELETE FROM inbound_event WHERE state <> 'waiting'
      AND coalesce(done_at, received_at) < ${before("inbound")}`,
    await client.$executeRaw`DELETE FROM outbound_message WHERE state IN ('sent', 'dead', 'held')
      AND created_at < ${before("outbound")}`,
    await client.$executeRaw`DELETE FROM voice_message WHERE created_at < ${before("voice")}`,
    await client.$executeRaw`DELETE FROM misunderstood WHERE "on" < ${before("misunderstood")}::date`,
    await client.$executeRaw`DELETE FROM said WHERE at < ${before("said")}`,
    await client.$executeRaw`DELETE FROM attempt WHERE at < ${before("attempt")}`,
    await client.$executeRaw`DELETE FROM trial WHERE seen_at < ${before("trial")}`,
  ]);

const ofCases: Forget = async ({ client }, before) =>
  sum([
    await client.$executeRaw`DELETE FROM officer_request WHERE state = 'closed' AND closed_at < ${before("officer_request")}`,
    await client.$executeRaw`UPDATE complaint SET text_sealed = NULL, answer_sealed = NULL
      WHERE state <> 'open' AND (text_sealed IS NOT NULL OR answer_sealed IS NOT NULL)
        AND coalesce(answered_at, created_at) < ${before("complaint")}`,
    await forgetEvidence(client, await reportsDoneBefore(client, before("evidence"))),
    // Its evidence has gone long before; where a file could not be deleted yet, its record still names it.
    await client.$executeRaw`DELETE FROM change_report r WHERE state IN ('approved', 'refused', 'undone')
      AND coalesce(decided_at, created_at) < ${before("report")}
      AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.report_id = r.id)`,
    await client.$executeRaw`UPDATE review_case c SET sheet_sealed = NULL FROM review_round r
      WHERE r.id = c.round_id AND c.sheet_sealed IS NOT NULL AND r.closed_on < ${before("review_sheet")}::date`,
  ]);

const ofPeople: Forget = async (store, before) =>
  sum([
    await store.client.$executeRaw`DELETE FROM invitation WHERE expires_at < ${before("code")}`,
    await store.client.$executeRaw`DELETE FROM household_code WHERE expires_at < ${before("code")}`,
    await store.client.$executeRaw`DELETE FROM sign_in_link WHERE expires_at < ${before("code")}`,
    await store.client.$executeRaw`DELETE FROM console_session WHERE expires_at < ${before("sign_in")}`,
    await store.client.$executeRaw`DELETE FROM announcement_recipient r USING announcement a
      WHERE a.id = r.announcement_id AND coalesce(a.decided_at, a.created_at) < ${before("announcement")}`,
    await store.client.$executeRaw`DELETE FROM household_link WHERE state <> 'linked'
      AND coalesce(ended_at, at) < ${before("link")}`,
    await forgetNames(store, before("person")),
  ]);

const ofHouseholds: Forget = async ({ client }, before) =>
  sum([
    await client.$executeRaw`DELETE FROM household_view WHERE at < ${before("accessLog")}`,
    await client.$executeRaw`DELETE FROM member m USING household h WHERE h.id = m.household_id
      AND (m.left_on < ${before("household_left")}::date OR h.closed_on < ${before("household_left")}::date)`,
    await client.$executeRaw`DELETE FROM take_up t USING household h WHERE h.id = t.household_id
      AND h.closed_on < ${before("household_left")}::date`,
    await client.$executeRaw`UPDATE household SET address_sealed = NULL, facts_sealed = NULL
      WHERE closed_on < ${before("household_left")}::date AND (address_sealed IS NOT NULL OR facts_sealed IS NOT NULL)`,
  ]);

async function reportsDoneBefore(tx: Queries, before: Date): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.id FROM change_report r JOIN evidence e ON e.report_id = r.id AND e.state <> 'erased'
    WHERE r.state IN ('approved', 'refused', 'undone') AND coalesce(r.decided_at, r.created_at) < ${before}`;
  return found.map(({ id }) => id);
}

/** Names of those who hold no role since then. The person stays as a number: the audit chain names people by it. */
async function forgetNames({ client, seal }: Store, before: Date): Promise<number> {
  const left = await client.$queryRaw<{ id: string; name: string; phone: string | null }[]>`
    SELECT p.id, p.name_sealed AS name, p.phone_sealed AS phone FROM person p WHERE p.created_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM role_term t WHERE t.person_id = p.id AND (t."to" IS NULL OR t."to" >= ${before}::date))`;
  const named = left.filter(({ name, phone }) => phone !== null || seal.open(name) !== "");
  for (const { id } of named)
    await client.person.update({ where: { id }, data: { nameSealed: seal.seal(""), phoneSealed: null } });
  return named.length;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
