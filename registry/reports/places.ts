// The villages that somebody names when telling where something happened.
import type { Desk } from "../desk.ts";
import { findUnit } from "../units/find.ts";

/** Villages of this name, within a commune when one is given. */
export async function villageNamed(
  desk: Desk,
  words: string,
  within: string | null,
): Promise<{ code: string; name: string; parentCode: string | null }[]> {
  return findUnit(desk.tx, desk.library.unitKinds, words, { within, level: "village" });
}

/** Communes of this name. */
export async function communesNamed(desk: Desk, words: string): Promise<{ code: string }[]> {
  return findUnit(desk.tx, desk.library.unitKinds, words, { level: "commune" });
}

/** The name of a unit of today; its code when it has none. */
export async function unitName({ tx }: Desk, code: string | null): Promise<string> {
  const unit = code === null ? null : await tx.unit.findFirst({ where: { code, validTo: null } });
  return unit?.name ?? code ?? "";
}
