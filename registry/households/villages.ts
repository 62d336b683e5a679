// The villages of a commune, and where a commune lies: what a household's unit is looked up in.
import type { Day } from "../../foundation/day.ts";
import { fold } from "../../foundation/vietnamese.ts";
import { appendAudit } from "../audit.ts";
import type { Queries } from "../store.ts";
import type { By } from "./household.ts";

/** A village of today with every name people use for it. */
export interface Village {
  code: string;
  name: string;
  also: string[];
}

/** A commune as the registry needs it. */
export interface CommunePlace {
  code: string;
  provinceCode: string;
}

/** The villages of a commune that exist today, by their code. */
export async function villagesOf(tx: Queries, communeCode: string): Promise<Village[]> {
  const units = await tx.unit.findMany({
    where: { parentCode: communeCode, level: "village", validTo: null },
    orderBy: { code: "asc" },
  });
  const aliases = await tx.unitAlias.findMany({ where: { unitCode: { in: units.map(({ code }) => code) } } });
  const also = Map.groupBy(aliases, ({ unitCode }) => unitCode);
  return units.map(({ code, name }) => ({ code, name, also: (also.get(code) ?? []).map(({ alias }) => alias) }));
}

/** Enters a commune and its province among the units, where they are not yet. */
export async function ensureCommune(tx: Queries, { commune, province, since }: CommuneUnits): Promise<void> {
  const validFrom = new Date(since);
  const unit = ({ code, name, type }: NamedUnit) => ({ code, name, kind: type, nameFolded: fold(name), validFrom });
  const wanted = [
    { ...unit(province), level: "province", parentCode: null },
    { ...unit(commune), level: "commune", parentCode: province.code },
  ];
  const known = await tx.unit.findMany({ where: { code: { in: wanted.map(({ code }) => code) } } });
  await tx.unit.createMany({ data: wanted.filter(({ code }) => known.every((one) => one.code !== code)) });
}

interface NamedUnit {
  code: string;
  name: string;
  /** xã, phường, tỉnh … */
  type: string;
}

/** A commune and its province as knowledge/units has them, in force since a day. */
export interface CommuneUnits {
  commune: NamedUnit;
  province: NamedUnit;
  since: Day;
}

/** Makes villages by their names, numbered on within the commune ("30001-007"); returns them with their codes. */
export async function createVillages(tx: Queries, place: CommunePlace, names: string[], by: By): Promise<Village[]> {
  const taken = await tx.unit.findMany({ where: { code: { startsWith: `${place.code}-` } }, select: { code: true } });
  let last = Math.max(0, ...taken.map(({ code }) => Number(code.slice(place.code.length + 1)) || 0));
  const villages = names.map((name) => {
    last += 1;
    return { code: `${place.code}-${String(last).padStart(3, "0")}`, name, also: [] };
  });
  const validFrom = new Date(by.now.toISOString().slice(0, 10));
  const unit = { validFrom, level: "village", kind: "thôn", parentCode: place.code };
  await tx.unit.createMany({
    data: villages.map(({ code, name }) => ({ ...unit, code, name, nameFolded: fold(name) })),
  });
  const detail = { commune: place.code };
  await appendAudit(
    tx,
    villages.map(({ code }) => ({ actor: by.actor, action: "village_created", subject: `unit:${code}`, detail })),
    by.now,
  );
  return villages;
}
