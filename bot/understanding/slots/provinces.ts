// Provinces that a message names, by today's name, by the name before the mergers of 2025, or by an everyday name ("Sài Gòn").
import { fold } from "../../../foundation/vietnamese.ts";
import type { Province } from "../../../knowledge/units.ts";
import type { ProvinceSlot } from "../types.ts";
import { type Aligned, isWord, matches } from "./aligned.ts";

/** Finds the provinces of a message, each once, in order of appearance. */
export type FindProvinces = (message: Aligned) => ProvinceSlot[];

/** "hue" is the city only after a word of place, or alone: it is a name of people as well. */
const PLACE_BEFORE = /(?:^|(?:^|[^\p{L}])(?:o|tai|tinh|thanh pho|tp|ve|ra|vao|tu|den|toi) )$/u;

/** Prepares the names once; a longer name goes before a shorter one that it contains. */
export function createProvinces(provinces: readonly Province[]): FindProvinces {
  const known = new Map<string, { name: string; province: Province }>();
  for (const province of provinces)
    for (const name of [province.name, ...province.formerly, ...province.also])
      known.set(wordsOf(fold(name)).join(" "), { name, province });
  const names = [...known.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\d])(?:${names.map((name) => name.replaceAll(" ", "[ .-]+")).join("|")})(?![\\p{L}\\d])`,
    "gu",
  );
  return (message) => {
    const found = new Map<string, ProvinceSlot>();
    for (const { groups, raw, at } of matches(pattern, message)) {
      const { name, province } = known.get(wordsOf(groups[0]!).join(" "))!;
      const wanted = wordsOf(name.toLowerCase());
      const same = wordsOf(raw).every((word, place) => isWord(word, wanted[place]!));
      const unsure = wanted.length === 1 && fold(raw) === raw && !PLACE_BEFORE.test(message.folded.slice(0, at));
      if (same && !unsure && !found.has(province.code))
        found.set(province.code, { code: province.code, name: province.name, said: raw });
    }
    return [...found.values()];
  };
}

function wordsOf(text: string): string[] {
  return text.split(/[ .-]+/);
}
