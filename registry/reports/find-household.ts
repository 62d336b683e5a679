// The households that a reporter may mean by a name, within the units where the reporter may report.
import { createNameMatcher } from "../../foundation/match-name.ts";
import { type Desk, type Reach, reachOf } from "../desk.ts";
import { findByName } from "../households/find.ts";
import type { Household, Member } from "../households/household.ts";
import { householdIds, openHouseholds } from "../households/read.ts";
import { noteView, noteViews } from "../links/views.ts";

/** A household, as one would choose it: its head, and the year of birth that tells two of a name apart. */
export interface HouseholdChoice {
  id: string;
  head: string;
  birthYear: string | null;
  villageCode: string;
}

const MOST_FOUND = 40;
const MOST_SHOWN = 8;
/** Below this a name only looks like the one said. */
const SURE = 0.8;

/** Households whose head, or else somebody in them, bears the name said; all of the best kind of match, at most eight. */
export async function householdsNamed(
  desk: Desk,
  said: string,
  operation: "report.file" | "report.review",
): Promise<HouseholdChoice[]> {
  const { tx, store, library } = desk;
  const reach = reachOf(desk, operation);
  const titles = library.spreadsheet.values.titles;
  const found = await findByName(tx, store, { typed: said, reach, titles, limit: MOST_FOUND });
  const ids = [...new Set(found.map(({ householdId }) => householdId))];
  const near = await openHouseholds(tx, store, ids, desk.today);
  const sure = best(desk, said, near);
  // Where nobody bears these words somebody mistyped.
  const shown = sure.length > 0 ? sure : best(desk, said, await allOf(desk, reach));
  await noteViews(
    desk,
    shown.map(({ id }) => id),
    "report",
  );
  return shown.map(choiceOf);
}

/** All households of a village; nothing for larger units, where reading all would take too long. */
async function allOf({ tx, store, today }: Desk, reach: Reach): Promise<Household[]> {
  const { villages, communes, provinces, nation } = reach;
  if (nation || communes.length + provinces.length > 0 || villages.length === 0) return [];
  return openHouseholds(tx, store, await householdIds(tx, reach), today);
}

function best({ library }: Desk, said: string, households: readonly Household[]): Household[] {
  const words = { titles: library.spreadsheet.values.titles, orders: library.changes.birth_orders };
  const people = households.flatMap((household) =>
    household.members.map((member) => ({
      id: member.id,
      name: member.name,
      aliases: aliases(member),
      member,
      household,
    })),
  );
  const matches = createNameMatcher(people, words)(said);
  const heads = matches.filter(({ candidate }) => candidate.member.relation === "head");
  const list = heads.length > 0 ? heads : matches;
  const kind = list.filter(({ score }) => score >= SURE);
  const chosen = (kind.length > 0 ? kind : list).filter(({ score }, _, all) => score === 1 || all[0]!.score < 1);
  return [...new Set(chosen.map(({ candidate }) => candidate.household))].slice(0, MOST_SHOWN);
}

function aliases({ nickname }: Member): string[] {
  return nickname === null ? [] : [nickname];
}

/** A household as a choice. */
function choiceOf({ id, members, villageCode }: Household): HouseholdChoice {
  const head = members.find(({ relation }) => relation === "head") ?? members[0];
  return { id, head: head?.name ?? "", birthYear: head?.birth?.slice(0, 4) ?? null, villageCode };
}

/** The people of a household that this actor may report about or is linked to: whom a report may name. */
export async function peopleOf(desk: Desk, householdId: string): Promise<{ id: string; name: string }[]> {
  const [household] = await openHouseholds(desk.tx, desk.store, [householdId], desk.today);
  const mine = desk.actor.households.includes(householdId);
  if (household === undefined) return [];
  const reach = reachOf(desk, desk.actor.term?.unit.includes("-") ? "report.file" : "household.read");
  const within = reach.villages.includes(household.villageCode) || reach.communes.includes(household.communeCode);
  if (!mine && !within) return [];
  await noteView(desk, household.id, "report");
  return household.members.map(({ id, name }) => ({ id, name }));
}

/** Households this account is linked to, as choices: what a citizen may report about. */
export async function ownHouseholds({ tx, store, actor, today }: Desk): Promise<HouseholdChoice[]> {
  return (await openHouseholds(tx, store, [...actor.households], today)).map(choiceOf);
}
