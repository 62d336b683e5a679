// The decision of the commune's leader: the only place where a review becomes the class of a household. Everything is recorded
// in one transaction: the classes, what each household lacks, the numbers of the certificates, and that the round went on.
import type { Day } from "../../foundation/day.ts";
import { CAUSES } from "../../knowledge/review-questions.ts";
import { deprivedIn } from "../../knowledge/review-sheet.ts";
import type { HouseholdClass } from "../../knowledge/schema/standard.ts";
import { effectiveFrom } from "../../knowledge/workflow.ts";
import type { ReviewCase } from "../../prisma/generated/client.ts";
import { actorMark, covers, type Desk, reachOf } from "../desk.ts";
import { causesThatGoOn } from "../households/causes.ts";
import { recordAllDeprivations } from "../households/deprivations.ts";
import { currentStatuses, recordStatuses } from "../households/statuses.ts";
import { holdingOn } from "../households/timeline.ts";
import { closeWhenDone } from "./lists.ts";
import type { DayRefused } from "./meeting.ts";
import { type KeptStep, lockRound, progressOf, type Round, trackOf } from "./round.ts";
import { type Settled, settleReports } from "./settle-reports.ts";
import { sheetFrom } from "./sheets.ts";
import { finishStep, noteStep, stepsOf } from "./steps.ts";

/** A household about which the leader decided. */
export interface Decided {
  householdId: string;
  villageCode: string;
  before: HouseholdClass | null;
  status: HouseholdClass;
  from: Day;
  /** The number of the certificate, for classes that get one. */
  certificate: string | null;
}

/** What waits for the leader's signature in a round. */
export interface ToSign {
  round: Round;
  villages: { code: string; name: string }[];
  /** Households by proposed class. */
  proposed: Readonly<Record<string, number>>;
  /** No decision may be dated before this day: the last step before it. */
  earliest: Day;
}

/** The villages whose re-check is closed; null when the actor may not sign or nothing waits. */
export async function toSign(desk: Desk, roundId: string): Promise<ToSign | null> {
  const round = await lockRound(desk.tx, roundId);
  const reach = reachOf(desk, "decision.sign");
  if (round === null || !covers(reach, { villageCode: null, communeCode: round.communeCode })) return null;
  const { villages } = await progressOf(desk.tx, round, reach);
  const ready = villages.filter(({ current }) => current?.step === "decision");
  if (ready.length === 0) return null;
  const counts = await desk.tx.reviewCase.groupBy({
    by: ["proposed"],
    where: { roundId, villageCode: { in: ready.map(({ villageCode }) => villageCode) } },
    _count: true,
  });
  const rechecks = ready.map(({ steps }) => steps.find(({ step }) => step === "recheck")!.doneOn!);
  return {
    round,
    villages: ready.map(({ villageCode, villageName }) => ({ code: villageCode, name: villageName })),
    proposed: Object.fromEntries(counts.map(({ proposed, _count }) => [proposed, _count])),
    earliest: rechecks.sort().at(-1)!,
  };
}

/** Signs for every village that waits. `number` and `decidedOn` are those of the paper. */
export async function signDecision(
  desk: Desk,
  { roundId, number, decidedOn }: { roundId: string; number: string; decidedOn: Day },
): Promise<
  | { ok: true; waiting: ToSign; households: Decided[]; settled: Settled[]; closed: boolean }
  | { refused: "nothing-waits" }
  | DayRefused
> {
  const waiting = await toSign(desk, roundId);
  if (waiting === null) return { refused: "nothing-waits" };
  const { earliest, round, villages } = waiting;
  if (decidedOn < earliest || decidedOn > desk.today)
    return { refused: "impossible-day", from: earliest, to: desk.today };
  const codes = villages.map(({ code }) => code);
  const cases = await desk.tx.reviewCase.findMany({
    where: { roundId, villageCode: { in: codes } },
    orderBy: { householdId: "asc" },
  });
  const from = effectiveFrom(trackOf(desk, round), decidedOn);
  const households = await decide(desk, round, cases, { number, decidedOn, from });
  const settled = await settleReports(desk, round, { number, households });
  for (const code of codes) {
    const steps = await stepsOf(desk, roundId, code);
    const detail = { number, decidedOn, households: cases.filter((one) => one.villageCode === code).length };
    await finishStep(desk, stepNamed(steps, "decision"), detail, decidedOn);
    await finishStep(desk, stepNamed(steps, "notice"), {});
  }
  const closed = await closeWhenDone(desk, roundId);
  return { ok: true, waiting, households, settled, closed };
}

const stepNamed = (steps: KeptStep[], name: string) => steps.find(({ step }) => step === name)!;

interface Paper {
  number: string;
  decidedOn: Day;
  from: Day;
}

async function decide(desk: Desk, round: Round, cases: ReviewCase[], paper: Paper): Promise<Decided[]> {
  const { tx, now } = desk;
  const by = { actor: actorMark(desk), now };
  const ids = cases.map(({ householdId }) => householdId);
  const known = Map.groupBy(await currentStatuses(tx, ids), ({ householdId }) => householdId);
  const decided: Decided[] = [];
  let certificates = await certificatesOfYear(desk, round, paper.decidedOn);
  const { certificate: form } = desk.library.review.workflow;
  for (const { id, householdId, villageCode, proposed } of cases) {
    const status = proposed as HouseholdClass;
    if (form.classes.includes(status)) certificates += 1;
    const certificate = form.classes.includes(status) ? `${certificates}/${form.form}` : null;
    const before = holdingOn(known.get(householdId) ?? [], desk.today)?.status ?? null;
    decided.push({ householdId, villageCode, before, status, from: paper.from, certificate });
    const data = { decided: status, decisionNumber: paper.number, decidedOn: new Date(paper.decidedOn), certificate };
    await tx.reviewCase.update({ where: { id }, data: { ...data, state: "decided", updatedAt: now } });
  }
  const { number: decisionNumber, decidedOn, from } = paper;
  const { forms } = desk.library.review;
  const statuses = cases.map(({ householdId, proposed, b1, b2, sheetSealed }) => {
    const status = proposed as HouseholdClass;
    const found = sheetFrom(desk.store.seal, sheetSealed)[CAUSES]?.value ?? null;
    const causes = causesThatGoOn(forms, known.get(householdId) ?? [], { status, from, found });
    return { householdId, status, standard: round.standard, from, b1, b2, decisionNumber, decidedOn, causes };
  });
  await recordStatuses(tx, statuses, by);
  const lacking = cases.flatMap(({ householdId, b2, sheetSealed }) =>
    b2 === null
      ? []
      : [{ householdId, indicators: deprivedIn(sheetFrom(desk.store.seal, sheetSealed)), from, source: "review" }],
  );
  await recordAllDeprivations(tx, lacking, by);
  await noteStep(desk, round.id, "round_decided", { number: decisionNumber, decidedOn, from, households: ids.length });
  return decided;
}

/** How many certificates the commune gave in the year of the decision: the next one is numbered on from there. */
async function certificatesOfYear({ tx }: Desk, { communeCode }: Round, on: Day): Promise<number> {
  const [found] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM review_case c JOIN review_round r ON r.id = c.round_id
    WHERE r.commune_code = ${communeCode} AND c.certificate IS NOT NULL AND date_part('year', c.decided_on) = ${Number(on.slice(0, 4))}`;
  return Number(found?.count ?? 0n);
}
