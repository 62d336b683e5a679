// Which village of the commune a cell names: by its code, its name, another name, or the name without "thôn" before it.
import type { Village } from "../households/villages.ts";
import { labelKey } from "./cell-readers.ts";

/** What came of looking a village up. */
export type VillageFound = { code: string } | { reason: "village" | "village-twice"; choices: string };

/** Looks villages up by what people write. */
export function villageFinder(villages: readonly Village[], before: readonly string[]): (text: string) => VillageFound {
  const bare = (key: string) => {
    const word = before.map(labelKey).filter((one) => key.startsWith(one) && key.length > one.length);
    return key.slice(Math.max(0, ...word.map(({ length }) => length)));
  };
  const whole = new Map<string, Set<string>>();
  const short = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, key: string, code: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(code));
  for (const { code, name, also } of villages) {
    for (const one of [code, name, ...also]) note(whole, labelKey(one), code);
    for (const one of [name, ...also]) note(short, bare(labelKey(one)), code);
  }
  return (text) => {
    const key = labelKey(text);
    const codes = [...(whole.get(key) ?? short.get(bare(key)) ?? [])];
    if (codes.length === 1) return { code: codes[0]! };
    if (codes.length > 1) return { reason: "village-twice", choices: codes.join(", ") };
    return { reason: "village", choices: villages.map(({ name }) => name).join(", ") };
  };
}
