// The desk at which somebody works on the registry: who acts, in which role, in which open transaction. Every room of the
// registry that reads or changes a household is given a desk and bounds its query by the desk's reach: rights are enforced
// here and in SQL, not by whoever asks.
import type { Day } from "../foundation/day.ts";
import type { Library } from "../knowledge/library.ts";
import type { Operation } from "../knowledge/roles.ts";
import { Prisma } from "../prisma/generated/client.ts";
import type { Actor } from "./actor.ts";
import { accountMark } from "./audit.ts";
import type { Queries, Store } from "./store.ts";

/** Everything a room of the registry needs to serve one actor. */
export interface Desk {
  tx: Queries;
  store: Store;
  library: Library;
  actor: Actor;
  now: Date;
  today: Day;
}

/** The units that an operation reaches; all lists empty: nothing. */
export interface Reach {
  villages: string[];
  communes: string[];
  provinces: string[];
  nation: boolean;
}

/** Where a household, a report or a round lies. */
export interface Place {
  villageCode: string | null;
  communeCode: string | null;
  provinceCode?: string | null;
}

const NOWHERE: Reach = { villages: [], communes: [], provinces: [], nation: false };

/** Where this actor may do `operation`: the unit of the active role, or nowhere. */
export function reachOf({ actor: { term }, library }: Desk, operation: Operation): Reach {
  const role = term === null ? undefined : library.roles.get(term.role);
  if (term === null || role === undefined || !role.operations.includes(operation)) return NOWHERE;
  switch (role.level) {
    case "village":
      return { ...NOWHERE, villages: [term.unit] };
    case "commune":
      return { ...NOWHERE, communes: [term.unit] };
    case "province":
      return { ...NOWHERE, provinces: [term.unit] };
    case "nation":
      return { ...NOWHERE, nation: true };
  }
}

/** Whether the actor may do `operation` anywhere at all: for menus, never instead of the bound in a query. */
export function may(desk: Desk, operation: Operation): boolean {
  const { villages, communes, provinces, nation } = reachOf(desk, operation);
  return nation || villages.length + communes.length + provinces.length > 0;
}

/** Whether a place lies within a reach. */
export function covers(reach: Reach, { villageCode, communeCode, provinceCode }: Place): boolean {
  return (
    reach.nation ||
    (villageCode !== null && reach.villages.includes(villageCode)) ||
    (communeCode !== null && reach.communes.includes(communeCode)) ||
    (provinceCode != null && reach.provinces.includes(provinceCode))
  );
}

/** The reach as a condition on the columns village_code, commune_code and province_code of the table with this alias. */
export function within(reach: Reach, alias: "h" | "r" | "c"): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${alias}.${name}`);
  const province =
    alias === "h"
      ? Prisma.sql`${column("province_code")} = ANY(${reach.provinces}::text[])`
      : Prisma.sql`EXISTS (SELECT 1 FROM unit u WHERE u.code = ${column("commune_code")} AND u.parent_code = ANY(${reach.provinces}::text[]))`;
  return Prisma.sql`(${reach.nation} OR ${column("village_code")} = ANY(${reach.villages}::text[])
    OR ${column("commune_code")} = ANY(${reach.communes}::text[]) OR ${province})`;
}

/** How the actor is named in the audit chain: the person where one is known, else a keyed hash of the account. */
export function actorMark({ actor, store }: Pick<Desk, "actor" | "store">): string {
  return actor.personId === null ? accountMark(store, actor.accountId) : `person:${actor.personId}`;
}
