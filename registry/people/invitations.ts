// Single-use codes that bind a Zalo account to a role in a unit. The code is told once; only its keyed hash is kept.
import { randomUUID } from "node:crypto";
import type { Day } from "../../foundation/day.ts";
import { doorCode } from "../../foundation/digest.ts";
import type { Library } from "../../knowledge/library.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk } from "../desk.ts";
import type { By } from "../households/household.ts";
import type { Queries, Store } from "../store.ts";
import { gives, givesAll, givingOf } from "./giveable.ts";

/** What an invitation opens. */
export interface NewInvitation {
  role: string;
  unitCode: string;
  name: string | null;
  /** A person who is known already: a second role, or a new telephone. */
  personId: string | null;
  /** The last day of the term. */
  until: Day | null;
}

/** The code, or why there is none. */
export type Invited =
  | { ok: true; code: string; expiresAt: Date }
  | { refused: "no-role" | "no-unit" | "wrong-level" | "no-person" | "no-right" };

type Figures = Pick<Library, "roles" | "joining">;

/** An operator's invitation: any role in any unit of the role's level. */
export async function invite(
  tx: Queries,
  { seal }: Pick<Store, "seal">,
  { roles, joining }: Figures,
  { role, unitCode, name, personId, until }: NewInvitation,
  by: By,
): Promise<Invited> {
  const known = roles.get(role);
  if (known === undefined) return { refused: "no-role" };
  const unit = await tx.unit.findFirst({ where: { code: unitCode, validTo: null } });
  if (unit === null && known.level !== "nation") return { refused: "no-unit" };
  if (unit !== null && unit.level !== known.level) return { refused: "wrong-level" };
  if (personId !== null && (await tx.person.findUnique({ where: { id: personId } })) === null)
    return { refused: "no-person" };
  const code = doorCode(randomUUID());
  const codeHash = seal.hash(code);
  const expiresAt = new Date(by.now.getTime() + joining.invitationHours * 3_600_000);
  const nameSealed = name === null ? null : seal.seal(name);
  const termTo = until === null ? null : new Date(until);
  await tx.invitation.create({
    data: { codeHash, role, unitCode, nameSealed, personId, termTo, createdBy: by.actor, expiresAt },
  });
  const detail = { role, unit: unitCode, person: personId, until };
  await appendAudit(
    tx,
    [{ actor: by.actor, action: "invitation_made", subject: invitationMark(codeHash), detail }],
    by.now,
  );
  return { ok: true, code, expiresAt };
}

/**
 * An officer's invitation: one of the roles that the own role gives, in a unit within the own reach. A known person is only bound to
 * another telephone by who gives all the roles of that person: whoever takes the code up holds them all.
 */
export async function inviteFrom(desk: Desk, invitation: NewInvitation): Promise<Invited> {
  const { role, unitCode, personId } = invitation;
  const allowed = gives(await givingOf(desk), role, unitCode);
  if (!allowed || (personId !== null && !(await givesAll(desk, personId)))) return { refused: "no-right" };
  return invite(desk.tx, desk.store, desk.library, invitation, { actor: actorMark(desk), now: desk.now });
}

/** Takes a code back that was not used yet; false when there is none. */
export async function revokeInvitation(
  tx: Queries,
  { seal }: Pick<Store, "seal">,
  code: string,
  by: By,
): Promise<boolean> {
  const codeHash = seal.hash(code);
  const { count } = await tx.invitation.updateMany({
    where: { codeHash, usedAt: null, revokedAt: null },
    data: { revokedAt: by.now },
  });
  if (count === 0) return false;
  await appendAudit(
    tx,
    [{ actor: by.actor, action: "invitation_revoked", subject: invitationMark(codeHash), detail: {} }],
    by.now,
  );
  return true;
}

/** How an invitation is named in the audit chain. */
export function invitationMark(codeHash: string): string {
  return `invitation:${codeHash.slice(0, 16)}`;
}
