// What a summary is about: one unit within the reach of the role. Everything counted is bounded by it in SQL.
import { fold } from "../../foundation/vietnamese.ts";
import type { SummaryRules } from "../../knowledge/summaries.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { type Desk, reachOf } from "../desk.ts";

/** A unit that may be summed up, and whether small counts of it must be hidden from this role. */
export interface Scope {
  code: string;
  name: string;
  level: "village" | "commune" | "province";
  hidesSmall: boolean;
  /** The words named it; otherwise it is the actor's own unit. */
  named: boolean;
}

/** A scope, or some communes of a province alone. */
export type Counted = Pick<Scope, "code" | "level"> & { communes?: readonly string[] };

interface UnitRow {
  code: string;
  name: string;
  level: Scope["level"];
  names: string[];
}

/**
 * The unit a text names among those the actor may sum up, the actor's own when it names none; null without the right.
 * @param words a text, or the code of a unit
 */
export async function scopeOf(desk: Desk, words = ""): Promise<Scope | null> {
  const { villages, communes, provinces } = reachOf(desk, "summary.read");
  const own = [...villages, ...communes, ...provinces][0];
  if (own === undefined) return null;
  const units = await desk.tx.$queryRaw<UnitRow[]>`
    SELECT u.code, u.name, u.level, array_remove(array_agg(a.alias_folded) || u.name_folded, NULL) AS names
    FROM unit u LEFT JOIN unit_alias a ON a.unit_code = u.code
    WHERE u.valid_to IS NULL AND (u.code = ${own} OR u.parent_code = ${own})
    GROUP BY u.code, u.valid_from, u.name, u.level, u.name_folded ORDER BY length(u.name_folded) DESC`;
  const said = ` ${fold(words).replace(/[^a-z0-9-]+/g, " ")} `;
  const kinds = Object.values(desk.library.unitKinds)
    .flat()
    .map((kind) => `${fold(kind)} `);
  const bare = (name: string) => name.slice(kinds.find((kind) => name.startsWith(kind))?.length ?? 0);
  const called = (name: string) => said.includes(` ${name} `);
  const named =
    units.find(({ code, names }) => [code, ...names].some(called)) ??
    units.find(({ names }) => names.map(bare).some(called));
  const unit = named ?? units.find(({ code }) => code === own);
  if (unit === undefined) return null;
  const { code, name, level } = unit;
  return { code, name, level, hidesSmall: hidesSmall(desk, desk.library.summaries), named: named !== undefined };
}

function hidesSmall({ actor: { term }, library }: Desk, rules: SummaryRules): boolean {
  const role = term === null ? undefined : library.roles.get(term.role);
  return role === undefined || !rules.wholeFor.includes(role.level);
}

/** The scope as a condition on the columns of `household h`, and of `change_report r` or other rows that know village and commune. */
export function inScope({ code, level, communes }: Counted, alias: "h" | "r"): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${alias}.${name}`);
  if (level === "village") return Prisma.sql`${column("village_code")} = ${code}`;
  if (level === "commune") return Prisma.sql`${column("commune_code")} = ${code}`;
  const within =
    alias === "h"
      ? Prisma.sql`h.province_code = ${code}`
      : Prisma.sql`r.commune_code IN (SELECT u.code FROM unit u WHERE u.parent_code = ${code} AND u.level = 'commune')`;
  if (communes === undefined) return within;
  return Prisma.sql`${within} AND ${column("commune_code")} = ANY(${[...communes]}::text[])`;
}

/** The column of the place a household or a report is counted under: the village, in a province the commune. */
export function placeColumn({ level }: Pick<Scope, "level">, alias: "h" | "r"): Prisma.Sql {
  return Prisma.raw(`${alias}.${level === "province" ? "commune_code" : "village_code"}`);
}

/** The statuses that were known at an instant, of `household_status s`. */
export function knownAt(instant: Date): Prisma.Sql {
  return Prisma.sql`s.recorded_at <= ${instant} AND (s.superseded_at IS NULL OR s.superseded_at > ${instant})`;
}
