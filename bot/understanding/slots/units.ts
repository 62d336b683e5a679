// Provinces, districts of before July 2025 and communes that a message names, by old and new names. A name that several places
// bear yields candidates, never a guess.
import { fold } from "../../../foundation/vietnamese.ts";
import type { Commune, Province } from "../../../knowledge/units.ts";
import type { UnitKinds, UnitWords } from "../language.ts";
import { modernTone } from "../syllable.ts";
import type { UnitCandidate, UnitSlot } from "../types.ts";
import type { Aligned } from "./aligned.ts";
import { createPhrases, isTyped, type Phrase, type Word, wordsIn } from "./phrases.ts";

/** Finds the units of a message, each once, in order of appearance, and where names of units surely stand (and so no names of people). */
export type FindUnits = (message: Aligned) => { units: UnitSlot[]; spans: { at: number; end: number }[] };

interface Known extends UnitCandidate {
  old: boolean;
}

type Level = UnitSlot["level"];

/** A mention before the provinces of the same message have narrowed it. */
interface Mention {
  level: Level;
  said: string;
  old: boolean;
  candidates: UnitCandidate[];
  /** Where it stands, with the word for its kind; null when the name stands alone. */
  span: { at: number; end: number } | null;
}

/** Prepares all names once: today's provinces and communes, and the provinces merged into them. */
export function createUnits(provinces: readonly Province[], communes: readonly Commune[], words: UnitWords): FindUnits {
  const known: [string, Known][] = [...provinces.flatMap(namesOfProvince), ...communes.map(nameOfCommune)];
  const find = createPhrases(known, "heeded");
  return (message) => {
    const all = wordsIn(message);
    const phrases = find(all);
    const mentions = phrases.flatMap((phrase, at) => {
      const next = phrases[at + 1];
      const followed = next?.first === phrase.last + 1 && next.values.some(({ level }) => level === "province");
      return mentionOf(phrase, all, message, words, followed) ?? [];
    });
    return { units: narrowed(mentions), spans: mentions.flatMap(({ span }) => span ?? []) };
  };
}

function namesOfProvince({ code, name, formerly, also }: Province): [string, Known][] {
  const known = (old: boolean): Known => ({ level: "province", code, name, province: code, old });
  return [
    ...[...new Set([name, ...also])].map((one): [string, Known] => [one, known(false)]),
    ...formerly.map((one): [string, Known] => [one, known(true)]),
  ];
}

function nameOfCommune({ code, name, type, province }: Commune): [string, Known] {
  const bare = name.slice(type.length + 1).replace(/\p{L}+/gu, modernTone);
  return [bare, { level: "commune", code, name, province, old: false }];
}

function mentionOf(
  { values, first, last }: Phrase<Known>,
  all: readonly Word[],
  { text }: Aligned,
  words: UnitWords,
  followed: boolean,
): Mention | null {
  const said = text.slice(all[first]!.at, all[last]!.end);
  const before = kindOf(words.before, (names) => isAfter(all, first, names));
  const kind = before ?? kindOf(words.after, (names) => names.includes(all[last + 1]?.folded ?? ""));
  const span = kind ? { at: all[before ? first - 1 : first]!.at, end: all[last]!.end } : null;
  const provinces = values.filter(({ level }) => level === "province");
  const communes = values.filter(({ level }) => level === "commune");
  const ofCommune = (level: Level, old: boolean): Mention | null =>
    communes.length > 0 ? { level, said, old, candidates: communes.map(bareOf), span } : null;
  if (kind === "commune") return ofCommune("commune", false);
  if (kind === "town") return ofCommune("commune", true);
  if (kind === "district") return ofCommune("district", true);
  if (provinces.length > 0 && (kind === "province" || isProvince(all, first, last, words)))
    return { level: "province", said, old: provinces.every(({ old }) => old), candidates: provinces.map(bareOf), span };
  if (kind === "province") return ofCommune("district", true);
  const alone = first === 0 && last === all.length - 1;
  const told = last > first && (alone || followed || isAfter(all, first, words.prepositions));
  return told ? ofCommune("commune", false) : null;
}

function kindOf(kinds: UnitKinds, stands: (names: readonly string[]) => boolean): keyof UnitKinds | null {
  const found = Object.entries(kinds).find(([, names]) => stands(names));
  return found ? (found[0] as keyof UnitKinds) : null;
}

/** True when one of the names stands right before: of one word ("xã") or several ("thị trấn"). */
function isAfter(all: readonly Word[], first: number, names: readonly string[]): boolean {
  const before = all[first - 1];
  if (before === undefined) return false;
  return names.some((name) => {
    const parts = partsOf(name);
    if (parts.at(-1)!.folded !== before.folded) return false;
    const from = first - parts.length;
    return from >= 0 && parts.every(({ written, folded }, place) => isSame(all[from + place]!, written, folded));
  });
}

function isSame(word: Word, written: string, folded: string): boolean {
  return word.folded === folded && isTyped(word, written);
}

interface NamePart {
  written: string;
  folded: string;
}

/** The few words for kinds of units, taken apart once. */
const remembered = new Map<string, readonly NamePart[]>();

function partsOf(name: string): readonly NamePart[] {
  const before = remembered.get(name);
  if (before) return before;
  const parts = name.split(" ").map((written) => ({ written, folded: fold(written) }));
  remembered.set(name, parts);
  return parts;
}

/** A village may be called like a province; of one syllable ("hue", a name of people) only a word of place before it makes it one. */
function isProvince(all: readonly Word[], first: number, last: number, words: UnitWords): boolean {
  if (isAfter(all, first, words.villages)) return false;
  if (last > first || all[first]!.raw !== all[first]!.folded) return true;
  return all.length === 1 || isAfter(all, first, words.prepositions);
}

function bareOf({ old: _, ...candidate }: Known): UnitCandidate {
  return candidate;
}

/** Provinces named in the message choose among communes of one name; a province that fits none leaves all of them open. */
function narrowed(mentions: readonly Mention[]): UnitSlot[] {
  const provinces = new Set(
    mentions.flatMap(({ level, candidates }) => (level === "province" ? candidates.map(({ code }) => code) : [])),
  );
  const slots = new Map<string, UnitSlot>();
  for (const { level, said, old, candidates } of mentions) {
    const fitting = candidates.filter(({ province }) => provinces.has(province));
    const left = fitting.length > 0 ? fitting : candidates;
    const contradicted = provinces.size > 0 && fitting.length === 0;
    const sure = left.length === 1 && !contradicted && (level === "province" || (level === "commune" && !old));
    const key = `${level} ${left.map(({ code }) => code).join(" ")}`;
    if (slots.has(key)) continue;
    slots.set(key, {
      level,
      code: sure ? left[0]!.code : null,
      name: sure ? left[0]!.name : said,
      said,
      old,
      candidates: left,
    });
  }
  return [...slots.values()];
}
