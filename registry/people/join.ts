// An account takes up an invitation: it becomes an account of the person, and the person holds the role from today on.
import type { Invitation } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import type { Desk } from "../desk.ts";
import { runningOn } from "../role-terms.ts";
import { unitTitle } from "../units/find.ts";
import { invitationMark } from "./invitations.ts";

/**
 * Who joined as what; that the code opens nothing (wrong, used, expired, revoked, of somebody else: all the same); or that whoever made
 * it may not give the role any more.
 */
export type Joined =
  | { ok: true; name: string; role: string; unit: string; unitName: string }
  | { refused: "invalid" | "inviter-left" };

/** Takes up the invitation behind a code. A code is used once, whoever is first. */
export async function join(desk: Desk, code: string): Promise<Joined> {
  const { tx, store, actor, now } = desk;
  const codeHash = store.seal.hash(code);
  const invitation = await tx.invitation.findUnique({ where: { codeHash } });
  const foreign = actor.personId !== null && invitation?.personId != null && invitation.personId !== actor.personId;
  if (invitation === null || foreign) return { refused: "invalid" };
  const unused = { codeHash, usedAt: null, revokedAt: null, expiresAt: { gt: now } };
  if ((await tx.invitation.count({ where: unused })) === 0) return { refused: "invalid" };
  if (!(await stillGives(desk, invitation))) return { refused: "inviter-left" };
  const { count } = await tx.invitation.updateMany({
    where: unused,
    data: { usedAt: now, usedBy: store.seal.hash(actor.accountId) },
  });
  if (count === 0) return { refused: "invalid" }; // another account was first this very moment
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

/** An operator's invitation stands; a person's only while that person holds a role that gives this one, here or above. */
async function stillGives({ tx, library, today }: Desk, { createdBy, role, unitCode }: Invitation): Promise<boolean> {
  if (!createdBy.startsWith(PERSON)) return true;
  const unit = await tx.unit.findFirst({ where: { code: unitCode, validTo: null } });
  const giving = [...library.roles.values()].filter(({ invites }) => invites.includes(role)).map(({ id }) => id);
  const held = await tx.roleTerm.count({
    where: {
      personId: createdBy.slice(PERSON.length),
      role: { in: giving },
      unitCode: { in: [unitCode, unit?.parentCode ?? unitCode] },
      ...runningOn(today),
    },
  });
  return held > 0;
}

/** How registry/desk.ts actorMark names a person. */
const PERSON = "person:";

async function personOf({ tx, store, now }: Desk, id: string | null, nameSealed: string | null) {
  if (id !== null) return tx.person.findUniqueOrThrow({ where: { id } });
  return tx.person.create({ data: { nameSealed: nameSealed ?? store.seal.seal(""), createdAt: now } });
}

/** One who holds the role already keeps the term: the invitation was for a new telephone. */
async function holdRole(
  { tx, today }: Desk,
  { personId, role, unitCode, termTo }: { personId: string; role: string; unitCode: string; termTo: Date | null },
): Promise<void> {
  const held = await tx.roleTerm.findFirst({
    where: { personId, role, unitCode, ...runningOn(today) },
  });
  if (held === null)
    await tx.roleTerm.create({ data: { personId, role, unitCode, from: new Date(today), to: termTo } });
}
