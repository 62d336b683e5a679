// A round of review as kept, and how far each village is in it. A step is done or not; those done are always the first ones.
import type { Day } from "../../foundation/day.ts";
import type { StepId, Track } from "../../knowledge/schema/workflow.ts";
import { currentStep } from "../../knowledge/workflow.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { covers, type Desk, type Reach, reachOf, within } from "../desk.ts";
import { dayOf } from "../households/sealed-rows.ts";
import type { Queries } from "../store.ts";

export interface Round {
  id: string;
  communeCode: string;
  track: string;
  standard: string;
  opensOn: Day;
  dueOn: Day;
  closedOn: Day | null;
}

/** What a step recorded: figures, days and numbers, nothing personal. */
export type StepDetail = Record<string, string | number | boolean | null>;

/** One step of one village. */
export interface KeptStep {
  id: string;
  roundId: string;
  villageCode: string;
  step: StepId;
  dueOn: Day;
  doneOn: Day | null;
  detail: StepDetail;
}

/** A village in a round; `current` is null when all is done. `cases`: how many households, by state. */
export interface VillageProgress {
  villageCode: string;
  villageName: string;
  steps: KeptStep[];
  current: KeptStep | null;
  cases: Readonly<Record<string, number>>;
}

export interface RoundProgress {
  round: Round;
  villages: VillageProgress[];
}

/** The rounds that the actor may read and that are not over, the newest first, each with its villages within reach. */
export function readRounds(desk: Desk): Promise<RoundProgress[]> {
  return roundsWithin(desk, Prisma.sql`o.closed_on IS NULL ORDER BY o.opens_on DESC, o.id`);
}

const MOST_OVER = 6;

/** The last rounds that are over, the newest first. */
export function roundsOver(desk: Desk): Promise<RoundProgress[]> {
  return roundsWithin(desk, Prisma.sql`o.closed_on IS NOT NULL ORDER BY o.opens_on DESC, o.id LIMIT ${MOST_OVER}`);
}

/** Of many communes only those that the actor reads are gone through. */
async function roundsWithin(desk: Desk, which: Prisma.Sql): Promise<RoundProgress[]> {
  const reach = reachOf(desk, "round.read");
  const found = await desk.tx.$queryRaw<{ id: string }[]>`
    SELECT o.id FROM review_round o WHERE EXISTS (
      SELECT 1 FROM (SELECT u.code AS village_code, u.parent_code AS commune_code FROM unit u
        WHERE u.level = 'village' AND u.parent_code = o.commune_code AND u.valid_to IS NULL) r
      WHERE ${within(reach, "r")}) AND ${which}`;
  const rows = await desk.tx.reviewRound.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  const progress: RoundProgress[] = [];
  for (const { id } of found) {
    const row = rows.find((one) => one.id === id)!;
    progress.push(await progressOf(desk.tx, roundFrom(row), reach));
  }
  return progress.filter(({ villages }) => villages.length > 0);
}

/** A step that comes next somewhere, with the name of its village. */
export type WaitingStep = KeptStep & { villageName: string };

/** Where this step comes next, in the villages that the actor may read and record it in. */
export async function openSteps(desk: Desk, wanted: StepId): Promise<WaitingStep[]> {
  const { operation } = desk.library.review.workflow.steps.find(({ id }) => id === wanted)!;
  const reach = reachOf(desk, operation);
  return (await readRounds(desk)).flatMap(({ round: { communeCode }, villages }) =>
    villages.flatMap(({ current, villageCode, villageName }) =>
      current?.step === wanted && covers(reach, { villageCode, communeCode }) ? [{ ...current, villageName }] : [],
    ),
  );
}

/** One round as far as the reach goes; no villages when it goes nowhere in it. */
export async function progressOf(tx: Queries, round: Round, reach: Reach): Promise<RoundProgress> {
  const names = await villagesWithin(tx, round, reach);
  const codes = names.map(({ code }) => code);
  const steps = await tx.reviewStep.findMany({ where: { roundId: round.id, villageCode: { in: codes } } });
  const counts = await tx.reviewCase.groupBy({
    by: ["villageCode", "state"],
    where: { roundId: round.id, villageCode: { in: codes } },
    _count: true,
  });
  const byVillage = Map.groupBy(steps.map(stepFrom), ({ villageCode }) => villageCode);
  const villages = names.flatMap(({ code: villageCode, name: villageName }) => {
    const own = byVillage.get(villageCode);
    if (own === undefined) return [];
    const cases = counts.filter((one) => one.villageCode === villageCode).map(({ state, _count }) => [state, _count]);
    return [{ villageCode, villageName, steps: own, current: currentOf(own), cases: Object.fromEntries(cases) }];
  });
  return { round, villages };
}

async function villagesWithin(tx: Queries, { communeCode }: Round, reach: Reach) {
  return tx.$queryRaw<{ code: string; name: string }[]>`
    SELECT r.village_code AS code, r.name FROM (
      SELECT u.code AS village_code, u.parent_code AS commune_code, u.name FROM unit u
      WHERE u.level = 'village' AND u.parent_code = ${communeCode} AND u.valid_to IS NULL) r
    WHERE ${within(reach, "r")} ORDER BY r.village_code`;
}

/** The step of a village that comes next; null when all are done. */
export function currentOf(steps: readonly KeptStep[]): KeptStep | null {
  const done = new Set(steps.filter(({ doneOn }) => doneOn !== null).map(({ step }) => step));
  const next = currentStep(done);
  return steps.find(({ step }) => step === next) ?? null;
}

/** Reads a round and holds it until the transaction ends, so that two people never record the same step. */
export async function lockRound(tx: Queries, id: string): Promise<Round | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM review_round WHERE id::text = ${id} FOR UPDATE`;
  return found === undefined ? null : roundFrom(await tx.reviewRound.findUniqueOrThrow({ where: { id: found.id } }));
}

/** The track of a round; rounds are only opened on tracks that exist. */
export function trackOf({ library }: Pick<Desk, "library">, { track }: Round): Track {
  return library.review.workflow.tracks.find(({ id }) => id === track)!;
}

type RoundRow = Prisma.ReviewRoundGetPayload<object>;
type StepRow = Prisma.ReviewStepGetPayload<object>;

/** A row of the store as a round. */
export function roundFrom({ id, communeCode, track, standard, opensOn, dueOn, closedOn }: RoundRow): Round {
  const days = { opensOn: dayOf(opensOn), dueOn: dayOf(dueOn), closedOn: dayOf(closedOn) };
  return { id, communeCode, track, standard, ...days };
}

/** A row of the store as a step. */
export function stepFrom({ id, roundId, villageCode, step, dueOn, doneOn, detail }: StepRow): KeptStep {
  const kept = { id, roundId, villageCode, step: step as StepId, detail: detail as StepDetail };
  return { ...kept, dueOn: dayOf(dueOn)!, doneOn: dayOf(doneOn) };
}
