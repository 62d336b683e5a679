// A village of a commune, with the names people use for it. Villages have no national code: the commune numbers them.
import { fold } from "../../foundation/vietnamese.ts";
import type { UnitKinds } from "../../knowledge/national-units.ts";
import type { By } from "../households/household.ts";
import { createVillages, villagesOf } from "../households/villages.ts";
import type { Queries } from "../store.ts";

/** A village to be made. */
export interface NewVillage {
  communeCode: string;
  name: string;
  aliases: readonly string[];
  area: "rural" | "urban";
}

/** What came of it. */
export type VillageAdded = { ok: true; code: string } | { refused: "no-commune" } | { refused: "exists"; code: string };

/** Makes a village; one of the same name or alias in the commune is not made twice. */
export async function addVillage(tx: Queries, kinds: UnitKinds, village: NewVillage, by: By): Promise<VillageAdded> {
  const { communeCode, name, aliases, area } = village;
  const commune = await tx.unit.findFirst({ where: { code: communeCode, level: "commune", validTo: null } });
  if (commune === null || commune.parentCode === null) return { refused: "no-commune" };
  const wanted = new Set([name, ...aliases].map(fold));
  const known = await villagesOf(tx, communeCode);
  const same = known.find((one) => [one.name, ...one.also].some((other) => wanted.has(fold(other))));
  if (same !== undefined) return { refused: "exists", code: same.code };
  const place = { code: communeCode, provinceCode: commune.parentCode };
  const [created] = await createVillages(tx, place, [name], by);
  const { code } = created!;
  const kind = kinds.village.find((one) => fold(name).startsWith(`${fold(one)} `)) ?? kinds.village[0]!;
  await tx.unit.updateMany({ where: { code }, data: { kind, area } });
  await tx.unitAlias.createMany({
    data: aliases.map((alias) => ({ unitCode: code, alias, aliasFolded: fold(alias) })),
  });
  return { ok: true, code };
}
