// A village as people write it with the commune it lies in: "thôn An Lạc xã Tứ Kỳ", "An Lạc, Tứ Kỳ", "khu 3 tu ky".
import { fold } from "../../foundation/vietnamese.ts";
import type { UnitKinds } from "../../knowledge/national-units.ts";
import type { Queries } from "../store.ts";
import { findUnit, type UnitFound } from "./find.ts";

/** The villages that the words may mean; of several of one name the caller asks which. */
export async function findVillages(tx: Queries, kinds: UnitKinds, words: string): Promise<UnitFound[]> {
  const whole = await findUnit(tx, kinds, words, { level: "village" });
  if (whole.length > 0) return whole;
  for (const [village, commune] of divided(kinds, words)) {
    const communes = await findUnit(tx, kinds, commune, { level: "commune" });
    const found: UnitFound[] = [];
    for (const { code } of communes)
      found.push(...(await findUnit(tx, kinds, village, { level: "village", within: code })));
    if (found.length > 0) return found;
  }
  return [];
}

/** Village and commune: at a comma, else before the word for a kind of commune, else before the last two words or one. */
function divided(kinds: UnitKinds, words: string): [string, string][] {
  const [before = "", after] = words.split(",").map((part) => part.trim());
  if (after !== undefined) return [[before, after]];
  const parts = words.trim().split(/\s+/);
  const opening = new Set(kinds.commune.map(fold));
  const at = parts.findIndex((part, place) => place > 0 && opening.has(fold(part)));
  const places = at > 0 ? [at] : [parts.length - 2, parts.length - 1].filter((place) => place > 0);
  return places.map((place) => [parts.slice(0, place).join(" "), parts.slice(place).join(" ")]);
}
