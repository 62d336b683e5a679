// The units that somebody may choose from: those within the reach of an operation.
import type { Operation } from "../../knowledge/roles.ts";
import { type Desk, reachOf } from "../desk.ts";
import { unitNames } from "./names.ts";

/** Villages of today by their names; none for reaches above a commune, where a list would be of no use. */
export async function villagesWithin(desk: Desk, operation: Operation): Promise<{ code: string; name: string }[]> {
  const { villages, communes } = reachOf(desk, operation);
  return desk.tx.unit.findMany({
    where: {
      level: "village",
      validTo: null,
      OR: [{ code: { in: villages } }, { parentCode: { in: communes } }],
    },
    select: { code: true, name: true },
    orderBy: [{ nameFolded: "asc" }, { code: "asc" }],
  });
}

/** Code → name of the own units, then of the villages below a commune. */
export async function unitsWithin(desk: Desk, operation: Operation): Promise<ReadonlyMap<string, string>> {
  const { villages, communes, provinces } = reachOf(desk, operation);
  const own = await unitNames(desk.tx, [...communes, ...provinces, ...villages]);
  const below = await villagesWithin(desk, operation);
  return new Map([...own, ...below.map(({ code, name }) => [code, name] as const)]);
}
