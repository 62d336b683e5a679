// Cases held by somebody who left a unit go to the one successor in the same role there, or back to the queue.
import type { Day } from "../../foundation/day.ts";
import { type AuditFact, appendAudit } from "../audit.ts";
import type { By } from "../households/household.ts";
import { held } from "../role-terms.ts";
import { type Queries, rows } from "../store.ts";

interface Passed {
  id: string;
  successor: string | null;
}

/** How many cases passed on, and how many of them to which successor. */
export interface HandedOver {
  cases: number;
  to: ReadonlyMap<string, number>;
}

/** Hands over what lies with people who hold no role any more where it lies. What was handed over once is not found again. */
export async function handOver(tx: Queries, today: Day, by: By): Promise<HandedOver> {
  const gone = await whoLeft(tx, today);
  if (gone.length === 0) return { cases: 0, to: new Map() };
  const left = rows(gone);
  const reports = await tx.$queryRaw<Passed[]>`
    UPDATE change_report r SET claimed_by = l.successor, state = CASE WHEN l.successor IS NULL THEN 'open' ELSE r.state END,
      claimed_at = CASE WHEN l.successor IS NOT NULL THEN r.claimed_at END
    FROM jsonb_to_recordset(${left}::jsonb) AS l(person uuid, unit text, successor uuid)
    WHERE r.claimed_by = l.person AND l.unit IN (r.village_code, r.commune_code) AND r.state = 'claimed' RETURNING r.id, l.successor`;
  const reviews = await tx.$queryRaw<Passed[]>`
    UPDATE review_case r SET reviewer_id = l.successor
    FROM jsonb_to_recordset(${left}::jsonb) AS l(person uuid, unit text, successor uuid)
    WHERE r.reviewer_id = l.person AND (r.village_code = l.unit OR r.village_code LIKE l.unit || '-%') AND r.state IN ('listed', 'scoring', 'rechecking')
    RETURNING r.id, l.successor`;
  const requests = await tx.$queryRaw<Passed[]>`
    UPDATE officer_request r SET taken_by = l.successor, state = CASE WHEN l.successor IS NULL THEN 'open' ELSE r.state END
    FROM jsonb_to_recordset(${left}::jsonb) AS l(person uuid, unit text, successor uuid)
    WHERE r.taken_by = l.person AND r.commune_code = l.unit AND r.state = 'taken' RETURNING r.id, l.successor`;
  const told = (kind: string, passed: Passed[]): AuditFact[] =>
    passed.map(({ id, successor }) => {
      return { actor: by.actor, action: "case_handed_over", subject: `${kind}:${id}`, detail: { to: successor } };
    });
  await tx.reportStep.createMany({
    data: reports.map(({ id: reportId }) => ({ reportId, at: by.now, action: "handed_over", noteSealed: null })),
  });
  await appendAudit(tx, [...told("report", reports), ...told("review", reviews), ...told("request", requests)], by.now);
  const all = [...reports, ...reviews, ...requests];
  const successors = Map.groupBy(all, ({ successor }) => successor);
  return {
    cases: all.length,
    to: new Map([...successors].flatMap(([id, own]) => (id === null ? [] : [[id, own.length]]))),
  };
}

/** Who held a role in a unit and holds none there today, with the one person who now holds the same role there, if there is one. */
function whoLeft(tx: Queries, today: Day): Promise<{ person: string; unit: string; successor: string | null }[]> {
  return tx.$queryRaw`
    SELECT o.person_id AS person, o.unit_code AS unit,
      CASE WHEN count(DISTINCT n.person_id) = 1 THEN min(n.person_id::text)::uuid END AS successor
    FROM role_term o LEFT JOIN role_term n ON n.role = o.role AND n.unit_code = o.unit_code AND n.person_id <> o.person_id
      AND ${held(today, "n")}
    WHERE NOT EXISTS (SELECT 1 FROM role_term t WHERE t.person_id = o.person_id AND t.unit_code = o.unit_code
      AND ${held(today)})
    GROUP BY o.person_id, o.unit_code`;
}
