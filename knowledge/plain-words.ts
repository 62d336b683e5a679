// From the words of people to the words of the rules: the class of a household, "I do not know", a year of school, whom a
// question is about.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Day } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import { fold } from "../foundation/vietnamese.ts";

const words = z.array(z.string().min(1)).min(1);
const plainWordsFile = z.strictObject({
  classes: z.strictObject({ escaped: words, near_poor: words, poor: words }),
  denied: words,
  between: words,
  classless: words,
  bare_classes: z.strictObject({ poor: words, near_poor: words, escaped: words }),
  unsure: words,
  school_levels: z.record(z.string(), z.tuple([z.number().int(), z.number().int()])),
  school_words: z.record(z.string(), words),
  subjects: z.record(z.string(), z.record(z.string(), z.union([z.boolean(), z.string()]))),
  subject_words: z.record(z.string(), words),
  areas: z.strictObject({ rural: words, urban: words }),
  said_of_person: z.record(z.string(), words),
  languages: z.strictObject({ vi: words, en: words }),
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
  /** The class that a text names, or null: "hộ cận nghèo thì …" → near_poor; "không phải hộ nghèo", "để thoát nghèo" name none. */
  classIn(text: string): NamedClass | null;
  /** A short answer to "which class is it?": "nghèo" → poor, "không" → none. */
  classAnswered(text: string): NamedClass | "none" | null;
  /** "không rõ", "hổng biết". */
  isUnsure(text: string): boolean;
  /** The level of study that a text names ("con học đại học" → university), or that a year of school belongs to ("lớp 5" → primary). */
  levelIn(text: string, year: number | undefined): string | null;
  /** Whom a text speaks of ("bà nội" → elder), or null; one of `subjects`. */
  subjectIn(text: string): string | null;
  /** A short answer to "commune or ward?": "ở phường" → urban. */
  areaAnswered(text: string): "rural" | "urban" | null;
  /** Flags that a text tells of the person it speaks of: "tiền mai táng" → deceased. */
  saidOfPerson(text: string): Record<string, true>;
  /** The language that a text names: "nói tiếng Anh được không". */
  languageIn(text: string): Language | null;
  /** The ids whose words occur in a text, the longest word first: "điện thoại" before "điện". */
  namedIn(words: ReadonlyMap<string, readonly string[]>, text: string): string[];
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

/** A year by itself; the year of a full date is part of that date. */
const YEAR = /(?<![\d/.-])(20\d\d)(?!\d)/;

/** Reads knowledge/plain-words.yaml; throws a ZodError naming what is wrong in it. */
export function loadPlainWords(directory: string): PlainWords {
  const file = plainWordsFile.parse(parse(readFileSync(join(directory, "plain-words.yaml"), "utf8")));
  const classes = Object.entries(file.classes) as [NamedClass, string[]][];
  const followUps = Object.entries(file.follow_ups) as [FollowUp, string[]][];
  const levels = Object.entries(file.school_levels);
  const schools = Object.entries(file.school_words);
  const answers = Object.entries({ ...file.bare_classes, none: file.classless }) as [NamedClass | "none", string[]][];
  const areas = Object.entries(file.areas) as ["rural" | "urban", string[]][];
  const unsure = new Set(file.unsure.map(fold));
  const denied = deniedClass(file);
  return {
    classIn: (text) => firstNamed(classes, clauses(text).replace(denied, " ")),
    classAnswered: (text) => wholeAnswer(answers, text),
    isUnsure: (text) => unsure.has(fold(text).trim()),
    subjectIn: (text) => firstNamed(Object.entries(file.subject_words), text),
    areaAnswered: (text) => wholeAnswer(areas, text),
    saidOfPerson: (text) =>
      Object.fromEntries(
        Object.entries(file.said_of_person).flatMap(([flag, phrases]) => (names(phrases, text) ? [[flag, true]] : [])),
      ),
    languageIn: (text) => firstNamed(Object.entries(file.languages) as [Language, string[]][], text),
    namedIn: (entries, text) =>
      [...entries]
        .flatMap(([id, phrases]) => phrases.filter((phrase) => names([phrase], text)).map((phrase) => ({ id, phrase })))
        .sort((a, b) => b.phrase.length - a.phrase.length)
        .map(({ id }) => id),
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

function wholeAnswer<Name extends string>(entries: [Name, string[]][], text: string): Name | null {
  return entries.find(([, said]) => said.some((answer) => padded(answer) === padded(text)))?.[0] ?? null;
}

/** A class right after a word that denies it: "không phải là hộ nghèo". */
function deniedClass({ denied, between, classes }: z.infer<typeof plainWordsFile>): RegExp {
  const anyOf = (phrases: string[]) => `(?:${phrases.map(fold).join("|")})`;
  return new RegExp(` ${anyOf(denied)}(?: ${anyOf(between)})* ${anyOf(Object.values(classes).flat())}(?= )`, "gu");
}

function names(phrases: string[], text: string): boolean {
  const folded = padded(text);
  return phrases.some((phrase) => folded.includes(` ${fold(phrase)} `));
}

/** Like padded, but a comma or a full stop stays, so that what is denied before it is not taken for what follows. */
function clauses(text: string): string {
  return text
    .split(/[,.;:?!\n]+/)
    .map(padded)
    .join(",");
}

/** Words without tone marks, one space around each, so that only whole words are found. */
function padded(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}-]+/gu, " ")
    .trim()} `;
}
