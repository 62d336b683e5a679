// Codes on slips of paper that link a Zalo account to a household. One household has one code at a time; only its keyed hash is kept.
import { randomUUID } from "node:crypto";
import { doorCode } from "../../foundation/digest.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk, type Reach, reachOf, within } from "../desk.ts";
import type { By } from "../households/household.ts";
import type { Queries, Store } from "../store.ts";

/** A code made for a household, or none within the reach. */
export type CodeMade = { ok: true; code: string; expiresAt: Date } | { refused: "no-household" };

/** Makes a code; the one before it, if unused, opens nothing any more. `household` is its id or its code. */
export async function makeHouseholdCode(
  tx: Queries,
  { seal }: Pick<Store, "seal">,
  { household, reach, days }: { household: string; reach: Reach; days: number },
  by: By,
): Promise<CodeMade> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM household h WHERE (h.id::text = ${household} OR h.code = ${household}) AND h.closed_on IS NULL
      AND ${within(reach, "h")}`;
  if (found === undefined) return { refused: "no-household" };
  const { id: householdId } = found;
  await tx.householdCode.updateMany({
    where: { householdId, usedAt: null, revokedAt: null },
    data: { revokedAt: by.now },
  });
  const code = doorCode(randomUUID());
  const expiresAt = new Date(by.now.getTime() + days * 86_400_000);
  await tx.householdCode.create({ data: { codeHash: seal.hash(code), householdId, createdBy: by.actor, expiresAt } });
  const entry = { actor: by.actor, action: "household_code_made", subject: `household:${householdId}`, detail: {} };
  await appendAudit(tx, [entry], by.now);
  return { ok: true, code, expiresAt };
}

/** An officer's code for a household within the own reach. */
export function householdCodeFrom(desk: Desk, household: string): Promise<CodeMade> {
  const { tx, store, library, now } = desk;
  const bounds = { household, reach: reachOf(desk, "household.code"), days: library.joining.householdCodeDays };
  return makeHouseholdCode(tx, store, bounds, { actor: actorMark(desk), now });
}

/** True when the code opens a household now. Whoever holds the paper may know that. */
export async function opensHousehold({ tx, store, now }: Desk, code: string): Promise<boolean> {
  const codeHash = store.seal.hash(code);
  return (
    (await tx.householdCode.count({ where: { codeHash, usedAt: null, revokedAt: null, expiresAt: { gt: now } } })) > 0
  );
}

/** Uses the code up; the household's id, or null when it opens nothing. */
export async function useHouseholdCode({ tx, store, now }: Desk, code: string): Promise<string | null> {
  const codeHash = store.seal.hash(code);
  const [used] = await tx.$queryRaw<{ household: string }[]>`
    UPDATE household_code SET used_at = ${now} WHERE code_hash = ${codeHash} AND used_at IS NULL AND revoked_at IS NULL
      AND expires_at > ${now} RETURNING household_id AS household`;
  return used?.household ?? null;
}
