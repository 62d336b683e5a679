// Who holds which role: for operators, who need the id of a person to revoke or to invite again.
import type { Day } from "../../foundation/day.ts";
import { Prisma } from "../../prisma/generated/client.ts";
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
    WHERE ${held(today)} AND ${unit === null ? Prisma.sql`true` : Prisma.sql`t.unit_code IN (${unitAndBelow(unit)})`}
    ORDER BY t.unit_code, t.role, p.id`;
  return found.map(({ nameSealed, ...holder }) => ({ ...holder, name: seal.open(nameSealed) }));
}

/** A unit, what lies in it today, and what lies in that. */
function unitAndBelow(unit: string): Prisma.Sql {
  return Prisma.sql`
    SELECT ${unit}::text UNION SELECT u.code FROM unit u WHERE u.parent_code = ${unit} AND u.valid_to IS NULL
    UNION SELECT u.code FROM unit u JOIN unit above ON above.code = u.parent_code
    WHERE above.parent_code = ${unit} AND u.valid_to IS NULL AND above.valid_to IS NULL`;
}
