// Who holds a role on a day: its term has begun and not ended. The last day of a term counts.
import type { Day } from "../foundation/day.ts";
import { Prisma } from "../prisma/generated/client.ts";

/** The terms that run on a day, of `role_term t`, or of the same table by another alias. */
export function held(on: Day, alias: "t" | "n" = "t"): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${alias}."${name}"`);
  return Prisma.sql`${column("from")} <= ${on}::date AND (${column("to")} IS NULL OR ${column("to")} >= ${on}::date)`;
}

/** The same for queries that are not written in SQL. */
export function runningOn(day: Day): Prisma.RoleTermWhereInput {
  const on = new Date(day);
  return { from: { lte: on }, OR: [{ to: null }, { to: { gte: on } }] };
}
