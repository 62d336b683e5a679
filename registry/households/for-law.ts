// A household of the registry as the law's rules see it: its facts, and what follows from its class, its unit and its people.
import type { Day } from "../../foundation/day.ts";
import { type FactValue, type Situation, situationOf } from "../../knowledge/eligibility/facts.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Library } from "../../knowledge/library.ts";
import { statusOn } from "../../knowledge/status.ts";
import type { Queries } from "../store.ts";
import type { Household, MemberRecord } from "./household.ts";
import { currentStatuses, type KeptStatus } from "./statuses.ts";

/** What the unit table says about where a household lives; null where it says nothing. */
export interface UnitFacts {
  area: string | null;
  zone: string | null;
  emmRegion: boolean | null;
  province: string | null;
}

/** The unit's facts, looked for in the village and then in the commune. */
export async function unitFacts(tx: Queries, household: Household): Promise<UnitFacts> {
  const { villageCode, communeCode, provinceCode } = household;
  const codes = [villageCode, communeCode, provinceCode];
  const units = await tx.unit.findMany({ where: { code: { in: codes }, validTo: null } });
  const [village, commune, province] = codes.map((code) => units.find((unit) => unit.code === code));
  return {
    area: village?.area ?? commune?.area ?? null,
    zone: village?.zone ?? commune?.zone ?? null,
    emmRegion: village?.emmRegion ?? commune?.emmRegion ?? null,
    province: province?.name ?? null,
  };
}

/**
 * The household on a day as `decide` takes it, every fact marked as coming from the registry. Facts kept by hand win over what
 * follows from the history; what is not known stays absent.
 */
export async function householdForLaw(
  tx: Queries,
  { knowledge, spreadsheet }: Pick<Library, "knowledge" | "spreadsheet">,
  household: Household,
  on: Day,
): Promise<Situation> {
  const unit = await unitFacts(tx, household);
  const history = await currentStatuses(tx, [household.id]);
  return situationFor({ knowledge, spreadsheet }, { household, unit, history }, on);
}

/** What the law looks at of a household. */
export interface LawHousehold extends Pick<Household, "deprivations" | "facts"> {
  status: unknown;
  members: readonly (Pick<MemberRecord, "birth" | "sex" | "ethnicity" | "facts"> & { id: string })[];
}

/** The same of what was read already. */
export function situationFor(
  { knowledge, spreadsheet }: Pick<Library, "knowledge" | "spreadsheet">,
  read: { household: LawHousehold; unit: UnitFacts; history: readonly Pick<KeptStatus, "from" | "status">[] },
  on: Day,
): Situation {
  const { household, unit, history } = read;
  const isMajority = (ethnicity: string) =>
    spreadsheet.values.lists.ethnicities.some((one) => one.majority && one.id === ethnicity);
  const facts = present({
    ...classFacts(knowledge, history, on),
    ...(household.status === null ? {} : { deprivations: [...household.deprivations] }),
    area: unit.area,
    commune: unit.zone,
    emm_region: unit.emmRegion,
    province: unit.province,
  });
  const members = household.members.map((member) => ({
    key: member.id,
    facts: { ...present(ownFacts(member, isMajority)), ...member.facts },
  }));
  const plain = { household: { ...facts, ...household.facts }, members };
  return situationOf(knowledge.vocabulary, plain, "registry").situation;
}

/** The class that a history gives on a day, with what it was before. */
export function classFacts(
  knowledge: Knowledge,
  history: readonly Pick<KeptStatus, "from" | "status">[],
  on: Day,
): Record<string, FactValue> {
  const recognitions = history.map(({ from, status }) => ({ from, class: status }));
  const derived = statusOn(knowledge, recognitions, on);
  if (derived === null) return {};
  const before = recognitions.findLast(({ from, class: one }) => from < derived.since && one !== derived.class)?.class;
  const previously = before === "poor" || before === "near_poor" ? before : null;
  return { hh_class: derived.class, previously, exit_date: derived.exitDate };
}

function ownFacts(
  { birth, sex, ethnicity }: Pick<MemberRecord, "birth" | "sex" | "ethnicity">,
  isMajority: (ethnicity: string) => boolean,
): Record<string, FactValue> {
  return { birth, sex, ethnic: ethnicity === null ? null : !isMajority(ethnicity) };
}

/** Without what is not known: to the law, null would mean "known to be none". */
function present(facts: Record<string, FactValue>): Record<string, FactValue> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
