// What people agree to and take back, purpose by purpose (knowledge/service.yaml); the last word holds.
import { Prisma } from "../prisma/generated/client.ts";

/** Without it nothing about a household is kept. */
export const CONVERSATION = "conversation";
/** Being written to unasked: announcements, reminders of rights. */
export const NOTICES = "notices";
/** Officers read what was told and answered. */
export const OFFICER_READS = "officer-reads";

/** Whether the account of this column asked not to be written to; whoever never said so may be. */
export function refusesNotices(account: "a.id" | "r.account_id"): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT NOT c.given FROM consent c
    WHERE c.account_id = ${Prisma.raw(account)} AND c.purpose = ${NOTICES} ORDER BY c.id DESC LIMIT 1), false)`;
}
