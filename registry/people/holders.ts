// The people whom somebody may invite, as that person sees them: who holds a role there, which invitations are open, ending a role,
// a new telephone. One gives and takes only the roles that the own role gives, within the own reach, and never the own ones.
import type { Day } from "../../foundation/day.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk, reachOf } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";
import { giveable } from "./giveable.ts";
import { type Invited, invitationMark, inviteFrom } from "./invitations.ts";
import { endRoles, partAccounts } from "./leave.ts";
import { type Holder, listPeople } from "./list.ts";

/** A holder, and whether the actor may end the role. */
export type HolderSeen = Holder & { mayEnd: boolean };

/** Who holds a role in the actor's unit and below it. */
export async function peopleWithin(desk: Desk): Promise<HolderSeen[]> {
  const { communes, provinces, villages } = reachOf(desk, "person.invite");
  const unit = [...communes, ...provinces, ...villages][0];
  if (unit === undefined) return [];
  const held = await listPeople(desk.tx, desk.store, unit, desk.today);
  return Promise.all(held.map(async (one) => ({ ...one, mayEnd: await mayEnd(desk, one) })));
}

/** An invitation that nobody used yet. Its code is told only once, when it is made. */
export interface OpenInvitation {
  mark: string;
  role: string;
  unitCode: string;
  name: string;
  expiresAt: Date;
  termTo: Day | null;
}

/** Invitations that still work, to roles the actor gives, within the reach. */
export async function openInvitations(desk: Desk): Promise<OpenInvitation[]> {
  const { tx, store, now } = desk;
  const found = await tx.invitation.findMany({
    where: { usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { expiresAt: "asc" },
  });
  const open: OpenInvitation[] = [];
  for (const { codeHash, role, unitCode, nameSealed, expiresAt, termTo } of found)
    if (await giveable(desk, role, unitCode)) {
      const name = nameSealed === null ? "" : store.seal.open(nameSealed);
      open.push({ mark: invitationMark(codeHash), role, unitCode, name, expiresAt, termTo: dayOf(termTo) });
    }
  return open;
}

/** Takes an open invitation back; false when the actor has none of this mark. */
export async function takeBackInvitation(desk: Desk, mark: string): Promise<boolean> {
  const { tx, now } = desk;
  if (!(await openInvitations(desk)).some((one) => one.mark === mark)) return false;
  const { count } = await tx.invitation.updateMany({
    where: { codeHash: { startsWith: mark.slice(invitationMark("").length) }, usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count === 0) return false; // used this very moment
  const entry = { actor: actorMark(desk), action: "invitation_revoked", subject: mark, detail: {} };
  await appendAudit(tx, [entry], now);
  return true;
}

/** One role of one person. */
type Held = Pick<Holder, "personId" | "role" | "unitCode">;

/** Ends a role from today on; the running installation hands over what lay with the person within a minute. */
export async function endRole(desk: Desk, held: Held): Promise<boolean> {
  if (!(await mayEnd(desk, held))) return false;
  const { tx, today, now } = desk;
  const leaving = { ...held, reason: "revoked", today } as const;
  return (await endRoles(tx, leaving, { actor: actorMark(desk), now })) > 0;
}

/** Parts somebody from a telephone that was lost, and gives a code for the new one. */
export async function newTelephone(desk: Desk, { personId, role, unitCode }: Held): Promise<Invited> {
  const same = (one: Held) => one.personId === personId && one.role === role && one.unitCode === unitCode;
  if (!(await peopleWithin(desk)).some((one) => one.mayEnd && same(one))) return { refused: "no-right" };
  const made = await inviteFrom(desk, { role, unitCode, name: null, personId, until: null });
  if ("ok" in made) await partAccounts(desk.tx, personId, { actor: actorMark(desk), now: desk.now });
  return made;
}

async function mayEnd(desk: Desk, { personId, role, unitCode }: Held): Promise<boolean> {
  return personId !== desk.actor.personId && (await giveable(desk, role, unitCode));
}
