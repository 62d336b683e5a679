// Cases held by somebody who left a unit go to the one successor in the same role there, or back to the queue.
import type { Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { type AuditFact, appendAudit } from "../audit.ts";
import type { By } from "../households/household.ts";
import { held } from "../role-terms.ts";
import { type Queries, rows } from "../store.ts";

interface Passed {
  id: string;
  successor: string | null;
}

/** Somebody who left a unit, and who takes over what lay there; null: the queue. */
interface Left {
  person: string;
  unit: string;
  successor: string | null;
}

/** How many cases passed on, and how many of them to which successor. */
export interface HandedOver {
  cases: number;
  to: ReadonlyMap<string, number>;
}

/** Which report, form of review or request `r` lies with the person `l` in the unit `l`. */
const LIES = {
  report: Prisma.sql`r.claimed_by = l.person AND l.unit IN (r.village_code, r.commune_code) AND r.state = 'claimed'`,
  review: Prisma.sql`r.reviewer_id = l.person AND (r.village_code = l.unit OR r.village_code LIKE l.unit || '-%')
    AND r.state IN ('listed', 'scoring', 'rechecking')`,
  request: Prisma.sql`r.taken_by = l.person AND r.commune_code = l.unit AND r.state = 'taken'`,
};

/** How many cases lie with each of these people in these units, in their order. */
export async function casesOf(tx: Queries, people: readonly Pick<Left, "person" | "unit">[]): Promise<number[]> {
  const found = await tx.$queryRaw<{ person: string; unit: string; cases: number }[]>`
    SELECT l.person, l.unit, ((SELECT count(*) FROM change_report r WHERE ${LIES.report}) + (SELECT count(*) FROM review_case r
      WHERE ${LIES.review}) + (SELECT count(*) FROM officer_request r WHERE ${LIES.request}))::int AS cases
    FROM jsonb_to_recordset(${rows(people)}::jsonb) AS l(person uuid, unit text)`;
  const counts = new Map(found.map(({ person, unit, cases }) => [`${person} ${unit}`, cases]));
  return people.map(({ person, unit }) => counts.get(`${person} ${unit}`) ?? 0);
}

/** Hands over what lies with people who hold no role any more where it lies. What was handed over once is not found again. */
export async function handOver(tx: Queries, today: Day, by: By): Promise<HandedOver> {
  return passOn(tx, await whoLeft(tx, today), by);
}

/** Hands over what lies with one person who has just left a unit to the one chosen, or to the queue. */
export async function handOverTo(tx: Queries, today: Day, left: Left, by: By): Promise<HandedOver> {
  const { person, unit } = left;
  const gone = await whoLeft(tx, today);
  return passOn(tx, gone.some((one) => one.person === person && one.unit === unit) ? [left] : [], by);
}

async function passOn(tx: Queries, gone: readonly Left[], by: By): Promise<HandedOver> {
  if (gone.length === 0) return { cases: 0, to: new Map() };
  const left = Prisma.sql`jsonb_to_recordset(${rows(gone)}::jsonb) AS l(person uuid, unit text, successor uuid)`;
  const reports = await tx.$queryRaw<Passed[]>`
    UPDATE change_report r SET claimed_by = l.successor, state = CASE WHEN l.successor IS NULL THEN 'open' ELSE r.state END,
      claimed_at = CASE WHEN l.successor IS NOT NULL THEN r.claimed_at END
    FROM ${left} WHERE ${LIES.report} RETURNING r.id, l.successor`;
  const reviews = await tx.$queryRaw<Passed[]>`
    UPDATE review_case r SET reviewer_id = l.successor FROM ${left} WHERE ${LIES.review} RETURNING r.id, l.successor`;
  const requests = await tx.$queryRaw<Passed[]>`
    UPDATE officer_request r SET taken_by = l.successor, state = CASE WHEN l.successor IS NULL THEN 'open' ELSE r.state END
    FROM ${left} WHERE ${LIES.request} RETURNING r.id, l.successor`;
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
function whoLeft(tx: Queries, today: Day): Promise<Left[]> {
  return tx.$queryRaw`
    SELECT o.person_id AS person, o.unit_code AS unit,
      CASE WHEN count(DISTINCT n.person_id) = 1 THEN min(n.person_id::text)::uuid END AS successor
    FROM role_term o LEFT JOIN role_term n ON n.role = o.role AND n.unit_code = o.unit_code AND n.person_id <> o.person_id
      AND ${held(today, "n")}
    WHERE NOT EXISTS (SELECT 1 FROM role_term t WHERE t.person_id = o.person_id AND t.unit_code = o.unit_code
      AND ${held(today)})
    GROUP BY o.person_id, o.unit_code`;
}
