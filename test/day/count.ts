// Counts by a statement of their own, apart from the registry's: how many households of each class are in each village today.
import type { Store } from "../../registry/store.ts";

/** One village. */
export interface Counted {
  village: string;
  poor: number;
  near: number;
  households: number;
}

/** Open households on 21/11/2026, by the class whose period the day lies in. */
export function countVillages({ client }: Store): Promise<Counted[]> {
  return client.$queryRaw<Counted[]>`
    SELECT u.name AS village, count(*) FILTER (WHERE s.status = 'poor')::int AS poor,
      count(*) FILTER (WHERE s.status = 'near_poor')::int AS near, count(*)::int AS households
    FROM household h JOIN unit u ON u.code = h.village_code
    LEFT JOIN household_status s ON s.household_id = h.id AND s.superseded_at IS NULL
      AND daterange(s."from", s."to", '[]') @> DATE '2026-11-21'
    WHERE h.closed_on IS NULL OR h.closed_on > DATE '2026-11-21'
    GROUP BY u.name ORDER BY u.name`;
}
