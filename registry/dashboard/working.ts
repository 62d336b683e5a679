// How a place works: how long people wait for answers, what the bot could not answer, who says that support arrived.
import { addDays, type Day } from "../../foundation/day.ts";
import type { Period } from "../../knowledge/summaries.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import { listedOn } from "../summaries/listed.ts";
import { inScope, placeColumn, type Scope } from "../summaries/scope.ts";

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
  const [from, until] = [midnight(first), midnight(addDays(last, 1))];
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

/** Midnight in Vietnam at the beginning of a day. */
function midnight(on: Day): Date {
  return new Date(`${on}T00:00:00+07:00`);
}

/** Messages of the period that the bot did not understand, of the whole installation: nothing tells where they came from. */
export async function notUnderstood({ tx }: Pick<Desk, "tx">, { first, last }: Period): Promise<number> {
  return tx.misunderstood.count({ where: { on: { gte: new Date(first), lte: new Date(last) } } });
}

/** What the households of a place say of one policy. */
export interface TakeUpCount {
  code: string;
  name: string;
  policy: string;
  asked: number;
  received: number;
}

/** By place below the scope and policy. */
export async function takeUpOf({ tx }: Pick<Desk, "tx">, scope: Scope): Promise<TakeUpCount[]> {
  return tx.$queryRaw<TakeUpCount[]>`
    SELECT x.code, coalesce(u.name, x.code) AS name, x.policy, x.asked, x.received FROM (
      SELECT ${placeColumn(scope, "h")} AS code, t.policy_id AS policy, count(*)::int AS asked,
        (count(*) FILTER (WHERE t.state = 'received'))::int AS received
      FROM take_up t JOIN household h ON h.id = t.household_id
      WHERE h.closed_on IS NULL AND ${inScope(scope, "h")} GROUP BY 1, 2
    ) x LEFT JOIN unit u ON u.code = x.code AND u.valid_to IS NULL ORDER BY x.policy, x.code`;
}

/** How many households lack it. */
export interface LackCount {
  indicator: string;
  count: number;
}

/** How many poor and near-poor households lack each indicator on a day, the most frequent first. */
export async function lacking(
  { tx }: Pick<Desk, "tx">,
  scope: Scope,
  { on, knownAt }: { on: Day; knownAt: Date },
): Promise<LackCount[]> {
  return tx.$queryRaw`
    SELECT d.indicator, count(*)::int AS count FROM ${listedOn(scope, on, knownAt)} JOIN deprivation d ON d.household_id = h.id
      AND d.superseded_at IS NULL AND d."from" <= ${on}::date AND (d."to" IS NULL OR d."to" >= ${on}::date)
    GROUP BY d.indicator ORDER BY count DESC, d.indicator`;
}
