// Brings the provinces and communes of the knowledge into the store. Every start does it: one read tells that nothing changed.
import { fold } from "../../foundation/vietnamese.ts";
import type { NationalUnit, NationalUnits } from "../../knowledge/national-units.ts";
import { appendAudit } from "../audit.ts";
import type { Queries, Store } from "../store.ts";
import { rows } from "../store.ts";

/** Writes what is new or changed, in one transaction; returns how many rows that were. */
export async function keepNationalUnits(
  { client }: Pick<Store, "client">,
  national: NationalUnits,
  now: Date,
): Promise<number> {
  const changed = changedUnits(national, await keptUnits(client));
  const missing = missingAliases(national, await keptAliases(client));
  if (changed.length + missing.length === 0) return 0;
  await client.$transaction(async (tx) => {
    await writeUnits(tx, changed);
    await tx.unitAlias.createMany({ data: missing.map((one) => ({ ...one, aliasFolded: fold(one.alias) })) });
    const detail = { units: changed.length, aliases: missing.length };
    await appendAudit(tx, [{ actor: "knowledge", action: "units_kept", subject: "units", detail }], now);
  });
  return changed.length + missing.length;
}

const markOf = ({ code, validFrom, validTo, kind, name, parentCode }: Omit<NationalUnit, "level">) =>
  [code, validFrom, validTo, kind, name, parentCode].join("|");

async function keptUnits(tx: Queries): Promise<Set<string>> {
  const found = await tx.$queryRaw<Omit<NationalUnit, "level">[]>`
    SELECT code, valid_from::text AS "validFrom", valid_to::text AS "validTo", kind, name, parent_code AS "parentCode"
    FROM unit WHERE level IN ('province', 'commune')`;
  return new Set(found.map(markOf));
}

async function keptAliases(tx: Queries): Promise<Set<string>> {
  const found = await tx.unitAlias.findMany({ where: { unitCode: { not: { contains: "-" } } } });
  return new Set(found.map(({ unitCode, alias }) => `${unitCode}|${alias}`));
}

function changedUnits({ units }: NationalUnits, kept: ReadonlySet<string>): NationalUnit[] {
  return units.filter((unit) => !kept.has(markOf(unit)));
}

function missingAliases({ aliases }: NationalUnits, kept: ReadonlySet<string>): NationalUnits["aliases"] {
  return aliases.filter(({ unitCode, alias }) => !kept.has(`${unitCode}|${alias}`));
}

async function writeUnits(tx: Queries, units: readonly NationalUnit[]): Promise<void> {
  const list = units.map((unit) => ({ ...unit, nameFolded: fold(unit.name) }));
  await tx.$executeRaw`
    INSERT INTO unit (code, valid_from, valid_to, level, kind, name, name_folded, parent_code)
    SELECT u.code, u."validFrom", u."validTo", u.level, u.kind, u.name, u."nameFolded", u."parentCode"
    FROM jsonb_to_recordset(${rows(list)}::jsonb) AS u(code text, "validFrom" date, "validTo" date, level text, kind text, name text,
      "nameFolded" text, "parentCode" text)
    ON CONFLICT (code, valid_from) DO UPDATE SET valid_to = excluded.valid_to, kind = excluded.kind, name = excluded.name,
      name_folded = excluded.name_folded, parent_code = excluded.parent_code`;
}
