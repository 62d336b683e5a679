// Which commune a citizen's complaint or request goes to: that of the own household, else the only one served here.
import type { Operation } from "../../knowledge/roles.ts";
import type { Desk } from "../desk.ts";
import { held } from "../role-terms.ts";

/** A commune whose officers answer here. */
export interface ServedCommune {
  code: string;
  /** With its province where another one served is called the same. */
  name: string;
}

/** The communes where somebody holds a role that may do `operation` today, by name. */
async function communesServed({ tx, library, today }: Desk, operation: Operation): Promise<ServedCommune[]> {
  const roles = [...library.roles.values()]
    .filter(({ operations }) => operations.includes(operation))
    .map(({ id }) => id);
  return tx.$queryRaw<ServedCommune[]>`
    SELECT u.code, CASE WHEN count(*) OVER (PARTITION BY u.name) > 1 THEN concat_ws(', ', u.name, p.name) ELSE u.name END AS name
    FROM (SELECT DISTINCT t.unit_code FROM role_term t WHERE t.role = ANY(${roles}::text[]) AND ${held(today)}) served
      JOIN unit u ON u.code = served.unit_code LEFT JOIN unit p ON p.code = u.parent_code AND p.valid_to IS NULL
    WHERE u.level = 'commune' AND u.valid_to IS NULL
    ORDER BY u.name_folded, u.code`;
}

/** The communes that may be meant: one when it is certain, several when the person must say, none when nobody answers here. */
export async function communesFor(desk: Desk, operation: Operation): Promise<ServedCommune[]> {
  const served = await communesServed(desk, operation);
  if (served.length === 0 || desk.actor.households.length === 0) return served;
  const own = await desk.tx.household.findMany({
    where: { id: { in: [...desk.actor.households] } },
    select: { communeCode: true },
  });
  const mine = served.filter(({ code }) => own.some(({ communeCode }) => communeCode === code));
  return mine.length > 0 ? mine : served;
}
