// Households page by page, as they lie sealed: only what the law looks at, no names. The store writes a page as one text, which goes to a
// thread unread: the thread reads and opens it.
import type { Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { UnitFacts } from "../households/for-law.ts";
import type { Queries } from "../store.ts";
import { inScope, placeColumn, type Scope } from "../summaries/scope.ts";

/** One household; columns of members and statuses stand in the order of the types. */
export interface SealedHousehold extends UnitFacts {
  id: string;
  code: string;
  /** The place it is counted under: the village, in a province the commune. */
  place: string;
  facts: string | null;
  members: SealedMember[] | null;
  statuses: [from: Day, status: string, standard: string][] | null;
  lacking: string[];
}

type SealedMember = [
  id: string,
  sex: string | null,
  birth: string | null,
  details: string | null,
  facts: string | null,
];

/** Some households, unread. */
export interface SealedPage {
  /** Id of the last one; null: there was none. */
  last: string | null;
  /** As `householdsOf` reads them. */
  households: string;
}

const PAGE = 1000;

/** Open households of the scope after `last` (an id), in the order of their ids; one alone when a code is given. */
export async function readSealedPage(
  tx: Queries,
  scope: Scope,
  { last, on, code }: { last: string; on: Day; code?: string },
): Promise<SealedPage> {
  const only = code === undefined ? Prisma.empty : Prisma.sql`AND h.code = ${code}`;
  const [page] = await tx.$queryRaw<[SealedPage]>`
    WITH page AS (
      SELECT h.id, h.code, h.village_code, h.commune_code, h.province_code, ${placeColumn(scope, "h")} AS place, h.facts_sealed FROM household h
      WHERE h.id > ${last}::uuid AND h.closed_on IS NULL AND ${inScope(scope, "h")} ${only} ORDER BY h.id LIMIT ${PAGE}),
    found AS (SELECT p.id, p.code, p.place, p.facts_sealed AS facts, coalesce(v.area, c.area) AS area, coalesce(v.zone, c.zone) AS zone,
      coalesce(v.emm_region, c.emm_region) AS "emmRegion", t.name AS province, m.members, s.statuses,
      ARRAY(SELECT DISTINCT d.indicator FROM deprivation d WHERE d.household_id = p.id AND d.superseded_at IS NULL
        AND d."from" <= ${on}::date AND (d."to" IS NULL OR d."to" >= ${on}::date)) AS lacking
    FROM page p
      LEFT JOIN unit v ON v.code = p.village_code AND v.valid_to IS NULL
      LEFT JOIN unit c ON c.code = p.commune_code AND c.valid_to IS NULL
      LEFT JOIN unit t ON t.code = p.province_code AND t.valid_to IS NULL
      LEFT JOIN LATERAL (SELECT json_agg(json_build_array(m.id, m.sex, m.birth_sealed, m.details_sealed, m.facts_sealed)) AS members
        FROM member m WHERE m.household_id = p.id AND m.left_on IS NULL) m ON true
      LEFT JOIN LATERAL (SELECT json_agg(json_build_array(s."from", s.status, s.standard) ORDER BY s."from") AS statuses
        FROM household_status s WHERE s.household_id = p.id AND s.superseded_at IS NULL) s ON true)
    SELECT (SELECT max(id::text) FROM page) AS last, coalesce(json_agg(found ORDER BY id), '[]')::text AS households FROM found`;
  return page;
}

/** Before every id. */
export const FIRST = "00000000-0000-0000-0000-000000000000";

/** How many households there are to go through. */
export async function countHouseholds(tx: Queries, scope: Scope): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM household h WHERE h.closed_on IS NULL AND ${inScope(scope, "h")}`;
  return row?.count ?? 0;
}
