// Opening a round: its villages with their steps and days, and the households that enter by law or because they asked.
import { randomUUID } from "node:crypto";
import type { Day } from "../../foundation/day.ts";
import type { Track } from "../../knowledge/schema/workflow.ts";
import { standardOn } from "../../knowledge/standard.ts";
import { roundOf, type Span, stepDays } from "../../knowledge/workflow.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { appendAudit } from "../audit.ts";
import { actorMark, type Desk, reachOf } from "../desk.ts";
import { type Round, roundFrom } from "./round.ts";

/** The round that opening would open: its days, its standard and how many households enter; or why it cannot be. */
export type Planned =
  | { ok: true; track: Track; communeCode: string; span: Span; standard: string; households: number }
  | { refused: "no-right" | "no-points" | "no-villages" }
  | { refused: "not-yet"; opensOn: Day }
  | { refused: "open-already"; round: Round };

/** Looks whether the actor may open a round of this track today. */
export async function planRound(desk: Desk, track: Track): Promise<Planned> {
  const [communeCode] = reachOf(desk, "round.open").communes;
  if (communeCode === undefined) return { refused: "no-right" };
  const { knowledge, holidays } = desk.library;
  const span = roundOf(track, desk.today, holidays);
  if (span.opensOn > desk.today) return { refused: "not-yet", opensOn: span.opensOn };
  const standard = standardOn(knowledge.standards, span.opensOn)?.id;
  const scored = standard !== undefined && knowledge.forms.thresholds[standard] !== undefined;
  if (standard === undefined || (track.forms === "scores" && !scored)) return { refused: "no-points" };
  const opensOn = new Date(span.opensOn);
  const known = await desk.tx.reviewRound.findFirst({ where: { communeCode, track: track.id, opensOn } });
  if (known !== null) return { refused: "open-already", round: roundFrom(known) };
  const villages = await desk.tx.unit.count({ where: { parentCode: communeCode, level: "village", validTo: null } });
  if (villages === 0) return { refused: "no-villages" };
  const [enter] = await desk.tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (${entering(desk, track, communeCode)}) e`;
  return { ok: true, track, communeCode, span, standard, households: Number(enter?.count ?? 0n) };
}

/** Opens the round; `households` entered it. Opened by two at once, the second learns that it is open. */
export async function openRound(
  desk: Desk,
  track: Track,
): Promise<{ ok: true; round: Round; households: number } | Exclude<Planned, { ok: true }>> {
  await desk.tx.$executeRaw`SELECT pg_advisory_xact_lock(3)`;
  const plan = await planRound(desk, track);
  if (!("ok" in plan)) return plan;
  const { communeCode, span, standard } = plan;
  const days = { opensOn: new Date(span.opensOn), dueOn: new Date(span.dueOn) };
  const row = await desk.tx.reviewRound.create({ data: { communeCode, track: track.id, standard, ...days } });
  await writeSteps(desk, row.id, plan);
  const households = await enterHouseholds(desk, row.id, plan);
  const detail = { commune: communeCode, track: track.id, standard, ...span, households };
  const entry = { actor: actorMark(desk), action: "round_opened", subject: `round:${row.id}`, detail };
  await appendAudit(desk.tx, [entry], desk.now);
  return { ok: true, round: roundFrom(row), households };
}

async function writeSteps(desk: Desk, roundId: string, plan: Extract<Planned, { ok: true }>): Promise<void> {
  const villages = await desk.tx.unit.findMany({
    where: { parentCode: plan.communeCode, level: "village", validTo: null },
    select: { code: true },
  });
  // Opened late, no step is overdue from the start.
  const { opensOn, dueOn } = plan.span;
  const from = [desk.today, opensOn].sort().at(-1)!;
  const steps = stepDays(plan.track, { opensOn: from, dueOn }, desk.library.holidays);
  const data = villages.flatMap(({ code: villageCode }) =>
    steps.map(({ step, dueOn: due }) => ({
      id: randomUUID(),
      roundId,
      villageCode,
      step,
      dueOn: new Date(due),
      detail: {},
    })),
  );
  await desk.tx.reviewStep.createMany({ data });
}

async function enterHouseholds(
  desk: Desk,
  roundId: string,
  { communeCode, track }: Extract<Planned, { ok: true }>,
): Promise<number> {
  return desk.tx.$executeRaw`
    INSERT INTO review_case (id, round_id, household_id, village_code, reason, state, updated_at)
    SELECT gen_random_uuid(), ${roundId}::uuid, e.id, e.village_code, CASE WHEN e.listed THEN 'listed' ELSE 'report' END, 'listed', ${desk.now}
    FROM (${entering(desk, track, communeCode)}) e`;
}

/** Households of the listed classes today, and those whose reports ask for a review. */
function entering({ today, library }: Desk, { forms, lists }: Track, communeCode: string): Prisma.Sql {
  const asking = forms === "scores" ? library.review.workflow.asking_reports : [];
  return Prisma.sql`
    SELECT h.id, h.village_code, e.listed FROM household h
    JOIN unit u ON u.code = h.village_code AND u.parent_code = h.commune_code AND u.valid_to IS NULL
    CROSS JOIN LATERAL (SELECT
      EXISTS (SELECT 1 FROM household_status s WHERE s.household_id = h.id AND s.superseded_at IS NULL AND s.status = ANY(${[...lists]}::text[])
        AND s."from" <= ${today}::date AND (s."to" IS NULL OR s."to" >= ${today}::date)) AS listed,
      EXISTS (SELECT 1 FROM change_report c WHERE c.household_id = h.id AND c.change_type = ANY(${[...asking]}::text[])
        AND c.state IN ('open', 'claimed', 'forwarded')) AS asked) e
    WHERE h.commune_code = ${communeCode} AND h.closed_on IS NULL AND (e.listed OR e.asked)`;
}
