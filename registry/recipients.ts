// Whom to tell: the Zalo accounts of those who may do something in a place today.
import type { Day } from "../foundation/day.ts";
import type { Library } from "../knowledge/library.ts";
import type { Operation } from "../knowledge/roles.ts";
import type { Place } from "./desk.ts";
import { held, runningOn } from "./role-terms.ts";
import type { Queries } from "./store.ts";

/** Accounts of the people whose role and unit let them do `operation` at this place; `role` narrows it to one role. */
export async function accountsThatMay(
  tx: Queries,
  library: Library,
  wanted: { operation: Operation; place: Place; today: Day; role?: string },
): Promise<string[]> {
  const { operation, place, today, role } = wanted;
  const roles = [...library.roles.values()]
    .filter(({ id, operations }) => operations.includes(operation) && (role === undefined || role === id))
    .map(({ id }) => id);
  const units = [place.villageCode, place.communeCode, place.provinceCode].filter((code) => code != null);
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.id FROM account a JOIN role_term t ON t.person_id = a.person_id
    WHERE t.role = ANY(${roles}::text[]) AND t.unit_code = ANY(${units}::text[]) AND a.erased_at IS NULL
      AND ${held(today)}
    ORDER BY a.id`;
  return found.map(({ id }) => id);
}

/** Accounts of the people who may do something in whatever unit: for work that belongs to no place. */
export async function accountsThatMayAnywhere(
  tx: Queries,
  library: Library,
  operation: Operation,
  today: Day,
): Promise<string[]> {
  const roles = [...library.roles.values()].filter(({ operations }) => operations.includes(operation));
  const found = await tx.account.findMany({
    where: {
      erasedAt: null,
      person: { terms: { some: { role: { in: roles.map(({ id }) => id) }, ...runningOn(today) } } },
    },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return found.map(({ id }) => id);
}

/** Accounts linked to a household: who learns what changed in its rights. */
export async function accountsOfHousehold(tx: Queries, householdId: string): Promise<string[]> {
  const found = await tx.householdLink.findMany({
    where: { householdId, state: "linked", account: { erasedAt: null } },
    select: { accountId: true },
    orderBy: { at: "asc" },
  });
  return found.map(({ accountId }) => accountId);
}

/** Those of these accounts whose person holds a role today: officers and village heads are addressed as such. */
export async function withRoleToday(tx: Queries, accounts: string[], today: Day): Promise<Set<string>> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.id FROM account a JOIN role_term t ON t.person_id = a.person_id
    WHERE a.id = ANY(${accounts}::text[]) AND ${held(today)}`;
  return new Set(found.map(({ id }) => id));
}

/** The Zalo accounts of a person. */
export async function accountsOfPerson(tx: Queries, personId: string): Promise<string[]> {
  const found = await tx.account.findMany({ where: { personId, erasedAt: null }, select: { id: true } });
  return found.map(({ id }) => id);
}
