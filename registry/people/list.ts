// Who holds which role: for operators, who need the id of a person to revoke or to invite again.
import type { Day } from "../../foundation/day.ts";
import { held } from "../role-terms.ts";
import type { Queries, Store } from "../store.ts";

/** One role held today. */
export interface Holder {
  personId: string;
  name: string;
  role: string;
  unitCode: string;
  accounts: number;
}

/** The roles held today in a unit and below it, or in all units. */
export async function listPeople(
  tx: Queries,
  { seal }: Pick<Store, "seal">,
  unit: string | null,
  today: Day,
): Promise<Holder[]> {
  const found = await tx.$queryRaw<(Omit<Holder, "name"> & { nameSealed: string })[]>`
    SELECT p.id AS "personId", p.name_sealed AS "nameSealed", t.role, t.unit_code AS "unitCode",
      (SELECT count(*)::int FROM account a WHERE a.person_id = p.id) AS accounts
    FROM role_term t JOIN person p ON p.id = t.person_id
    LEFT JOIN unit u ON u.code = t.unit_code AND u.valid_to IS NULL
    LEFT JOIN unit above ON above.code = u.parent_code AND above.valid_to IS NULL
    WHERE ${held(today)}
      AND (${unit}::text IS NULL OR ${unit} IN (t.unit_code, u.parent_code, above.parent_code))
    ORDER BY t.unit_code, t.role, p.id`;
  return found.map(({ nameSealed, ...holder }) => ({ ...holder, name: seal.open(nameSealed) }));
}
