// The people whom somebody may invite, as that person sees them: who holds a role there, which invitations are open, ending a role,
// a new telephone. One gives and takes only the roles that the own role gives, within the own reach, and never the own ones.
import type { Day } from "../../foundation/day.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk, reachOf } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";
import { gives, givingOf } from "./giveable.ts";
import { casesOf, type HandedOver, handOverTo } from "./hand-over.ts";
import { type Invited, invitationMark, inviteFrom } from "./invitations.ts";
import { endRoles, partAccounts } from "./leave.ts";
import { type Holder, listPeople } from "./list.ts";

/** A holder, whether the actor may end the role, how many cases lie with the holder there, and who could take them over. */
export type HolderSeen = Holder & { mayEnd: boolean; cases: number; successors: readonly Holder[] };

/** Who holds a role in the actor's unit and below it. */
export async function peopleWithin(desk: Desk): Promise<HolderSeen[]> {
  const { communes, provinces, villages } = reachOf(desk, "person.invite");
  const unit = [...communes, ...provinces, ...villages][0];
  if (unit === undefined) return [];
  const held = await listPeople(desk.tx, desk.store, unit, desk.today);
  const cases = await casesOf(
    desk.tx,
    held.map(({ personId: person, unitCode: unit }) => ({ person, unit })),
  );
  const giving = await givingOf(desk);
  const alike = Map.groupBy(held, ({ role, unitCode }) => `${role} ${unitCode}`);
  return held.map((one, at) => ({
    ...one,
    mayEnd: one.personId !== desk.actor.personId && gives(giving, one.role, one.unitCode),
    cases: cases[at] ?? 0,
    successors: alike.get(`${one.role} ${one.unitCode}`)!.filter(({ personId }) => personId !== one.personId),
  }));
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
  const { roles, units } = await givingOf(desk);
  const given = { role: { in: [...roles] }, ...(units !== null && { unitCode: { in: [...units] } }) };
  const found = await tx.invitation.findMany({
    where: { ...given, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { expiresAt: "asc" },
  });
  return found.map(({ codeHash, role, unitCode, nameSealed, expiresAt, termTo }) => {
    const name = nameSealed === null ? "" : store.seal.open(nameSealed);
    return { mark: invitationMark(codeHash), role, unitCode, name, expiresAt, termTo: dayOf(termTo) };
  });
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

/**
 * Ends a role from today on and hands over what lay with the person there: to the one chosen, who holds the same role, or (null) to the
 * queue. Null when the actor may not, or the one chosen does not hold that role.
 */
export async function endRole(desk: Desk, held: Held, successor: string | null): Promise<HandedOver | null> {
  const { tx, today, now } = desk;
  const { personId: person, unitCode: unit } = held;
  const found = (await peopleWithin(desk)).find((one) => one.mayEnd && sameRole(one, held));
  if (found === undefined) return null;
  if (successor !== null && !found.successors.some(({ personId }) => personId === successor)) return null;
  const by = { actor: actorMark(desk), now };
  const ended = await endRoles(tx, { ...held, reason: "revoked", today }, by);
  return ended === 0 ? null : handOverTo(tx, today, { person, unit, successor }, by);
}

function sameRole(one: Held, { personId, role, unitCode }: Held): boolean {
  return one.personId === personId && one.role === role && one.unitCode === unitCode;
}

/** Parts somebody from a telephone that was lost, and gives a code for the new one. */
export async function newTelephone(desk: Desk, { personId, role, unitCode }: Held): Promise<Invited> {
  const holders = await peopleWithin(desk);
  if (!holders.some((one) => one.mayEnd && sameRole(one, { personId, role, unitCode }))) return { refused: "no-right" };
  const made = await inviteFrom(desk, { role, unitCode, name: null, personId, until: null });
  if ("ok" in made) await partAccounts(desk.tx, personId, { actor: actorMark(desk), now: desk.now });
  return made;
}
