// Roles end and telephones are lost: the account learns nothing more from that moment. What lies with one who left is handed over by
// the running installation, which tells the successor (handlers/end-of-terms.ts).
import { addDays, type Day } from "../../foundation/day.ts";
import { appendAudit } from "../audit.ts";
import { endSessions } from "../console/sessions.ts";
import type { By } from "../households/household.ts";
import type { Queries } from "../store.ts";

/** Which roles of a person end; null: all of them. */
export interface Leaving {
  personId: string;
  role: string | null;
  unitCode: string | null;
  reason: "revoked" | "erased";
  today: Day;
}

/** Ends roles from today on; returns how many ended. */
export async function endRoles(
  tx: Queries,
  { personId, role, unitCode, reason, today }: Leaving,
  by: By,
): Promise<number> {
  const yesterday = addDays(today, -1);
  const ended = await tx.$queryRaw<{ role: string; unit: string }[]>`
    UPDATE role_term SET "to" = ${yesterday}::date, end_reason = ${reason}
    WHERE person_id = ${personId}::uuid AND ("to" IS NULL OR "to" >= ${today}::date)
      AND (${role}::text IS NULL OR role = ${role}) AND (${unitCode}::text IS NULL OR unit_code = ${unitCode})
    RETURNING role, unit_code AS unit`;
  const subject = `person:${personId}`;
  await appendAudit(
    tx,
    ended.map((term) => ({ actor: by.actor, action: "role_ended", subject, detail: { ...term, reason } })),
    by.now,
  );
  return ended.length;
}

/** Parts a person from all Zalo accounts and signed-in browsers (a lost telephone); the roles stay for a new invitation. Returns how many accounts. */
export async function partAccounts(tx: Queries, personId: string, by: By): Promise<number> {
  const { count } = await tx.account.updateMany({ where: { personId }, data: { personId: null } });
  await endSessions(tx, personId, by.now);
  const subject = `person:${personId}`;
  if (count > 0)
    await appendAudit(
      tx,
      [{ actor: by.actor, action: "accounts_parted", subject, detail: { accounts: count } }],
      by.now,
    );
  return count;
}

/** The account is erased: it is nobody's any more and linked to nothing; the roles of one who had no other account end. */
export async function leaveRegistry(tx: Queries, accountId: string, today: Day, by: By): Promise<void> {
  const { count: links } = await tx.householdLink.deleteMany({ where: { accountId } });
  const { personId } = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { personId: true } });
  await tx.account.update({ where: { id: accountId }, data: { personId: null } });
  await tx.attempt.deleteMany({ where: { accountId } });
  if (links > 0)
    await appendAudit(tx, [{ actor: by.actor, action: "links_ended", subject: by.actor, detail: { links } }], by.now);
  if (personId === null || (await tx.account.count({ where: { personId } })) > 0) return;
  await endRoles(tx, { personId, role: null, unitCode: null, reason: "erased", today }, by);
}
