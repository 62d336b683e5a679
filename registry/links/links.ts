// Who is linked to a household: by the code on its slip, or because the village head confirmed it. Nobody else learns anything.
import { appendAudit } from "../audit.ts";
import { actorMark, covers, type Desk, type Place, reachOf } from "../desk.ts";
import { findByName } from "../households/find.ts";
import { beyondWall } from "../wall.ts";
import { useHouseholdCode } from "./household-codes.ts";

/** What somebody asks for: to be linked, or one answer about the household's rights for a relative. */
export type LinkKind = "member" | "representative";

/** What the asker says. */
export interface LinkAsked {
  head: string;
  village: { code: string; communeCode: string };
}

/** A request that reached a household. */
export interface LinkRequest {
  linkId: string;
  householdId: string;
  head: string;
  place: Place;
}

/** Links by the code on the slip; false when the code opens nothing any more. */
export async function linkByCode(desk: Desk, code: string): Promise<boolean> {
  const householdId = await useHouseholdCode(desk, code);
  if (householdId === null) return false;
  const { tx, actor, now } = desk;
  await tx.householdLink.updateMany({
    where: { accountId: actor.accountId, householdId, state: { in: ["asked", "linked"] } },
    data: { state: "ended", endedAt: now },
  });
  const data = { accountId: actor.accountId, householdId, kind: "member", state: "linked", method: "code", at: now };
  await tx.householdLink.create({ data });
  await tell(desk, "household_linked", householdId, { method: "code" });
  return true;
}

/** Exactly one head of that name in that village: the request; otherwise null, and the asker is answered the same. */
export async function askForHousehold(
  desk: Desk,
  kind: LinkKind,
  { head, village }: LinkAsked,
): Promise<LinkRequest | null> {
  const { tx, store, actor, now } = desk;
  const reach = { villages: [village.code], communes: [], provinces: [], nation: false };
  // Somebody without a role asks about a village: who is found learns of it, the asker learns nothing.
  const sought = { typed: head, reach, titles: [], limit: 10 };
  const found = await beyondWall(desk, (all) => findByName(all, store, sought));
  const heads = found.filter(({ member, likeness }) => member.relation === "head" && likeness >= SAME_NAME);
  const [only, ...others] = heads;
  if (only === undefined || others.length > 0) return null;
  const { householdId } = only;
  const open = await tx.householdLink.findFirst({
    where: { accountId: actor.accountId, householdId, kind, state: { in: ["asked", "linked"] } },
  });
  if (open !== null) return null;
  const data = { accountId: actor.accountId, householdId, kind, state: "asked", method: "asked", at: now };
  const { id: linkId } = await tx.householdLink.create({ data });
  await tell(desk, "household_link_asked", householdId, { kind });
  const place = { villageCode: village.code, communeCode: village.communeCode };
  return { linkId, householdId, head: only.member.name, place };
}

/** The whole name, in whatever order and with whatever marks (registry/households/find.ts). */
const SAME_NAME = 0.95;

/** A request that was decided: whom to tell. */
export type LinkDecided = { ok: true; accountId: string; householdId: string } | { refused: "no-right" };

/** Confirms or refuses a request of the own village; one of elsewhere, one's own, or one decided already is not there. */
export async function decideLink(desk: Desk, linkId: string, yes: boolean): Promise<LinkDecided> {
  const { tx, now } = desk;
  const link = await tx.householdLink.findFirst({
    where: { id: linkId, kind: "member", state: "asked", accountId: { not: desk.actor.accountId } },
  });
  const household = link === null ? null : await tx.household.findUnique({ where: { id: link.householdId } });
  if (link === null || household === null || !covers(reachOf(desk, "link.confirm"), household))
    return { refused: "no-right" };
  const { count } = await tx.householdLink.updateMany({
    where: { id: linkId, state: "asked" },
    data: yes ? { state: "linked", method: "confirmed" } : { state: "refused", endedAt: now },
  });
  if (count === 0) return { refused: "no-right" }; // decided by another this very moment
  await tell(desk, yes ? "household_linked" : "household_link_refused", link.householdId, { method: "confirmed" });
  return { ok: true, accountId: link.accountId, householdId: link.householdId };
}

/** Ends all links of this account; returns how many there were. */
export async function unlink(desk: Desk): Promise<number> {
  const { tx, actor, now } = desk;
  for (const householdId of actor.households) await tell(desk, "household_unlinked", householdId, {});
  const { count } = await tx.householdLink.updateMany({
    where: { accountId: actor.accountId, state: { in: ["asked", "linked"] } },
    data: { state: "ended", endedAt: now },
  });
  return count;
}

/** An entry about a household in the audit chain. */
export function tell(desk: Desk, action: string, householdId: string, detail: Record<string, string>): Promise<void> {
  const entry = { actor: actorMark(desk), action, subject: `household:${householdId}`, detail };
  return appendAudit(desk.tx, [entry], desk.now);
}
