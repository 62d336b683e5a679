// From the words of people to the words of the rules: the class of a household, "I do not know", a year of school, whom a
// question is about.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Day } from "../foundation/day.ts";
import { fold } from "../foundation/vietnamese.ts";

const words = z.array(z.string().min(1)).min(1);
const plainWordsFile = z.strictObject({
  classes: z.strictObject({ escaped: words, near_poor: words, poor: words }),
  unsure: words,
  school_levels: z.record(z.string(), z.tuple([z.number().int(), z.number().int()])),
  school_words: z.record(z.string(), words),
  subjects: z.record(z.string(), z.record(z.string(), z.union([z.boolean(), z.string()]))),
  asks_rights: words,
  follow_ups: z.strictObject({ compare: words, why: words, papers: words, full: words, more: words }),
  years: z.record(z.string().regex(/^-?\d$/), words),
  supposing: words,
});

/** A class as people speak of it. */
export type NamedClass = "escaped" | "near_poor" | "poor";

/** A short question about the last answer. */
export type FollowUp = "compare" | "why" | "papers" | "full" | "more";

export interface PlainWords {
  /** The class that a text names, or null: "hộ cận nghèo thì …" → near_poor. */
  classIn(text: string): NamedClass | null;
  /** "không rõ", "hổng biết". */
  isUnsure(text: string): boolean;
  /** The level of study that a text names ("con học đại học" → university), or that a year of school belongs to ("lớp 5" → primary). */
  levelIn(text: string, year: number | undefined): string | null;
  /** "nhà tôi được hưởng gì": rights are meant, not the class of the household. */
  asksRights(text: string): boolean;
  followUpIn(text: string): FollowUp | null;
  /** The calendar year that a text names ("năm 2018", "sang năm"), or null. */
  yearIn(text: string, today: Day): number | null;
  namesYear(text: string): boolean;
  /** "nếu nhà tôi là hộ cận nghèo": something is supposed, not told. */
  isSupposing(text: string): boolean;
  /** Whom a question may be about, in the order they are offered, with the facts that are certain of each. */
  subjects: ReadonlyMap<string, Readonly<Record<string, boolean | string>>>;
}

const YEAR = /(?<!\d)(20\d\d)(?!\d)/;

/** Reads knowledge/plain-words.yaml; throws a ZodError naming what is wrong in it. */
export function loadPlainWords(directory: string): PlainWords {
  const file = plainWordsFile.parse(parse(readFileSync(join(directory, "plain-words.yaml"), "utf8")));
  const classes = Object.entries(file.classes) as [NamedClass, string[]][];
  const followUps = Object.entries(file.follow_ups) as [FollowUp, string[]][];
  const levels = Object.entries(file.school_levels);
  const schools = Object.entries(file.school_words);
  const unsure = new Set(file.unsure.map(fold));
  return {
    classIn: (text) => firstNamed(classes, text),
    isUnsure: (text) => unsure.has(fold(text).trim()),
    asksRights: (text) => names(file.asks_rights, text),
    followUpIn: (text) => firstNamed(followUps, text),
    namesYear: (text) => YEAR.test(text) || firstNamed(Object.entries(file.years), text) !== null,
    yearIn(text, today) {
      const written = YEAR.exec(text)?.[1];
      if (written !== undefined) return Number(written);
      const distance = firstNamed(Object.entries(file.years), text);
      return distance === null ? null : Number(today.slice(0, 4)) + Number(distance);
    },
    isSupposing: (text) => names(file.supposing, text),
    levelIn: (text, year = 0) =>
      levels.find(([, [first, last]]) => first <= year && year <= last)?.[0] ?? firstNamed(schools, text),
    subjects: new Map(Object.entries(file.subjects)),
  };
}

/** The first entry of which a word or phrase occurs in the text, as whole words, tone marks or not. */
function firstNamed<Name extends string>(entries: [Name, string[]][], text: string): Name | null {
  return entries.find(([, phrases]) => names(phrases, text))?.[0] ?? null;
}

function names(phrases: string[], text: string): boolean {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}-]+/gu, " ")} `;
  return phrases.some((phrase) => folded.includes(` ${fold(phrase)} `));
}
