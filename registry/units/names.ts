// What units are called today.
import type { Queries } from "../store.ts";

/** Code → name of the units that exist today, in the order of their names. */
export async function unitNames(tx: Queries, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const units = await tx.unit.findMany({
    where: { code: { in: [...codes] }, validTo: null },
    select: { code: true, name: true },
    orderBy: { nameFolded: "asc" },
  });
  return new Map(units.map(({ code, name }) => [code, name]));
}
