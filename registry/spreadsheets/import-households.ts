// The import of a file of households, in one transaction: all of it, or what is right of it when that is asked for, or nothing.
// Households are written while the file is still read: of a file with a mistake near its end all is taken back.
import { vietnamDayOf } from "../../foundation/clock.ts";
import { AppError } from "../../foundation/errors.ts";
import { changeHouseholds, changeMembers } from "../households/change.ts";
import { addMembers, type HouseholdWriter, householdWriter } from "../households/create.ts";
import { recordAllDeprivations } from "../households/deprivations.ts";
import { type DuplicateFinder, type DuplicatePair, duplicateFinder } from "../households/duplicates.ts";
import type { By, Household } from "../households/household.ts";
import { recordStatuses } from "../households/statuses.ts";
import { type CommunePlace, type CommuneUnits, ensureCommune } from "../households/villages.ts";
import type { Queries, Store } from "../store.ts";
import { householdChecker } from "./check-household.ts";
import { type Gathered, gatherPages, nothingGathered } from "./gather.ts";
import type { IncomingHousehold } from "./incoming.ts";
import { type KeptElsewhere, keptElsewhere } from "./kept-elsewhere.ts";
import { HOUSEHOLDS_AT_ONCE } from "./limits.ts";
import { addPlan, emptyPlan, IMPORT_SOURCE, type Known, lookUp, type Plan, type Planning, planImport } from "./plan.ts";
import type { Problem } from "./problem.ts";
import type { RawRow } from "./raw-row.ts";
import { type Villages, villagesToUse } from "./villages-to-use.ts";
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
  const gathered = nothingGathered();
  const pages = gatherPages(workbook, rows, gathered, (count) => options.onProgress?.("read", count));
  const source: Source = { workbook, gathered, pages };
  // Where the rows of a household lie far apart, what was written before its last row is taken back, and begun anew.
  const again = async () => (await inOneGo(store, { ...source, pages: inPages(gathered) }, options))!;
  return (await inOneGo(store, source, options)) ?? (await again());
}

async function* inPages({ households }: Gathered): AsyncGenerator<IncomingHousehold[]> {
  for (let at = 0; at < households.length || at === 0; at += HOUSEHOLDS_AT_ONCE)
    yield households.slice(at, at + HOUSEHOLDS_AT_ONCE);
}

interface Source {
  workbook: Workbook;
  gathered: Gathered;
  pages: AsyncIterable<IncomingHousehold[]>;
}

const TAKEN_BACK = new AppError("import:taken-back", "nothing of the file is kept");

/** Imports pages in one transaction; null, with the file read to its end, when a page turned out not to be whole. */
async function inOneGo(store: Store, source: Source, options: ImportOptions): Promise<ImportResult | null> {
  const scatteredBefore = source.gathered.scattered;
  const outcome: { result: ImportResult | null } = { result: null };
  const work = async (tx: Queries) => {
    const run = await begin(tx, store, source, options);
    const whole = () => source.gathered.scattered === scatteredBefore;
    let last: Asked | null = null;
    for await (const page of source.pages) {
      if (!whole()) continue;
      const asked = ask(run, page);
      if (last !== null) await importPage(run, last);
      last = asked;
    }
    if (whole() && last !== null) await importPage(run, last);
    if (whole()) outcome.result = await finish(run);
    if (outcome.result?.written !== true) throw TAKEN_BACK;
  };
  await store.client.$transaction(work, PATIENCE).catch((fault: unknown) => {
    if (fault !== TAKEN_BACK) throw fault;
  });
  return outcome.result;
}

/** An import on its way. */
interface Run {
  tx: Queries;
  store: Store;
  source: Source;
  options: ImportOptions;
  check: ReturnType<typeof householdChecker>;
  planning: Planning;
  villages: Villages;
  writer: HouseholdWriter;
  /** Everything planned so far. */
  plan: Plan;
  duplicates: DuplicateFinder;
  /** What the households of the file, taken by themselves and together, have wrong. */
  problems: Problem[];
  refused: number;
}

async function begin(tx: Queries, store: Store, source: Source, options: ImportOptions): Promise<Run> {
  const { units, by, dryRun } = options;
  const { workbook } = source;
  const commune: CommunePlace = { code: units.commune.code, provinceCode: units.province.code };
  if (!dryRun) await ensureCommune(tx, units);
  const villages = await villagesToUse(tx, workbook, commune);
  const planning = { workbook, commune, today: vietnamDayOf(by.now), village: villages.find };
  const writer = householdWriter(tx, store, { ...by, source: IMPORT_SOURCE });
  const check = householdChecker(workbook);
  const found = { plan: emptyPlan(), duplicates: duplicateFinder(), problems: [], refused: 0 };
  return { tx, store, source, options, check, planning, villages, writer, ...found };
}

/** What is wrong as far as the file was read. */
const problemsOf = ({ source, problems, plan }: Run) => [...source.gathered.problems, ...problems, ...plan.problems];

/** Nothing is written any more once it is clear that nothing will be kept; the rest is still looked through. */
function willWrite(run: Run): boolean {
  const { dryRun, acceptValidRows } = run.options;
  const wrong = ({ level, at }: Problem) => level === "error" && (!acceptValidRows || at === null);
  return !dryRun && !problemsOf(run).some(wrong);
}

/** A page with what the registry was asked about it: before the page ahead of it is written, so that neither waits for the other. */
interface Asked {
  page: readonly IncomingHousehold[];
  known: Promise<[Known, KeptElsewhere[]]>;
}

function ask({ tx, store, planning, check, problems }: Run, page: readonly IncomingHousehold[]): Asked {
  problems.push(...check(page));
  const known = Promise.all([lookUp(tx, store, planning, page), keptElsewhere(tx, store, page)]);
  known.catch(() => undefined); // told to whoever waits for it
  return { page, known };
}

async function importPage(run: Run, { page, known }: Asked): Promise<void> {
  const { options, villages, writer } = run;
  if (options.createVillages && villages.note(page) > 0 && willWrite(run)) {
    await writer.settle();
    await villages.make(options.by);
  }
  const [found, elsewhere] = await known;
  const plan = planImport(run.planning, page, found);
  for (const { household, problem } of elsewhere) if (!household.refused) plan.problems.push(problem);
  addPlan(run.plan, plan);
  run.duplicates.add(asKept(plan));
  run.refused += page.filter(({ refused }) => refused).length;
  if (willWrite(run)) await write(run, plan);
}

async function write({ tx, store, options: { by, onProgress }, writer, plan: whole }: Run, plan: Plan): Promise<void> {
  await writer.add(plan.create);
  onProgress?.("written", whole.create.length);
  if (plan.changed === 0) return;
  await writer.settle();
  await changeHouseholds(tx, store, plan.households, by);
  await changeMembers(tx, store, plan.members, by);
  await addMembers(tx, store, plan.newMembers, by);
  await recordStatuses(tx, plan.statuses, by);
  await recordAllDeprivations(tx, plan.deprivations, by);
}

async function finish(run: Run): Promise<ImportResult> {
  const { plan, duplicates, refused, villages, source, writer } = run;
  const written = willWrite(run);
  if (written) await writer.settle();
  return {
    created: plan.create.length,
    changed: plan.changed,
    unchanged: plan.unchanged,
    refused,
    members: plan.newMembers.length + plan.create.reduce((sum, { members }) => sum + members.length, 0),
    absent: plan.absent,
    villages: villages.missing(),
    problems: problemsOf(run),
    duplicates: duplicates.pairs(),
    ignored: source.gathered.ignored,
    written,
  };
}

/** New households as the search for duplicates wants them. */
function asKept({ create }: Plan): Household[] {
  return create.map((household) => ({
    ...household,
    id: household.code,
    closedOn: null,
    members: household.members.map((member, at) => ({ ...member, id: `${household.code} ${at}`, leftOn: null })),
  }));
}
