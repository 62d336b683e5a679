// From the words of people to the words of the rules: the class of a household, "I do not know", a year of school, whom a
// question is about.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Day } from "../foundation/day.ts";
import type { Language } from "../foundation/language.ts";
import { fold, markParticle } from "../foundation/vietnamese.ts";
import { clauses, firstNamed, namedOf, names, startsWith, wholeAnswer } from "./phrases.ts";

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
  another_person: words,
  areas: z.strictObject({ rural: words, urban: words }),
  areas_named: z.strictObject({ rural: words, urban: words }),
  said: z.record(z.string(), z.record(z.string(), words)),
  dated: z.record(z.string(), words),
  policies: z.record(z.string(), words),
  loans: words,
  lives_elsewhere: words,
  own_household: words,
  other_households: words,
  on_behalf: words,
  corrections: words,
  restart: words,
  agreement: words,
  languages: z.strictObject({ vi: words, en: words }),
  asks_rights: words,
  follow_ups: z.strictObject({ compare: words, why: words, papers: words, full: words, amount: words, more: words }),
  years: z.record(z.string().regex(/^-?\d$/), words),
  supposing: words,
  income: z.strictObject({
    words,
    slash: z.string().min(1),
    head: words,
    household: words,
    year: words,
    unclear: words,
  }),
});

/** A class as people speak of it. */
export type NamedClass = "escaped" | "near_poor" | "poor";

/** A short question about the last answer. */
export type FollowUp = "compare" | "why" | "papers" | "full" | "amount" | "more";

/** Whose income is told (null: not said) and for how long. */
export interface IncomeBasis {
  of: "head" | "household" | null;
  period: "month" | "year";
}

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
  /** The words that name a person in a text: "con trai"; null when none do. */
  personNamed(text: string): string | null;
  /** "Thế còn bà nhà tôi": the same question about another person. */
  asksOfAnother(text: string): boolean;
  /** A short answer to "commune or ward?": "ở phường" → urban. */
  areaAnswered(text: string): "rural" | "urban" | null;
  /** The kind of place in a longer text that names a commune or ward: "tôi ở xã Tứ Kỳ" → rural. */
  areaNamed(text: string): "rural" | "urban" | null;
  /** Facts that a text tells by these words: "tiền mai táng" → deceased, "trường công" → school: public. */
  factsSaid(text: string): Record<string, string | boolean>;
  /** The fact that a day in the text is the day of: "thoát nghèo ngày …" → exit_date; null when it is no such day. */
  datedFact(text: string): string | null;
  /** Policies that a text names by what they are for: "mai táng" → sa-funeral. */
  policiesNamed(text: string): string[];
  /** "vay": a loan is asked for, whatever it is to pay. */
  asksLoan(text: string): boolean;
  /** "học ở Hà Nội": a place that is not where the household lives. */
  livesElsewhere(text: string): boolean;
  /** "nhà tôi": the asker's own household is named. */
  isOwnHousehold(text: string): boolean;
  /** "hỏi hộ hàng xóm": the household asked about is not the asker's. */
  isOtherHousehold(text: string): boolean;
  /** "nhầm, cận nghèo": what follows takes the place of what was said. */
  isCorrecting(text: string): boolean;
  /** "đồng ý": a yes to what is asked for in so many words, not a polite "dạ". */
  agrees(text: string): boolean;
  /** "làm lại": the questions from the start. */
  isRestart(text: string): boolean;
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
  /** An amount in the text is what somebody earns: "thu nhập", "mỗi tháng". */
  isIncome(text: string): boolean;
  /** What an income in the text is for; null when it is told by the day, by the crop or as a range. */
  incomeBasis(text: string): IncomeBasis | null;
  /** "nếu nhà tôi là hộ cận nghèo": something is supposed, not told. */
  isSupposing(text: string): boolean;
  /** Whom a question may be about, in the order they are offered, with the facts that are certain of each. */
  subjects: ReadonlyMap<string, Readonly<Record<string, boolean | string>>>;
}

/** A year by itself; the year of a full date is part of that date. */
const YEAR = /(?<![\d/.-])(20\d\d)(?!\d)/;

/** "Vậy" at the end of a question: once folded it could not be told from borrowing. */
const PARTICLE = /(?<!\p{L})vậy(?!\p{L})/giu;

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
  const said = Object.entries(file.said).map(([fact, values]): [string, [string, string[]][]] => [
    fact,
    Object.entries(values),
  ]);
  const dated = Object.entries(file.dated);
  const policies = Object.entries(file.policies);
  return {
    classIn: (text) => firstNamed(classes, clauses(text).replace(denied, " ")),
    classAnswered: (text) => wholeAnswer(answers, text),
    isUnsure: (text) => unsure.has(fold(text).trim()),
    ...personsIn(file),
    areaAnswered: (text) => wholeAnswer(areas, text),
    areaNamed: (text) => firstNamed(Object.entries(file.areas_named) as typeof areas, text),
    factsSaid: (text) => Object.fromEntries(said.flatMap(([fact, values]) => saidOf(fact, values, text))),
    datedFact: (text) => firstNamed(dated, text),
    policiesNamed: (text) => {
      const meant = clauses(text).replace(denied, " ");
      return policies.filter(([, phrases]) => names(phrases, meant)).map(([id]) => id);
    },
    asksLoan: (text) => names(file.loans, markParticle(text).replace(PARTICLE, " ")),
    livesElsewhere: (text) => names(file.lives_elsewhere, text),
    isOwnHousehold: (text) => names(file.own_household, text),
    isOtherHousehold: (text) => names(file.other_households, text) || names(file.on_behalf, text),
    isCorrecting: (text) => names(file.corrections, text),
    agrees: (text) => wholeAnswer([["agreement", file.agreement]], text) !== null,
    isRestart: (text) => wholeAnswer([["restart", file.restart]], text) !== null,
    languageIn: (text) => firstNamed(Object.entries(file.languages) as [Language, string[]][], text),
    namedIn: (entries, text) =>
      [...entries]
        .flatMap(([id, phrases]) => namedOf(phrases, text).map((phrase) => ({ id, phrase })))
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
    isIncome: (text) => names(file.income.words, text),
    incomeBasis(text) {
      const { slash, head, household, year, unclear } = file.income;
      const said = text.replaceAll("/", ` ${slash} `);
      if (names(unclear, said)) return null;
      const of = names(head, said) ? "head" : names(household, said) ? "household" : null;
      return { of, period: names(year, said) ? "year" : "month" };
    },
    isSupposing: (text) => names(file.supposing, text),
    levelIn: (text, year = 0) =>
      levels.find(([, [first, last]]) => first <= year && year <= last)?.[0] ?? firstNamed(schools, text),
  };
}

/** Whom a text speaks of. */
function personsIn({ subjects, subject_words, another_person }: z.infer<typeof plainWordsFile>) {
  const entries = Object.entries(subject_words);
  const phrases = entries.flatMap(([, words]) => words);
  return {
    subjects: new Map(Object.entries(subjects)),
    subjectIn: (text: string) => firstNamed(entries, text),
    personNamed: (text: string) => namedOf(phrases, text).sort().join(", ") || null,
    asksOfAnother: (text: string) => startsWith(another_person, text) && firstNamed(entries, text) !== null,
  };
}

/** A class right after a word that denies it: "không phải là hộ nghèo". */
function deniedClass({ denied, between, classes }: z.infer<typeof plainWordsFile>): RegExp {
  const anyOf = (phrases: string[]) => `(?:${phrases.map(fold).join("|")})`;
  return new RegExp(` ${anyOf(denied)}(?: ${anyOf(between)})* ${anyOf(Object.values(classes).flat())}(?= )`, "gu");
}

/** A fact with the first of its values whose words occur; "true" and "false" are the values of a flag. */
function saidOf(fact: string, values: [string, string[]][], text: string): [string, string | boolean][] {
  const value = firstNamed(values, text);
  if (value === null) return [];
  return [[fact, value === "true" ? true : value === "false" ? false : value]];
}
