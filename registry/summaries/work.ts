// The work of a place: what is open, due and overdue, which villages are silent, why households are poor.
import { beginningOf } from "../../foundation/clock.ts";
import { addDays } from "../../foundation/day.ts";
import type { Period } from "../../knowledge/summaries.ts";
import type { Desk } from "../desk.ts";
import { inScope, type Scope } from "./scope.ts";

/** Reports, complaints, requests and steps of reviews that wait for the commune. */
export interface OpenWork {
  open: number;
  overdue: number;
  /** Due from today within the days of knowledge/process/summaries.yaml. */
  dueSoon: number;
}

/** Counts what waits; of a review the step that comes next in each village. A village sees its own reports and review steps; complaints and requests are the commune's. */
export async function openWork(
  { tx, library, today }: Pick<Desk, "tx" | "library" | "today">,
  scope: Scope,
): Promise<OpenWork> {
  const soon = addDays(today, library.summaries.dueWithinDays);
  const [row] = await tx.$queryRaw<OpenWork[]>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE w.due_on < ${today}::date))::int AS overdue,
      (count(*) FILTER (WHERE w.due_on BETWEEN ${today}::date AND ${soon}::date))::int AS "dueSoon"
    FROM (
      SELECT r.due_on FROM change_report r WHERE r.state IN ('open', 'claimed', 'forwarded') AND ${inScope(scope, "r")}
      UNION ALL SELECT r.due_on FROM (SELECT c.due_on, c.state, c.commune_code, NULL::text AS village_code FROM complaint c) r
        WHERE r.state = 'open' AND ${inScope(scope, "r")}
      UNION ALL SELECT r.due_on FROM (SELECT q.due_on, q.state, q.commune_code, NULL::text AS village_code FROM officer_request q) r
        WHERE r.state IN ('open', 'taken') AND ${inScope(scope, "r")}
      UNION ALL SELECT r.due_on FROM (SELECT DISTINCT ON (t.round_id, t.village_code) t.due_on, t.village_code, o.commune_code
          FROM review_step t JOIN review_round o ON o.id = t.round_id WHERE t.done_on IS NULL AND o.closed_on IS NULL
          ORDER BY t.round_id, t.village_code, t.due_on) r
        WHERE ${inScope(scope, "r")}
    ) w`;
  return row ?? { open: 0, overdue: 0, dueSoon: 0 };
}

/** Reports filed and decided in a period. */
export async function reportsOfPeriod(
  { tx }: Pick<Desk, "tx">,
  scope: Scope,
  { first, last }: Period,
): Promise<{ filed: number; approved: number }> {
  const [from, until] = [beginningOf(first), beginningOf(addDays(last, 1))];
  const [row] = await tx.$queryRaw<{ filed: number; approved: number }[]>`
    SELECT (count(*) FILTER (WHERE r.created_at >= ${from} AND r.created_at < ${until}))::int AS filed,
      (count(*) FILTER (WHERE r.state = 'approved' AND r.decided_at >= ${from} AND r.decided_at < ${until}))::int AS approved
    FROM change_report r WHERE r.state <> 'undone' AND ${inScope(scope, "r")}`;
  return row ?? { filed: 0, approved: 0 };
}

/** Names of the villages that sent no report for so many days, not even that nothing changed. */
export async function silentVillages(
  { tx, library, today }: Pick<Desk, "tx" | "library" | "today">,
  scope: Scope,
): Promise<string[]> {
  const since = beginningOf(addDays(today, -library.summaries.silentAfterDays));
  const found = await tx.$queryRaw<{ name: string }[]>`
    SELECT u.name FROM unit u JOIN unit p ON p.code = u.parent_code AND p.valid_to IS NULL
    WHERE u.level = 'village' AND u.valid_to IS NULL AND ${scope.code} IN (u.code, u.parent_code, p.parent_code)
      AND NOT EXISTS (SELECT 1 FROM change_report r WHERE r.village_code = u.code AND r.state <> 'undone' AND r.created_at >= ${since})
    ORDER BY u.code`;
  return found.map(({ name }) => name);
}
