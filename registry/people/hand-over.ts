// Cases held by somebody whose term ended go to the one successor in the same role and unit, or back to the queue.
import type { Day } from "../../foundation/day.ts";
import { type AuditFact, appendAudit } from "../audit.ts";
import type { By } from "../households/household.ts";
import { type Queries, rows } from "../store.ts";

interface Passed {
  id: string;
  successor: string | null;
}

/** Hands over what lies with people who hold no role any more; also run each day, for terms that end by themselves. */
export async function handOver(tx: Queries, today: Day, by: By): Promise<number> {
  const leaving = rows(await peopleWhoLeft(tx, today));
  const reports = await tx.$queryRaw<Passed[]>`
    UPDATE change_report r SET claimed_by = l.successor, state = CASE WHEN l.successor IS NULL THEN 'open' ELSE r.state END
    FROM jsonb_to_recordset(${leaving}::jsonb) AS l(id uuid, successor uuid) WHERE r.claimed_by = l.id AND r.state = 'claimed' RETURNING r.id, l.successor`;
  const reviews = await tx.$queryRaw<Passed[]>`
    UPDATE review_case r SET reviewer_id = l.successor
    FROM jsonb_to_recordset(${leaving}::jsonb) AS l(id uuid, successor uuid) WHERE r.reviewer_id = l.id AND r.state IN ('listed', 'scoring') RETURNING r.id, l.successor`;
  const requests = await tx.$queryRaw<Passed[]>`
    UPDATE officer_request r SET taken_by = l.successor, state = CASE WHEN l.successor IS NULL THEN 'open' ELSE r.state END
    FROM jsonb_to_recordset(${leaving}::jsonb) AS l(id uuid, successor uuid) WHERE r.taken_by = l.id AND r.state = 'taken' RETURNING r.id, l.successor`;
  const told = (kind: string, passed: Passed[]): AuditFact[] =>
    passed.map(({ id, successor }) => ({
      actor: by.actor,
      action: "case_handed_over",
      subject: `${kind}:${id}`,
      detail: { to: successor },
    }));
  await appendAudit(tx, [...told("report", reports), ...told("review", reviews), ...told("request", requests)], by.now);
  return reports.length + reviews.length + requests.length;
}

/** Everybody who held a role and holds none today, with the one person who now holds the same role in the same unit, if there is one. */
function peopleWhoLeft(tx: Queries, today: Day): Promise<Passed[]> {
  return tx.$queryRaw<Passed[]>`
    SELECT o.person_id AS id, CASE WHEN count(DISTINCT n.person_id) = 1 THEN min(n.person_id::text)::uuid END AS successor
    FROM role_term o LEFT JOIN role_term n ON n.role = o.role AND n.unit_code = o.unit_code AND n.person_id <> o.person_id
      AND n."from" <= ${today}::date AND (n."to" IS NULL OR n."to" >= ${today}::date)
    WHERE NOT EXISTS (SELECT 1 FROM role_term t WHERE t.person_id = o.person_id
      AND t."from" <= ${today}::date AND (t."to" IS NULL OR t."to" >= ${today}::date))
    GROUP BY o.person_id`;
}
