// What an import would do, worked out before anything is written: what is new, what changes, what stays, what cannot be.
import type { Day } from "../../foundation/day.ts";
import type { HouseholdChange, MemberChange } from "../households/change.ts";
import type { NewMember } from "../households/create.ts";
import type { NewDeprivations } from "../households/deprivations.ts";
import type { Household, NewHousehold } from "../households/household.ts";
import { LAST_KNOWN, openHouseholds } from "../households/read.ts";
import { currentStatuses, type KeptStatus, type NewStatus } from "../households/statuses.ts";
import type { CommunePlace } from "../households/villages.ts";
import type { Queries, Store } from "../store.ts";
import type { IncomingHousehold } from "./incoming.ts";
import { changedFields, matchMembers, mergedFacts, mergedMember, mergedStatus } from "./merge.ts";
import type { Problem } from "./problem.ts";
import type { VillageFound } from "./village-names.ts";
import type { Workbook } from "./workbook.ts";

/** Everything an import writes, and the figures of its summary. */
export interface Plan {
  create: NewHousehold[];
  households: HouseholdChange[];
  members: MemberChange[];
  newMembers: NewMember[];
  statuses: NewStatus[];
  deprivations: NewDeprivations[];
  changed: number;
  unchanged: number;
  /** Kept members of households in the file whom the file does not name. */
  absent: number;
  problems: Problem[];
}

/** What planning needs to know. */
export interface Planning {
  workbook: Workbook;
  commune: CommunePlace;
  today: Day;
  village(text: string): VillageFound;
}

/** Where deprivations of an import are known from. */
export const IMPORT_SOURCE = "import";

/** Before anything was planned. */
export function emptyPlan(): Plan {
  const lists = { create: [], households: [], members: [], newMembers: [], statuses: [], deprivations: [] };
  return { ...lists, changed: 0, unchanged: 0, absent: 0, problems: [] };
}

/** Adds the plan of more households to a plan. */
export function addPlan(whole: Plan, part: Plan): void {
  whole.create.push(...part.create);
  whole.households.push(...part.households);
  whole.members.push(...part.members);
  whole.newMembers.push(...part.newMembers);
  whole.statuses.push(...part.statuses);
  whole.deprivations.push(...part.deprivations);
  whole.problems.push(...part.problems);
  whole.changed += part.changed;
  whole.unchanged += part.unchanged;
  whole.absent += part.absent;
}

/** What the registry knows of some households of a file. */
export interface Known {
  byCode: ReadonlyMap<string, Household>;
  statuses: ReadonlyMap<string, readonly KeptStatus[]>;
  /** Codes of households of other communes. */
  elsewhere: ReadonlySet<string>;
}

/** Looks up the households that nothing was found wrong with. */
export async function lookUp(
  tx: Queries,
  store: Store,
  { commune }: Planning,
  households: readonly IncomingHousehold[],
): Promise<Known> {
  const known = await tx.household.findMany({
    where: { code: { in: households.filter(({ refused }) => !refused).map(({ cells }) => cells.code) } },
    select: { id: true, code: true, communeCode: true },
  });
  const own = known.filter(({ communeCode }) => communeCode === commune.code).map(({ id }) => id);
  const kept = own.length === 0 ? [] : await openHouseholds(tx, store, own, LAST_KNOWN);
  return {
    byCode: new Map(kept.map((one) => [one.code, one])),
    statuses: Map.groupBy(own.length === 0 ? [] : await currentStatuses(tx, own), ({ householdId }) => householdId),
    elsewhere: new Set(known.filter(({ id }) => !own.includes(id)).map(({ code }) => code)),
  };
}

/** Plans the import of the households that nothing was found wrong with; those that do not fit the registry are marked refused. */
export function planImport(
  planning: Planning,
  households: readonly IncomingHousehold[],
  { byCode, statuses, elsewhere }: Known,
): Plan {
  const plan = emptyPlan();
  for (const incoming of households.filter(({ refused }) => !refused)) {
    const before = byCode.get(incoming.cells.code) ?? null;
    if (elsewhere.has(incoming.cells.code)) refuse(plan, incoming, "elsewhere");
    else if (before !== null && before.closedOn !== null) refuse(plan, incoming, "closed");
    else planOne(plan, planning, incoming, before, statuses.get(before?.id ?? "") ?? []);
  }
  return plan;
}

function planOne(
  plan: Plan,
  planning: Planning,
  incoming: IncomingHousehold,
  before: Household | null,
  statuses: readonly KeptStatus[],
): void {
  const villageCode = villageOf(plan, planning, incoming, before);
  if (villageCode === null) return;
  const { workbook, commune } = planning;
  const kept = before?.members ?? [];
  const matches = matchMembers(incoming.members, kept);
  const members = incoming.members.map((one, at) => mergedMember(matches[at] ?? null, one));
  const unnamed = kept.filter((one) => !matches.includes(one));
  const heads = [...members, ...unnamed].filter(({ relation }) => relation === "head").length;
  if (heads !== 1) {
    refuse(plan, incoming, heads === 0 ? "no-head" : "two-heads");
    return;
  }
  const { code, address = before?.address ?? null } = incoming.cells;
  const facts = mergedFacts(workbook, before?.facts ?? {}, incoming);
  const status = mergedStatus(workbook, statuses, incoming);
  const lacking = incoming.cells.deprivations;
  if (before === null) {
    const { code: communeCode, provinceCode } = commune;
    const place = { code, villageCode, communeCode, provinceCode };
    plan.create.push({ ...place, address, facts, status, deprivations: lacking ?? [], members });
    return;
  }
  plan.absent += unnamed.length;
  const changes = changesOf(before, { villageCode, address, facts });
  const changedMembers = members.flatMap((member, at): MemberChange[] => {
    const match = matches[at];
    const fields = match == null ? [] : changedFields(match, member as typeof match);
    return match == null || fields.length === 0 ? [] : [{ id: match.id, householdId: before.id, member, fields }];
  });
  const added = members.filter((_, at) => matches[at] === null).map((member) => ({ householdId: before.id, member }));
  const recorded = newStatus(status, statuses, before.id);
  const deprived = newDeprivations(lacking, before, status?.from ?? planning.today);
  plan.households.push(...changes);
  plan.members.push(...changedMembers);
  plan.newMembers.push(...added);
  plan.statuses.push(...recorded);
  plan.deprivations.push(...deprived);
  const touched = [changes, changedMembers, added, recorded, deprived].some(({ length }) => length > 0);
  plan[touched ? "changed" : "unchanged"] += 1;
}

function refuse(plan: Plan, incoming: IncomingHousehold, reason: string): void {
  incoming.refused = true;
  plan.problems.push({ level: "error", reason, places: { code: incoming.cells.code }, at: incoming.at });
}

function villageOf(
  plan: Plan,
  { workbook, village }: Planning,
  incoming: IncomingHousehold,
  before: Household | null,
): string | null {
  const text = incoming.cells.village;
  if (text === undefined) {
    if (before === null) refuse(plan, incoming, "no-village");
    return before?.villageCode ?? null;
  }
  const found = village(text);
  if ("code" in found) return found.code;
  const column = workbook.columns.find(({ kind }) => kind === "village")!;
  const { at, index, raw } = incoming.cellAt.get(column.id)!;
  const { reason, choices } = found;
  plan.problems.push({ level: "error", reason, places: { choices }, at, cell: { column, index, raw } });
  incoming.refused = true;
  return null;
}

function changesOf(before: Household, after: Pick<Household, "villageCode" | "address" | "facts">): HouseholdChange[] {
  const { id, villageCode, address, facts } = before;
  const fields = changedFields({ villageCode, address, facts }, after);
  return fields.length === 0 ? [] : [{ id, ...after, fields }];
}

function newStatus(status: NewHousehold["status"], kept: readonly KeptStatus[], householdId: string): NewStatus[] {
  if (status === null) return [];
  const same = kept.find(({ from }) => from === status.from);
  const changed = same === undefined || changedFields(same, { ...same, ...status }).length > 0;
  return changed ? [{ ...status, householdId }] : [];
}

function newDeprivations(indicators: readonly string[] | undefined, before: Household, from: Day): NewDeprivations[] {
  if (
    indicators === undefined ||
    changedFields({ a: before.deprivations.toSorted() }, { a: indicators.toSorted() }).length === 0
  )
    return [];
  return [{ householdId: before.id, indicators, from, source: IMPORT_SOURCE }];
}
