// The households of a unit as official reports count them: class on two days, people, what they lack. One query for all of them.
import { addDays, type Day } from "../../foundation/day.ts";
import type { Period } from "../../knowledge/summaries.ts";
import type { Desk } from "../desk.ts";
import { expectManyRows } from "../many-rows.ts";
import type { OnTwoDays } from "../summaries/movements.ts";
import { inScope, knownAt as known, placeColumn, type Scope } from "../summaries/scope.ts";
import type { Inside } from "./inside.ts";

/** A period, and the days whose lists it begins and ends with (knowledge/summaries.ts, listDays). */
export interface ReportPeriod extends Period {
  begin: Day;
  end: Day;
}

/** One household in a period. */
export interface HouseholdLine extends OnTwoDays {
  id: string;
  /** The unit that is its row. */
  unit: string;
  /** Was in the class when the period began, or ever before. */
  wasPoor: boolean;
  wasNearPoor: boolean;
  /** It is there when the period ends. */
  here: boolean;
  /** Came with a list and was never poor or near-poor (summaries/standing.ts, holdsAll). */
  unlisted: boolean;
  peopleBefore: number;
  people: number;
  /** Members who were there on only one of the two days. */
  joined: number;
  left: number;
  headSex: string | null;
  /** The standard by which it is in its class when the period ends. */
  standard: string | null;
  causes: string[];
  lacks: string[];
  /** Null while it was not opened. */
  inside: Inside | null;
}

/** The households within a scope, in the order of their codes. `lately`: from this day on, one that came did not become poor here. */
export async function householdLines(
  { tx, library }: Pick<Desk, "tx" | "library">,
  scope: Scope,
  { first, begin, end, knownAt }: ReportPeriod & { knownAt: Date },
): Promise<HouseholdLine[]> {
  const lately = addDays(first, -library.summaries.cameWithinDays);
  await expectManyRows(tx);
  const found = await tx.$queryRaw<(Omit<HouseholdLine, "inside" | "causes" | "lacks"> & Listed)[]>`
    WITH h AS MATERIALIZED (
      SELECT h.id, h.code, h.village_code, h.commune_code, h.opened_on, h.opened_reason, h.closed_on, h.closed_reason FROM household h
      WHERE ${inScope(scope, "h")} AND h.created_at <= ${knownAt}),
    classes AS (SELECT s.household_id,
        max(s.status) FILTER (WHERE s."from" <= ${begin}::date AND (s."to" IS NULL OR s."to" >= ${begin}::date)) AS before,
        max(s.status) FILTER (WHERE s."from" <= ${end}::date AND (s."to" IS NULL OR s."to" >= ${end}::date)) AS after,
        bool_or(s.status = 'poor' AND s."from" <= ${begin}::date) AS poor,
        bool_or(s.status = 'near_poor' AND s."from" <= ${begin}::date) AS near_poor,
        bool_or(s.status IN ('poor', 'near_poor')) AS ever,
        max(s.standard) FILTER (WHERE s."from" <= ${end}::date AND (s."to" IS NULL OR s."to" >= ${end}::date)) AS standard,
        max(array_to_string(s.causes, ' ')) FILTER (WHERE s."from" <= ${end}::date AND (s."to" IS NULL OR s."to" >= ${end}::date)) AS causes
      FROM household_status s JOIN h ON h.id = s.household_id WHERE ${known(knownAt)} GROUP BY 1),
    people AS (SELECT p.household_id, (count(*) FILTER (WHERE p.was))::int AS before, (count(*) FILTER (WHERE p.is))::int AS after,
        (count(*) FILTER (WHERE p.is AND NOT p.was))::int AS joined, (count(*) FILTER (WHERE p.was AND NOT p.is))::int AS "left",
        (array_agg(p.sex ORDER BY p.left_on NULLS LAST) FILTER (WHERE p.relation = 'head' AND p.is))[1] AS sex
      FROM (SELECT m.household_id, m.sex, m.relation, m.left_on,
          (m.joined_on IS NULL OR m.joined_on <= ${begin}::date) AND (m.left_on IS NULL OR m.left_on > ${begin}::date) AS was,
          (m.joined_on IS NULL OR m.joined_on <= ${end}::date) AND (m.left_on IS NULL OR m.left_on > ${end}::date) AS is
        FROM member m JOIN h ON h.id = m.household_id) p GROUP BY 1),
    lacking AS (SELECT d.household_id, string_agg(DISTINCT d.indicator, ' ') AS lacks FROM deprivation d JOIN h ON h.id = d.household_id
      WHERE d."from" <= ${end}::date AND (d."to" IS NULL OR d."to" >= ${end}::date)
        AND d.recorded_at <= ${knownAt} AND (d.superseded_at IS NULL OR d.superseded_at > ${knownAt}) GROUP BY 1)
    SELECT h.id, ${placeColumn(scope, "h")} AS unit, h.closed_reason AS closed,
      (h.closed_on IS NULL OR h.closed_on > ${end}::date) AND (h.opened_on IS NULL OR h.opened_on <= ${end}::date) AS here,
      h.opened_on IS NULL AND NOT coalesce(s.ever, false) AS unlisted,
      CASE WHEN h.opened_on >= ${lately}::date THEN h.opened_reason END AS opened,
      CASE WHEN h.closed_on IS NULL OR h.closed_on > ${begin}::date THEN s.before END AS before,
      CASE WHEN h.closed_on IS NULL OR h.closed_on > ${end}::date THEN s.after END AS after,
      coalesce(s.poor, false) AS "wasPoor", coalesce(s.near_poor, false) AS "wasNearPoor", s.standard, s.causes, d.lacks,
      coalesce(m.before, 0) AS "peopleBefore", coalesce(m.after, 0) AS people, coalesce(m.joined, 0) AS joined,
      coalesce(m."left", 0) AS "left", m.sex AS "headSex"
    FROM h LEFT JOIN classes s ON s.household_id = h.id LEFT JOIN people m ON m.household_id = h.id
      LEFT JOIN lacking d ON d.household_id = h.id
    ORDER BY h.village_code, h.code`;
  return found.map((row) => ({ ...row, causes: words(row.causes), lacks: words(row.lacks), inside: null }));
}

interface Listed {
  causes: string | null;
  lacks: string | null;
}

const words = (list: string | null) => (list === null || list === "" ? [] : list.split(" "));
