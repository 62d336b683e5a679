// New households and members, many at a time: one statement a table for every thousand rows, the same for a single one.
import { randomUUID } from "node:crypto";
import { vietnamDayOf } from "../../foundation/clock.ts";
import { appendAudit } from "../audit.ts";
import type { Queries, Store } from "../store.ts";
import { rows } from "../store.ts";
import { recordAllDeprivations } from "./deprivations.ts";
import { type By, type MemberRecord, type NewHousehold, pages } from "./household.ts";
import { memberSealer, sealFacts } from "./sealed-rows.ts";
import { recordStatuses } from "./statuses.ts";

/** A member to be kept in a household that exists. */
export interface NewMember {
  householdId: string;
  member: MemberRecord;
}

/**
 * Keeps new households with their members, class and deprivations, each with its entries in the audit chain; returns their ids
 * in order. `source` says where the deprivations are known from. A code that exists already is a fault of the store.
 */
export async function createHouseholds(
  tx: Queries,
  store: Store,
  list: readonly NewHousehold[],
  by: By & { source: string; onPage?: (done: number) => void },
): Promise<string[]> {
  const ids: string[] = [];
  for (const page of pages(list)) {
    const identified = page.map((household) => ({ id: randomUUID(), household }));
    await insertHouseholds(tx, store, identified, by.now);
    await appendAudit(
      tx,
      identified.map((one) => createdEntry(one, by.actor)),
      by.now,
    );
    const people = identified.flatMap(({ id, household }) =>
      household.members.map((member) => ({ householdId: id, member })),
    );
    await insertMembers(tx, store, people);
    await recordStatuses(
      tx,
      identified.flatMap(({ id, household: { status } }) => (status === null ? [] : [{ ...status, householdId: id }])),
      by,
    );
    const lacking = identified.filter(({ household }) => household.deprivations.length > 0);
    await recordAllDeprivations(
      tx,
      lacking.map(({ id, household: { deprivations: indicators, status } }) => {
        const from = status?.from ?? vietnamDayOf(by.now);
        return { householdId: id, indicators, from, source: by.source };
      }),
      by,
    );
    ids.push(...identified.map(({ id }) => id));
    by.onPage?.(ids.length);
  }
  return ids;
}

interface Identified {
  id: string;
  household: NewHousehold;
}

async function insertHouseholds(tx: Queries, { seal }: Store, list: Identified[], now: Date): Promise<void> {
  const sealed = list.map(({ id, household: { code, villageCode, communeCode, provinceCode, address, facts } }) => ({
    id,
    code,
    villageCode,
    communeCode,
    provinceCode,
    addressSealed: address === null ? null : seal.seal(address),
    factsSealed: sealFacts(seal, facts),
  }));
  await tx.$executeRaw`
    INSERT INTO household (id, code, village_code, commune_code, province_code, address_sealed, facts_sealed, created_at)
    SELECT h.id, h.code, h."villageCode", h."communeCode", h."provinceCode", h."addressSealed", h."factsSealed", ${now}
    FROM jsonb_to_recordset(${rows(sealed)}::jsonb) AS h(id uuid, code text, "villageCode" text, "communeCode" text, "provinceCode" text,
      "addressSealed" text, "factsSealed" text)`;
}

function createdEntry({ id, household: { code, villageCode, members } }: Identified, actor: string) {
  const detail = { code, village: villageCode, members: members.length };
  return { actor, action: "household_created", subject: `household:${id}`, detail };
}

/** Adds members to households that exist, each with its entry in the audit chain. */
export async function addMembers(tx: Queries, store: Store, list: readonly NewMember[], by: By): Promise<void> {
  await insertMembers(tx, store, list);
  await appendAudit(
    tx,
    list.map(({ householdId, member: { relation, joinedOn } }) => {
      const detail = { relation, joinedOn };
      return { actor: by.actor, action: "member_added", subject: `household:${householdId}`, detail };
    }),
    by.now,
  );
}

async function insertMembers(tx: Queries, { seal }: Store, list: readonly NewMember[]): Promise<void> {
  const sealed = memberSealer(seal);
  for (const page of pages(list)) {
    const members = page.map(({ householdId, member }) => ({ id: randomUUID(), householdId, ...sealed(member) }));
    await tx.$executeRaw`
      INSERT INTO member (id, household_id, name_sealed, name_tokens, relation, birth_sealed, sex, identity_sealed, identity_hash,
        facts_sealed, details_sealed, joined_on)
      SELECT m.id, m."householdId", m."nameSealed", m."nameTokens", m.relation, m."birthSealed", m.sex, m."identitySealed",
        m."identityHash", m."factsSealed", m."detailsSealed", m."joinedOn"
      FROM jsonb_to_recordset(${rows(members)}::jsonb) AS m(id uuid, "householdId" uuid, "nameSealed" text, "nameTokens" text[],
        relation text, "birthSealed" text, sex text, "identitySealed" text, "identityHash" text, "factsSealed" text,
        "detailsSealed" text, "joinedOn" date)`;
  }
}
