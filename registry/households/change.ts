// Changes of households and members that exist. What a class or a deprivation was is not changed here but recorded anew
// (statuses.ts, deprivations.ts). Every change leaves the names of the changed fields in the audit chain, never their values.
import type { Day } from "../../foundation/day.ts";
import { appendAudit } from "../audit.ts";
import type { Queries, Store } from "../store.ts";
import { rows } from "../store.ts";
import { type By, type MemberRecord, type PlainFacts, pages } from "./household.ts";
import { memberSealer, sealFacts } from "./sealed-rows.ts";

/** What a household becomes. `fields` names what changed, for the audit chain. */
export interface HouseholdChange {
  id: string;
  villageCode: string;
  address: string | null;
  facts: PlainFacts;
  fields: readonly string[];
}

/** What a member becomes. */
export interface MemberChange {
  id: string;
  householdId: string;
  member: MemberRecord;
  fields: readonly string[];
  /** A keyed hash of what was there before, where one correction is to be told from another. */
  was?: string;
}

/** Writes what households become. The village stays within the commune: moving elsewhere is closing and creating. */
export async function changeHouseholds(tx: Queries, store: Store, list: HouseholdChange[], by: By): Promise<void> {
  for (const page of pages(list)) {
    const sealed = page.map(({ id, villageCode, address, facts }) => ({
      id,
      villageCode,
      addressSealed: address === null ? null : store.seal.seal(address),
      factsSealed: sealFacts(store.seal, facts),
    }));
    await tx.$executeRaw`
      UPDATE household h SET village_code = c."villageCode", address_sealed = c."addressSealed", facts_sealed = c."factsSealed"
      FROM jsonb_to_recordset(${rows(sealed)}::jsonb) AS c(id uuid, "villageCode" text, "addressSealed" text, "factsSealed" text)
      WHERE h.id = c.id`;
  }
  await appendAudit(
    tx,
    list.map(({ id, fields, villageCode }) => {
      const detail = { fields: fields.join(" "), village: villageCode };
      return { actor: by.actor, action: "household_changed", subject: `household:${id}`, detail };
    }),
    by.now,
  );
}

/** Writes what members become. */
export async function changeMembers(tx: Queries, store: Store, list: MemberChange[], by: By): Promise<void> {
  const sealed = memberSealer(store.seal);
  for (const page of pages(list)) {
    const members = page.map(({ id, member }) => ({ id, ...sealed(member) }));
    await tx.$executeRaw`
      UPDATE member m SET name_sealed = c."nameSealed", name_tokens = c."nameTokens", relation = c.relation,
        birth_sealed = NULL, sex = c.sex, identity_sealed = NULL, identity_hash = c."identityHash", facts_sealed = c."factsSealed",
        details_sealed = c."detailsSealed", joined_on = c."joinedOn"
      FROM jsonb_to_recordset(${rows(members)}::jsonb) AS c(id uuid, "nameSealed" text, "nameTokens" text[], relation text,
        sex text, "identityHash" text, "factsSealed" text, "detailsSealed" text, "joinedOn" date)
      WHERE m.id = c.id`;
  }
  await appendAudit(
    tx,
    list.map(({ id, householdId, fields, was }) => {
      const detail = { member: id, fields: fields.join(" "), ...(was === undefined ? {} : { was }) };
      return { actor: by.actor, action: "member_changed", subject: `household:${householdId}`, detail };
    }),
    by.now,
  );
}

/** A member left the household (died, married out, moved): the record stays, the member counts no more. False when there is none. */
export async function memberLeft(
  tx: Queries,
  { memberId, on, reason }: { memberId: string; on: Day; reason: string },
  by: By,
): Promise<boolean> {
  const [left] = await tx.$queryRaw<{ household_id: string }[]>`
    UPDATE member SET left_on = ${on}::date, left_reason = ${reason} WHERE id = ${memberId}::uuid AND left_on IS NULL
    RETURNING household_id`;
  if (left === undefined) return false;
  const detail = { member: memberId, on, reason };
  const entry = { actor: by.actor, action: "member_left", subject: `household:${left.household_id}`, detail };
  await appendAudit(tx, [entry], by.now);
  return true;
}

/** The household is no more (merged, moved away, nobody left). False when there is none that is open. */
export async function closeHousehold(
  tx: Queries,
  { householdId, on, reason }: { householdId: string; on: Day; reason: string },
  by: By,
): Promise<boolean> {
  const closed = await tx.$executeRaw`
    UPDATE household SET closed_on = ${on}::date, closed_reason = ${reason} WHERE id = ${householdId}::uuid AND closed_on IS NULL`;
  if (closed === 0) return false;
  const detail = { on, reason };
  await appendAudit(
    tx,
    [{ actor: by.actor, action: "household_closed", subject: `household:${householdId}`, detail }],
    by.now,
  );
  return true;
}
