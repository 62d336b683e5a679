// Where a report is about: one unit and the units below it, which are its rows.
import { Prisma } from "../../prisma/generated/client.ts";
import type { Desk } from "../desk.ts";
import type { Scope } from "../summaries/scope.ts";

/** The units that are rows of a report about this unit: those below it; a village is its own. Ordered by code. */
export async function rowUnits(
  { tx }: Pick<Desk, "tx">,
  { code, level }: Pick<Scope, "code" | "level">,
): Promise<{ code: string; name: string }[]> {
  const which = level === "village" ? Prisma.sql`u.code = ${code}` : Prisma.sql`u.parent_code = ${code}`;
  return tx.$queryRaw`SELECT u.code, u.name FROM unit u WHERE u.valid_to IS NULL AND ${which} ORDER BY u.code`;
}
