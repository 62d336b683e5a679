// New households and members, many at a time: one statement for every thousand households, the same for a single one.
import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { vietnamDayOf } from "../../foundation/clock.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { type AuditFact, appendAudit } from "../audit.ts";
import type { Queries, Store } from "../store.ts";
import { column, rows } from "../store.ts";
import { insertingDeprivations } from "./deprivations.ts";
import { type By, type MemberRecord, type NewHousehold, pages } from "./household.ts";
import { rowIds } from "./row-ids.ts";
import { type MemberRow, memberSealer, sealFacts } from "./sealed-rows.ts";
import { insertingStatuses, toldStatus } from "./statuses.ts";

/** A member to be kept in a household that exists. */
export interface NewMember {
  householdId: string;
  member: MemberRecord;
}

/** Keeps new households with their members, class and deprivations; returns their ids in order. See `householdWriter`. */
export async function createHouseholds(
  tx: Queries,
  store: Store,
  list: readonly NewHousehold[],
  by: By & { source: string },
): Promise<string[]> {
  const writer = householdWriter(tx, store, by);
  const ids: string[] = [];
  for (const page of pages(list)) ids.push(...(await writer.add(page)));
  await writer.settle();
  return ids;
}

/** Writes new households while the next ones are prepared. Nothing else may append to the audit chain before it has settled. */
export interface HouseholdWriter {
  /** Seals a page while the one before is written, begins to write it, and returns the ids of its households in order. */
  add(page: readonly NewHousehold[]): Promise<string[]>;
  /** Waits until all is written. */
  settle(): Promise<void>;
}

/**
 * A writer of new households. Each has one entry in the audit chain, which tells its first class too. `source` says where the
 * deprivations are known from. A code that exists already is a fault of the store.
 */
export function householdWriter(tx: Queries, store: Store, by: By & { source: string }): HouseholdWriter {
  const sealed = memberSealer(store.seal);
  const newId = rowIds(by.now);
  let writing = Promise.resolve();
  const write = async (entries: AuditFact[], statements: readonly Prisma.Sql[]) => {
    await appendAudit(tx, entries, by.now);
    for (const statement of statements) await tx.$executeRaw(statement);
  };
  return {
    async add(page) {
      const identified = page.map((household) => ({ id: newId(), household }));
      const statements = await insertingAll(store, { sealed, newId }, identified, by);
      const entries = identified.map((one) => createdEntry(one, by.actor));
      await writing;
      writing = write(entries, statements);
      writing.catch(() => undefined); // told to whoever waits for it next
      return identified.map(({ id }) => id);
    },
    settle: () => writing,
  };
}

interface Identified {
  id: string;
  household: NewHousehold;
}

/** So many households are sealed before the store is heard again, which writes the page before meanwhile. */
const SEALED_AT_ONCE = 100;

/** The households of a page, and then all that is theirs: the second wall (registry/wall.ts) asks whether their household is there. */
async function insertingAll(
  { seal }: Store,
  { sealed, newId }: { sealed: ReturnType<typeof memberSealer>; newId(): string },
  list: readonly Identified[],
  { now, source }: By & { source: string },
): Promise<[Prisma.Sql, Prisma.Sql]> {
  const households = list.map(
    ({ id, household: { code, villageCode, communeCode, provinceCode, address, facts, opened } }) => ({
      id,
      code,
      villageCode,
      communeCode,
      provinceCode,
      addressSealed: address === null ? null : seal.seal(address),
      factsSealed: sealFacts(seal, facts),
      openedOn: opened?.on ?? null,
      openedReason: opened?.reason ?? null,
    }),
  );
  const members: (MemberRow & { id: string; householdId: string })[] = [];
  for (const [at, { id: householdId, household }] of list.entries()) {
    for (const member of household.members) members.push({ id: newId(), householdId, ...sealed(member) });
    if (at % SEALED_AT_ONCE === SEALED_AT_ONCE - 1) await setImmediate();
  }
  const statuses = list.flatMap(({ id: householdId, household: { status } }) =>
    status === null ? [] : [{ ...status, id: newId(), householdId, to: null }],
  );
  const deprivations = list.flatMap(({ id: householdId, household: { deprivations: indicators, status } }) => {
    const from = status?.from ?? vietnamDayOf(now);
    return indicators.map((indicator) => ({ id: newId(), householdId, indicator, from, to: null, source }));
  });
  const insertingHouseholds = Prisma.sql`
    INSERT INTO household (id, code, village_code, commune_code, province_code, address_sealed, facts_sealed, created_at,
      opened_on, opened_reason)
    SELECT h.id, h.code, h."villageCode", h."communeCode", h."provinceCode", h."addressSealed", h."factsSealed", ${now},
      h."openedOn", h."openedReason"
    FROM jsonb_to_recordset(${rows(households)}::jsonb) AS h(id uuid, code text, "villageCode" text, "communeCode" text,
      "provinceCode" text, "addressSealed" text, "factsSealed" text, "openedOn" date, "openedReason" text)`;
  const theirs = Prisma.sql`
    WITH members AS (${insertingMembers(members)}), statuses AS (${insertingStatuses(statuses, now)})
    ${insertingDeprivations(deprivations, now)}`;
  return [insertingHouseholds, theirs];
}

function createdEntry({ id, household }: Identified, actor: string) {
  const { code, villageCode, members, status, deprivations, opened } = household;
  const told = { code, village: villageCode, members: members.length, lacking: deprivations.join(" ") };
  const came = opened === undefined ? {} : { openedOn: opened.on, reason: opened.reason, splitFrom: opened.from };
  const detail = { ...told, ...came, ...(status === null ? {} : toldStatus(status)) };
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

function insertingMembers(list: readonly (MemberRow & { id: string; householdId: string })[]): Prisma.Sql {
  const of = (value: (one: (typeof list)[number]) => string | null) => column(list.map(value));
  return Prisma.sql`
    INSERT INTO member (id, household_id, name_sealed, name_tokens, relation, sex, identity_hash, facts_sealed, details_sealed, joined_on)
    SELECT m.id::uuid, m.household::uuid, m.name, coalesce(string_to_array(m.tokens, ' '), '{}'), m.relation, m.sex, m.identity,
      m.facts, m.details, m.joined::date
    FROM unnest(${of(({ id }) => id)}, ${of(({ householdId }) => householdId)}, ${of(({ nameSealed }) => nameSealed)},
      ${of(({ nameTokens }) => nameTokens.join(" "))}, ${of(({ relation }) => relation)}, ${of(({ sex }) => sex)},
      ${of(({ identityHash }) => identityHash)}, ${of(({ factsSealed }) => factsSealed)},
      ${of(({ detailsSealed }) => detailsSealed)}, ${of(({ joinedOn }) => joinedOn)})
      AS m(id, household, name, tokens, relation, sex, identity, facts, details, joined)`;
}
