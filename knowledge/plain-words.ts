// From the words of people to the words of the rules: the class of a household, "I do not know", a year of school, whom a
// question is about.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { fold } from "../foundation/vietnamese.ts";

const words = z.array(z.string().min(1)).min(1);
const plainWordsFile = z.strictObject({
  classes: z.strictObject({ escaped: words, near_poor: words, poor: words }),
  unsure: words,
  school_levels: z.record(z.string(), z.tuple([z.number().int(), z.number().int()])),
  subjects: z.record(z.string(), z.record(z.string(), z.union([z.boolean(), z.string()]))),
});

/** A class as people speak of it. */
export type NamedClass = "escaped" | "near_poor" | "poor";

export interface PlainWords {
  /** The class that a text names, or null: "hộ cận nghèo thì …" → near_poor. */
  classIn(text: string): NamedClass | null;
  /** "không rõ", "hổng biết". */
  isUnsure(text: string): boolean;
  /** The level of a year of school ("lớp 5" → primary), or null. */
  levelOfYear(year: number): string | null;
  /** Whom a question may be about, in the order they are offered, with the facts that are certain of each. */
  subjects: ReadonlyMap<string, Readonly<Record<string, boolean | string>>>;
}

/** Reads knowledge/plain-words.yaml; throws a ZodError naming what is wrong in it. */
export function loadPlainWords(directory: string): PlainWords {
  const file = plainWordsFile.parse(parse(readFileSync(join(directory, "plain-words.yaml"), "utf8")));
  const classes = Object.entries(file.classes) as [NamedClass, string[]][];
  const unsure = new Set(file.unsure.map(fold));
  const levels = Object.entries(file.school_levels);
  return {
    classIn(text) {
      const folded = fold(text);
      return classes.find(([, names]) => names.some((name) => folded.includes(fold(name))))?.[0] ?? null;
    },
    isUnsure: (text) => unsure.has(fold(text).trim()),
    levelOfYear: (year) => levels.find(([, [first, last]]) => first <= year && year <= last)?.[0] ?? null,
    subjects: new Map(Object.entries(file.subjects)),
  };
}
