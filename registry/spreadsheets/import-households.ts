// The import of a file of households, in one transaction: all of it, or what is right of it when that is asked for, or nothing.
import { vietnamDayOf } from "../../foundation/clock.ts";
import { changeHouseholds, changeMembers } from "../households/change.ts";
import { addMembers, createHouseholds } from "../households/create.ts";
import { recordAllDeprivations } from "../households/deprivations.ts";
import { type DuplicatePair, duplicateCandidates } from "../households/duplicates.ts";
import type { By } from "../households/household.ts";
import { recordStatuses } from "../households/statuses.ts";
import {
  type CommunePlace,
  type CommuneUnits,
  createVillages,
  ensureCommune,
  villagesOf,
} from "../households/villages.ts";
import type { Queries, Store } from "../store.ts";
import { labelKey } from "./cell-readers.ts";
import { checkHouseholds } from "./check-household.ts";
import { gather } from "./gather.ts";
import type { IncomingHousehold } from "./incoming.ts";
import { IMPORT_SOURCE, type Plan, planImport } from "./plan.ts";
import type { Problem } from "./problem.ts";
import type { RawRow } from "./raw-row.ts";
import { villageFinder } from "./village-names.ts";
import type { Workbook } from "./workbook.ts";

export interface ImportOptions {
  /** The commune the households live in. */
  units: CommuneUnits;
  /** Villages that do not exist are made; else they are reported. */
  createVillages: boolean;
  /** Imports the households that are right although others are not. */
  acceptValidRows: boolean;
  dryRun: boolean;
  by: By;
  onProgress?(stage: "read" | "written", count: number): void;
}

/** What an import did, or in a dry run would do. */
export interface ImportResult {
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  members: number;
  absent: number;
  /** Names of villages made. */
  villages: string[];
  problems: Problem[];
  duplicates: DuplicatePair[];
  ignored: string[];
  written: boolean;
}

/** A file of 100,000 people is written within minutes on any machine. */
const PATIENCE = { timeout: 30 * 60_000, maxWait: 60_000 };

/** Imports rows of a spreadsheet. Throws the AppErrors of reading it; what is wrong in cells is in the result. */
export async function importHouseholds(
  store: Store,
  workbook: Workbook,
  rows: AsyncIterable<RawRow>,
  options: ImportOptions,
): Promise<ImportResult> {
  const { units, by, onProgress } = options;
  const gathered = await gather(workbook, rows, (count) => onProgress?.("read", count));
  const { households, ignored } = gathered;
  const problems = [...gathered.problems, ...checkHouseholds(workbook, households)];
  const commune: CommunePlace = { code: units.commune.code, provinceCode: units.province.code };
  return store.client.$transaction(async (tx) => {
    const villages = await villagesToUse(tx, workbook, commune, households, options.createVillages);
    const planning = { workbook, commune, today: vietnamDayOf(by.now), village: villages.find };
    const plan = await planImport(tx, store, planning, households);
    problems.push(...plan.problems);
    const wrong = problems.some(({ level }) => level === "error");
    const ofFile = problems.some(({ level, at }) => level === "error" && at === null);
    const written = !options.dryRun && !ofFile && (!wrong || options.acceptValidRows);
    if (written) {
      await ensureCommune(tx, units);
      await nameVillages(tx, plan, commune, villages.missing, by);
      await write(tx, store, plan, by, onProgress);
    }
    return {
      created: plan.create.length,
      changed: plan.changed,
      unchanged: plan.unchanged,
      refused: households.filter(({ refused }) => refused).length,
      members: plan.newMembers.length + plan.create.reduce((sum, { members }) => sum + members.length, 0),
      absent: plan.absent,
      villages: villages.missing.map(({ name }) => name),
      problems,
      duplicates: duplicatesIn(plan),
      ignored,
      written,
    };
  }, PATIENCE);
}

/** A village to be made gets its code when it is; until then this stands for it. */
interface MissingVillage {
  name: string;
  code: string;
}

async function villagesToUse(
  tx: Queries,
  workbook: Workbook,
  { code }: CommunePlace,
  households: readonly IncomingHousehold[],
  create: boolean,
) {
  const known = await villagesOf(tx, code);
  const words = workbook.words.values.village_words;
  const find = villageFinder(known, words);
  const missing = new Map<string, MissingVillage>();
  for (const { cells, refused } of create ? households : []) {
    const name = cells.village;
    if (name === undefined || refused || "code" in find(name)) continue;
    if (!missing.has(labelKey(name))) missing.set(labelKey(name), { name, code: `new ${labelKey(name)}` });
  }
  const all = [...known, ...[...missing.values()].map((one) => ({ ...one, also: [] }))];
  return { find: missing.size === 0 ? find : villageFinder(all, words), missing: [...missing.values()] };
}

async function nameVillages(
  tx: Queries,
  plan: Plan,
  commune: CommunePlace,
  missing: readonly MissingVillage[],
  by: By,
): Promise<void> {
  if (missing.length === 0) return;
  const made = await createVillages(
    tx,
    commune,
    missing.map(({ name }) => name),
    by,
  );
  const codes = new Map(missing.map(({ code }, at) => [code, made[at]!.code]));
  for (const one of [...plan.create, ...plan.households])
    one.villageCode = codes.get(one.villageCode) ?? one.villageCode;
}

async function write(
  tx: Queries,
  store: Store,
  plan: Plan,
  by: By,
  onProgress: ImportOptions["onProgress"],
): Promise<void> {
  await createHouseholds(tx, store, plan.create, {
    ...by,
    source: IMPORT_SOURCE,
    onPage: (count) => onProgress?.("written", count),
  });
  await changeHouseholds(tx, store, plan.households, by);
  await changeMembers(tx, store, plan.members, by);
  await addMembers(tx, store, plan.newMembers, by);
  await recordStatuses(tx, plan.statuses, by);
  await recordAllDeprivations(tx, plan.deprivations, by);
}

/** People of new households who may be the same. */
function duplicatesIn({ create }: Plan): DuplicatePair[] {
  const households = create.map((household) => ({
    ...household,
    id: household.code,
    closedOn: null,
    members: household.members.map((member, at) => ({ ...member, id: `${household.code} ${at}`, leftOn: null })),
  }));
  return duplicateCandidates(households);
}
