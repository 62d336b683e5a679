// An account takes up an invitation: it becomes an account of the person, and the person holds the role from today on.
import { appendAudit } from "../audit.ts";
import type { Desk } from "../desk.ts";
import { unitTitle } from "../units/find.ts";
import { invitationMark } from "./invitations.ts";

/** Who joined as what, or that the code opens nothing (wrong, used, expired, revoked, of somebody else: all the same). */
export type Joined = { ok: true; name: string; role: string; unit: string; unitName: string } | { refused: "invalid" };

/** Takes up the invitation behind a code. A code is used once, whoever is first. */
export async function join(desk: Desk, code: string): Promise<Joined> {
  const { tx, store, actor, now } = desk;
  const codeHash = store.seal.hash(code);
  const invitation = await tx.invitation.findUnique({ where: { codeHash } });
  const foreign = actor.personId !== null && invitation?.personId != null && invitation.personId !== actor.personId;
  if (invitation === null || foreign) return { refused: "invalid" };
  const { count } = await tx.invitation.updateMany({
    where: { codeHash, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now, usedBy: store.seal.hash(actor.accountId) },
  });
  if (count === 0) return { refused: "invalid" };
  const { role, unitCode, nameSealed, termTo } = invitation;
  const person = await personOf(desk, invitation.personId ?? actor.personId, nameSealed);
  await tx.account.update({ where: { id: actor.accountId }, data: { personId: person.id, erasedAt: null } });
  await holdRole(desk, { personId: person.id, role, unitCode, termTo });
  const subject = `person:${person.id}`;
  const detail = { role, unit: unitCode, invitation: invitationMark(codeHash) };
  await appendAudit(tx, [{ actor: subject, action: "person_joined", subject, detail }], now);
  return {
    ok: true,
    name: store.seal.open(person.nameSealed),
    role,
    unit: unitCode,
    unitName: await unitTitle(tx, unitCode),
  };
}

async function personOf({ tx, store, now }: Desk, id: string | null, nameSealed: string | null) {
  if (id !== null) return tx.person.findUniqueOrThrow({ where: { id } });
  return tx.person.create({ data: { nameSealed: nameSealed ?? store.seal.seal(""), createdAt: now } });
}

/** One who holds the role already keeps the term: the invitation was for a new telephone. */
async function holdRole(
  { tx, today }: Desk,
  { personId, role, unitCode, termTo }: { personId: string; role: string; unitCode: string; termTo: Date | null },
): Promise<void> {
  const from = new Date(today);
  const held = await tx.roleTerm.findFirst({
    where: { personId, role, unitCode, from: { lte: from }, OR: [{ to: null }, { to: { gte: from } }] },
  });
  if (held === null) await tx.roleTerm.create({ data: { personId, role, unitCode, from, to: termTo } });
}
