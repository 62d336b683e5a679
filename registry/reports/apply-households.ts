// Households that come, part and join: moved in, split off, merged. What they were and who lived in them stays on record.
import type { Day } from "../../foundation/day.ts";
import { actorMark, type Desk } from "../desk.ts";
import { closeHousehold, memberLeft } from "../households/change.ts";
import { addMembers, createHouseholds } from "../households/create.ts";
import type { Household, Member, MemberRecord, Relation } from "../households/household.ts";
import { UNKNOWN_MEMBER } from "../households/household.ts";
import { type Applied, by, type Case, done, memberIn, membersIn, missing, wordsIn } from "./change-case.ts";
import { peopleNamed } from "./people-named.ts";
import type { Report } from "./report.ts";

/** A household that moved in and is not on the list yet. */
export async function opens(desk: Desk, report: Report): Promise<Applied> {
  const name = report.content.head;
  const commune = await desk.tx.unit.findFirst({ where: { code: report.communeCode ?? "", validTo: null } });
  if (name === null || commune === null || report.villageCode === null) return missing("household", "household");
  const place = { villageCode: report.villageCode, communeCode: commune.code, provinceCode: commune.parentCode ?? "" };
  const on = report.eventDate ?? desk.today;
  const member = { ...UNKNOWN_MEMBER, name, relation: "head" as const, joinedOn: report.eventDate };
  return { done: true, householdId: await keepHousehold({ desk, report, on }, place, [member]) };
}

/** The new head leaves with those who go along; somebody stays behind. The new household has no class until one is decided. */
export async function splits(one: Case): Promise<Applied> {
  const { desk, household, on } = one;
  const head = memberIn(one, "split_head", household.members);
  if (head === null) return missing("member", "split_head");
  const along = alongWith(one, head);
  if (along === null || along.length + 1 >= household.members.length) return missing("member", "split_members");
  for (const { id: memberId } of [head, ...along])
    await memberLeft(desk.tx, { memberId, on, reason: one.type.id }, by(one));
  const members = [moved(head, "head", on), ...along.map((member) => moved(member, "other", on))];
  await keepHousehold(one, household, members, household.id);
  return done(one);
}

/** Those who go along by their ids or else by the names told; null when a name is nobody's here. */
function alongWith(one: Case, head: Member): Member[] | null {
  const others = one.household.members.filter((member) => member !== head);
  const told = wordsIn(one.report, "split_members");
  if (told === null || one.report.content.members.split_members !== undefined)
    return membersIn(one, "split_members", others);
  return peopleNamed(one.desk.library, others, told);
}

/** All members go over to the other household; this one is closed. */
export async function merges(one: Case): Promise<Applied> {
  const { desk, report, household, on, type } = one;
  const other = report.content.otherHouseholdId;
  if (other === undefined || other === household.id) return missing("other-household", "other_head");
  const list = household.members.map((member) => ({ householdId: other, member: moved(member, "other", on) }));
  await addMembers(desk.tx, desk.store, list, by(one));
  for (const { id: memberId } of household.members)
    await memberLeft(desk.tx, { memberId, on, reason: type.id }, by(one));
  await closeHousehold(desk.tx, { householdId: household.id, on, reason: type.id }, by(one));
  return done(one);
}

function moved({ id: _, leftOn: __, ...record }: Member, relation: Relation, joinedOn: Day): MemberRecord {
  return { ...record, relation, joinedOn };
}

async function keepHousehold(
  { desk, report, on }: Pick<Case, "desk" | "report" | "on">,
  { villageCode, communeCode, provinceCode }: Pick<Household, "villageCode" | "communeCode" | "provinceCode">,
  members: MemberRecord[],
  from: string | null = null,
): Promise<string> {
  const code = `${villageCode}-${report.number}`; // the commune gives its own code later
  const opened = { on, reason: report.changeType, from };
  const rest = { address: null, facts: {}, status: null, deprivations: [], members, opened };
  const household = { code, villageCode, communeCode, provinceCode, ...rest };
  const writer = { actor: actorMark(desk), now: desk.now, source: "report" };
  return (await createHouseholds(desk.tx, desk.store, [household], writer))[0]!;
}
