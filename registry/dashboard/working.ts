// How a place works: how long people wait for answers, what the bot could not answer, who says that support arrived.
import { beginningOf } from "../../foundation/clock.ts";
import { addDays } from "../../foundation/day.ts";
import type { Period } from "../../knowledge/summaries.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import { type Counted, inScope, placeColumn, type Scope } from "../summaries/scope.ts";

/** Of what was answered in a period: how many, and after how many days half and nine of ten of them were. */
export interface Waiting {
  kind: "report" | "complaint" | "request";
  answered: number;
  halfDays: number;
  mostDays: number;
}

/** Reports decided, complaints answered and conversations with an officer closed in the period. */
export async function waitingTimes(
  { tx }: Pick<Desk, "tx">,
  scope: Scope,
  { first, last }: Period,
): Promise<Waiting[]> {
  const [from, until] = [beginningOf(first), beginningOf(addDays(last, 1))];
  return tx.$queryRaw<Waiting[]>`
    SELECT r.kind, count(*)::int AS answered, (percentile_cont(0.5) WITHIN GROUP (ORDER BY r.days))::float AS "halfDays",
      (percentile_cont(0.9) WITHIN GROUP (ORDER BY r.days))::float AS "mostDays"
    FROM (
      SELECT 'report' AS kind, c.village_code, c.commune_code, c.decided_at AS at, ${days("c.decided_at")} AS days
        FROM change_report c WHERE c.state IN ('approved', 'refused')
      UNION ALL SELECT 'complaint', NULL, c.commune_code, c.answered_at, ${days("c.answered_at")} FROM complaint c
      UNION ALL SELECT 'request', NULL, c.commune_code, c.closed_at, ${days("c.closed_at")} FROM officer_request c
    ) r WHERE r.at >= ${from} AND r.at < ${until} AND ${inScope(scope, "r")} GROUP BY r.kind ORDER BY r.kind`;
}

function days(at: string): Prisma.Sql {
  return Prisma.raw(`extract(epoch FROM ${at} - c.created_at) / 86400`);
}

/** Messages of the period that the bot did not understand, of the whole installation: nothing tells where they came from. */
export async function notUnderstood({ tx }: Pick<Desk, "tx">, { first, last }: Period): Promise<number> {
  return tx.misunderstood.count({ where: { on: { gte: new Date(first), lte: new Date(last) } } });
}

/** What the households of a place say of one policy. */
export interface TakeUpCount {
  place: string;
  policy: string;
  asked: number;
  received: number;
}

/** By place below the scope and policy. */
export function takeUpByPlace({ tx }: Pick<Desk, "tx">, scope: Counted): Promise<TakeUpCount[]> {
  return tx.$queryRaw`
    SELECT ${placeColumn(scope, "h")} AS place, t.policy_id AS policy, count(*)::int AS asked,
      (count(*) FILTER (WHERE t.state = 'received'))::int AS received
    FROM take_up t JOIN household h ON h.id = t.household_id
    WHERE h.closed_on IS NULL AND ${inScope(scope, "h")} GROUP BY 1, 2 ORDER BY 2, 1`;
}
