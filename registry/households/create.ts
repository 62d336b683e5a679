// New households and members, many at a time: one statement a table for every thousand rows, the same for a single one.
import { randomUUID } from "node:crypto";
import { vietnamDayOf } from "../../foundation/clock.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import type { Queries, Store } from "../store.ts";
import { rows } from "../store.ts";
import { insertingDeprivations } from "./deprivations.ts";
import { type By, type MemberRecord, type NewHousehold, pages } from "./household.ts";
import { type MemberRow, memberSealer, sealFacts } from "./sealed-rows.ts";
import { insertingStatuses, toldStatus } from "./statuses.ts";

/** A member to be kept in a household that exists. */
export interface NewMember {
  householdId: string;
  member: MemberRecord;
}

/**
 * Keeps new households with their members, class and deprivations; returns their ids in order. Each has one entry in the audit
 * chain, which tells its first class too. `source` says where the deprivations are known from. A code that exists already is a
 * fault of the store. While one page is written the next is sealed.
 */
export async function createHouseholds(
  tx: Queries,
  store: Store,
  list: readonly NewHousehold[],
  by: By & { source: string; onPage?: (done: number) => void },
): Promise<string[]> {
  const sealed = memberSealer(store.seal);
  const ids: string[] = [];
  let writing = Promise.resolve(0);
  for (const page of pages(list)) {
    const identified = page.map((household) => ({ id: randomUUID(), household }));
    const statement = insertingAll(store, sealed, identified, by);
    await writing;
    await appendAudit(
      tx,
      identified.map((one) => createdEntry(one, by.actor)),
      by.now,
    );
    writing = begun(tx.$executeRaw(statement));
    ids.push(...identified.map(({ id }) => id));
    by.onPage?.(ids.length);
  }
  await writing;
  return ids;
}

interface Identified {
  id: string;
  household: NewHousehold;
}

/** A statement of the store is sent when somebody waits for it: this one at once. */
async function begun(statement: PromiseLike<number>): Promise<number> {
  return await statement;
}

/** One statement for a page: what it enters in one table may refer to what it enters in another. */
function insertingAll(
  { seal }: Store,
  sealed: ReturnType<typeof memberSealer>,
  list: readonly Identified[],
  { now, source }: By & { source: string },
): Prisma.Sql {
  const households = list.map(
    ({ id, household: { code, villageCode, communeCode, provinceCode, address, facts } }) => ({
      id,
      code,
      villageCode,
      communeCode,
      provinceCode,
      addressSealed: address === null ? null : seal.seal(address),
      factsSealed: sealFacts(seal, facts),
    }),
  );
  const members = list.flatMap(({ id: householdId, household }) =>
    household.members.map((member) => ({ id: randomUUID(), householdId, ...sealed(member) })),
  );
  const statuses = list.flatMap(({ id: householdId, household: { status } }) =>
    status === null ? [] : [{ ...status, id: randomUUID(), householdId, to: null }],
  );
  const deprivations = list.flatMap(({ id: householdId, household: { deprivations: indicators, status } }) => {
    const from = status?.from ?? vietnamDayOf(now);
    return indicators.map((indicator) => ({ id: randomUUID(), householdId, indicator, from, to: null, source }));
  });
  return Prisma.sql`
    WITH households AS (
      INSERT INTO household (id, code, village_code, commune_code, province_code, address_sealed, facts_sealed, created_at)
      SELECT h.id, h.code, h."villageCode", h."communeCode", h."provinceCode", h."addressSealed", h."factsSealed", ${now}
      FROM jsonb_to_recordset(${rows(households)}::jsonb) AS h(id uuid, code text, "villageCode" text, "communeCode" text,
        "provinceCode" text, "addressSealed" text, "factsSealed" text)),
    members AS (${insertingMembers(members)}),
    statuses AS (${insertingStatuses(statuses, now)})
    ${insertingDeprivations(deprivations, now)}`;
}

function createdEntry({ id, household }: Identified, actor: string) {
  const { code, villageCode, members, status, deprivations } = household;
  const told = { code, village: villageCode, members: members.length, lacking: deprivations.join(" ") };
  const detail = { ...told, ...(status === null ? {} : toldStatus(status)) };
  return { actor, action: "household_created", subject: `household:${id}`, detail };
}

/** Adds members to households that exist, each with its entry in the audit chain. */
export async function addMembers(tx: Queries, store: Store, list: readonly NewMember[], by: By): Promise<void> {
  const sealed = memberSealer(store.seal);
  for (const page of pages(list)) {
    const members = page.map(({ householdId, member }) => ({ id: randomUUID(), householdId, ...sealed(member) }));
    await tx.$executeRaw(insertingMembers(members));
  }
  await appendAudit(
    tx,
    list.map(({ householdId, member: { relation, joinedOn } }) => {
      const detail = { relation, joinedOn };
      return { actor: by.actor, action: "member_added", subject: `household:${householdId}`, detail };
    }),
    by.now,
  );
}

function insertingMembers(members: readonly (MemberRow & { id: string; householdId: string })[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO member (id, household_id, name_sealed, name_tokens, relation, birth_sealed, sex, identity_sealed, identity_hash,
      facts_sealed, details_sealed, joined_on)
    SELECT m.id, m."householdId", m."nameSealed", m."nameTokens", m.relation, m."birthSealed", m.sex, m."identitySealed",
      m."identityHash", m."factsSealed", m."detailsSealed", m."joinedOn"
    FROM jsonb_to_recordset(${rows(members)}::jsonb) AS m(id uuid, "householdId" uuid, "nameSealed" text, "nameTokens" text[],
      relation text, "birthSealed" text, sex text, "identitySealed" text, "identityHash" text, "factsSealed" text,
      "detailsSealed" text, "joinedOn" date)`;
}
