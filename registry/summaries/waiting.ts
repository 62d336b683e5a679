// What waits for somebody's own action, whichever room it lies in: one list by due date for the first page. Nothing personal is in it.
import type { Day } from "../../foundation/day.ts";
import type { Operation } from "../../knowledge/roles.ts";
import { type Desk, reachOf, within } from "../desk.ts";

/** One thing to do. */
export interface Waiting {
  kind: "report" | "decision" | "complaint" | "request" | "step";
  /** The number of the case; null for a step of a review. */
  number: number | null;
  /** The round of review that a step is of. */
  roundId: string | null;
  /** The kind of change, or the step; null where there is none. */
  what: string | null;
  villageCode: string | null;
  communeCode: string;
  /** Name of the village, or of the commune. */
  place: string;
  dueOn: Day | null;
  urgent: boolean;
}

const MOST = 50;

/** What the actor may move on, urgent and early ones first, at most fifty. */
export function waitingFor(desk: Desk): Promise<Waiting[]> {
  const reach = (operation: Operation) => within(reachOf(desk, operation), "r");
  return desk.tx.$queryRaw<Waiting[]>`
    SELECT w.kind, w.number, w.round_id AS "roundId", w.what, w.village_code AS "villageCode", w.commune_code AS "communeCode",
      coalesce(v.name, c.name, w.commune_code) AS place, to_char(w.due_on, 'YYYY-MM-DD') AS "dueOn", w.urgent
    FROM (
      SELECT 'report' AS kind, r.number, NULL::text AS round_id, r.change_type AS what, r.village_code, r.commune_code, r.due_on, r.urgent
        FROM change_report r WHERE (r.state = 'open' OR (r.state = 'claimed' AND r.claimed_by = ${desk.actor.personId}::uuid))
          AND ${reach("report.review")}
      UNION ALL SELECT 'decision', r.number, NULL, r.change_type, r.village_code, r.commune_code, r.due_on, r.urgent
        FROM change_report r WHERE r.state = 'forwarded' AND ${reach("report.decide")}
      UNION ALL SELECT 'complaint', r.number, NULL, NULL, NULL, r.commune_code, r.due_on, false
        FROM (SELECT x.*, NULL::text AS village_code FROM complaint x) r WHERE r.state = 'open' AND ${reach("complaint.answer")}
      UNION ALL SELECT 'request', r.number, NULL, NULL, NULL, r.commune_code, r.due_on, false
        FROM (SELECT x.*, NULL::text AS village_code FROM officer_request x) r
        WHERE (r.state = 'open' OR (r.state = 'taken' AND r.taken_by = ${desk.actor.personId}::uuid)) AND ${reach("request.take")}
      UNION ALL SELECT 'step', NULL, r.round_id::text, r.step, r.village_code, r.commune_code, r.due_on, false
        FROM (SELECT DISTINCT ON (t.round_id, t.village_code) t.*, o.commune_code FROM review_step t JOIN review_round o ON o.id = t.round_id
          WHERE t.done_on IS NULL AND o.closed_on IS NULL ORDER BY t.round_id, t.village_code, t.due_on) r
        WHERE ${reach("round.read")}
    ) w
    LEFT JOIN unit v ON v.code = w.village_code AND v.valid_to IS NULL
    LEFT JOIN unit c ON c.code = w.commune_code AND c.valid_to IS NULL
    ORDER BY w.urgent DESC, w.due_on NULLS LAST, w.number LIMIT ${MOST}`;
}
