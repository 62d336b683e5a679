// Who gets the digest: those whose role brings it unless they stopped it, and whoever else may read summaries and asked for it.

import type { Term } from "../actor.ts";
import type { Desk } from "../desk.ts";
import { held } from "../role-terms.ts";

const TOPIC = "digest";

/** Starts or stops the digest for the acting account; what was chosen last holds. */
export async function chooseDigest({ tx, actor: { accountId }, now }: Desk, wanted: boolean): Promise<void> {
  const endedAt = wanted ? null : now;
  const row = await tx.subscription.findFirst({ where: { accountId, topic: TOPIC } });
  if (row === null) await tx.subscription.create({ data: { accountId, topic: TOPIC, since: now, endedAt } });
  else await tx.subscription.update({ where: { id: row.id }, data: { endedAt, ...(wanted ? { since: now } : {}) } });
}

/** Nothing is sent unasked any more. */
export async function endSubscriptions(desk: Desk): Promise<void> {
  await chooseDigest(desk, false);
}

/** Somebody who gets the digest, in one role. */
export interface DigestReader {
  accountId: string;
  personId: string;
  term: Term;
}

/** Everybody who gets the digest today, once for each account: for the first role that may read summaries. */
export async function digestReaders({ tx, library, today }: Desk): Promise<DigestReader[]> {
  const allowed = [...library.roles.values()]
    .filter(({ operations }) => operations.includes("summary.read"))
    .map(({ id }) => id);
  const found = await tx.$queryRaw<{ id: string; person: string; role: string; unit: string; until: Term["until"] }[]>`
    SELECT DISTINCT ON (a.id) a.id, t.person_id::text AS person, t.role, t.unit_code AS unit, t."to"::text AS until
    FROM account a JOIN role_term t ON t.person_id = a.person_id
    LEFT JOIN subscription s ON s.account_id = a.id AND s.topic = ${TOPIC}
    WHERE a.erased_at IS NULL AND ${held(today)}
      AND t.role = ANY(${allowed}::text[])
      AND (s.id IS NULL AND t.role = ANY(${[...library.summaries.digestRoles]}::text[]) OR s.id IS NOT NULL AND s.ended_at IS NULL)
    ORDER BY a.id, t."from", t.id`;
  return found.map(({ id, person, role, unit, until }) => ({
    accountId: id,
    personId: person,
    term: { role, unit, until },
  }));
}
