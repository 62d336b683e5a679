// Reads the language of the bot (knowledge/intents/**) and checks it: training utterances, word tables, phrases, thresholds.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { AppError } from "../../foundation/errors.ts";
import { fold } from "../../foundation/vietnamese.ts";
import { type FrequentlyAsked, loadFrequentlyAsked } from "../../knowledge/frequently-asked.ts";
import { type Commune, loadCommunes, loadProvinces, type Province } from "../../knowledge/units.ts";

const words = z.array(z.coerce.string());
const intentFile = z.strictObject({ intent: z.string(), about: z.string(), utterances: words });
const domainFile = z.strictObject({
  domain: z.string(),
  about: z.string(),
  utterances: z.record(z.string(), words),
});
const twoFieldsFile = z.array(z.strictObject({ domains: words, utterances: z.record(z.string(), words) }));
const changeFile = z.strictObject({ change_type: z.string(), about: z.string(), utterances: words });
const unitKinds = z.strictObject({ province: words, district: words, town: words, commune: words });
const wordsFile = z.strictObject({
  abbreviations: z.record(z.string(), z.string()),
  dialect: z.record(z.string(), z.string()),
  units: words,
  english: words,
  yes: words,
  no: words,
  kinship: words,
  places: words,
  surnames: words,
  countries: words,
  middle_names: words,
  not_names: words,
  unit_words: z.strictObject({ before: unitKinds, after: unitKinds, prepositions: words, villages: words }),
});
const papersFile = z.record(
  z.string(),
  z.strictObject({ name: z.strictObject({ vi: z.string(), en: z.string() }), said: words }),
);
const policyNamesFile = z.record(z.string(), words);
const commandsFile = z.record(z.string(), words);
const hotline = z.strictObject({
  number: z.string(),
  name: z.record(z.string(), z.string()),
  source: z.string(),
  confidence: z.string(),
  from: z.string().nullable(),
});
const emergenciesFile = z.strictObject({
  hotlines: z.record(z.string(), hotline),
  emergencies: z.record(z.string(), z.strictObject({ hotlines: words, phrases: words, unless: words })),
});
const thresholdsFile = z.strictObject({
  act_score: z.number(),
  act_margin: z.number(),
  ask_score: z.number(),
  known_share: z.number(),
  asked_likeness: z.number(),
  short_words: z.number(),
  careful: z.record(
    z.string(),
    z.strictObject({
      act_score: z.number(),
      act_margin: z.number(),
      change_confidence: z.number(),
      fewest_words: z.number(),
    }),
  ),
  second_intent_score: z.number(),
  second_story_score: z.number(),
  sole_margin: z.number(),
  domain_score: z.number(),
  second_domain_score: z.number(),
  part_domain_score: z.number(),
  change_score: z.number(),
  second_change_score: z.number(),
  denied_change_score: z.number(),
  slope: z.number(),
  middle: z.number(),
});

/** The words for each kind of administrative unit; a town and a district are of before July 2025. */
export type UnitKinds = z.infer<typeof unitKinds>;

/** Words around the name of an administrative unit. */
export type UnitWords = z.infer<typeof wordsFile>["unit_words"];

/** Tables of single words, folded or lower-cased as their names say. */
export interface WordTables {
  abbreviations: ReadonlyMap<string, string>;
  dialect: ReadonlyMap<string, string>;
  units: ReadonlySet<string>;
  english: ReadonlySet<string>;
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
  /** Lower case, with marks and without: "có" is not "cô", "co" may be. */
  kinship: ReadonlySet<string>;
  places: ReadonlySet<string>;
  surnames: ReadonlySet<string>;
  /** Words of the names of countries that people go to for work. */
  countries: ReadonlySet<string>;
  middleNames: ReadonlySet<string>;
  /** Lower case, with marks and without: a word typed with marks is only stopped by itself. */
  notNames: ReadonlySet<string>;
  unitWords: UnitWords;
}

/** The tables, and how often a word is written small in the training language: common words are no names. */
export interface NameTables extends WordTables {
  smallWords: ReadonlyMap<string, number>;
  nameWeights: Int8Array;
}

export interface Utterance {
  text: string;
  intent: string;
  /** Fields it is about: none, one, or both of two. */
  domains: readonly string[];
  changeType: string | null;
}

export type Thresholds = z.infer<typeof thresholdsFile>;
export type Papers = z.infer<typeof papersFile>;
export type Emergencies = z.infer<typeof emergenciesFile>;

export interface Language {
  /** Read and checked only when asked for: training needs them, a start with trained weights does not. */
  utterances(): Utterance[];
  words: WordTables;
  /** Folded phrase → command. */
  commands: ReadonlyMap<string, string>;
  emergencies: Emergencies;
  /** A domain as understood ("bhyt") → the law's id ("health-insurance"). */
  lawDomains: ReadonlyMap<string, string>;
  thresholds: Thresholds;
  /** Id of a paper → its name, and what people call it. */
  papers: Papers;
  /** Id of a policy of the law → what people call it. */
  policyNames: Readonly<Record<string, readonly string[]>>;
  /** What a message that is not surely understood may have meant; read when the first such message comes. */
  frequentlyAsked(): readonly FrequentlyAsked[];
  provinces: readonly Province[];
  /** Read when asked for. */
  communes(): Commune[];
  /** Changes when any training utterance or word table changes. */
  fingerprint: string;
}

export const LANGUAGE_FOLDER = new URL("../../knowledge/intents/", import.meta.url);

/** Raise it when features, normalisation or training change: stored weights are then trained anew. */
const MODEL_VERSION = "16";

const NOT_INTENTS = new Set(["words", "commands", "emergencies", "thresholds", "validation", "domains", "two-fields"]);

/** Reads every language file under the folder; throws AppError "language:invalid" naming the file that is wrong. */
export function loadLanguage(folder: URL = LANGUAGE_FOLDER): Language {
  const read = <T>(path: string, schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(parse(readFileSync(new URL(path, folder), "utf8")));
    if (parsed.success) return parsed.data;
    throw new AppError("language:invalid", `knowledge/intents/${path}: ${z.prettifyError(parsed.error)}`);
  };
  const knowledge = fileURLToPath(new URL("..", folder));
  const intentFiles = filesIn(folder, "").filter((path) => !NOT_INTENTS.has(basename(path, ".yaml")));
  const domainFiles = filesIn(folder, "domains/");
  const changeFiles = filesIn(folder, "change-types/");
  const commands = Object.entries(read("commands.yaml", commandsFile)).flatMap(([command, phrases]) =>
    phrases.map((phrase) => [fold(phrase), command] as const),
  );
  return {
    utterances: () => [
      ...intentFiles.flatMap((path) => ofIntent(read(path, intentFile))),
      ...domainFiles.flatMap((path) => {
        const { domain, utterances } = read(path, domainFile);
        return ofDomains([domain], utterances);
      }),
      ...read("two-fields.yaml", twoFieldsFile).flatMap(({ domains, utterances }) => ofDomains(domains, utterances)),
      ...changeFiles.flatMap((path) => ofChange(read(path, changeFile))),
    ],
    words: tablesOf(read("words.yaml", wordsFile)),
    commands: new Map(commands),
    emergencies: read("emergencies.yaml", emergenciesFile),
    lawDomains: new Map(Object.entries(read("domains.yaml", z.record(z.string(), z.string())))),
    thresholds: read("thresholds.yaml", thresholdsFile),
    papers: read("names/papers.yaml", papersFile),
    policyNames: read("names/policies.yaml", policyNamesFile),
    frequentlyAsked: () => loadFrequentlyAsked(knowledge),
    provinces: loadProvinces(knowledge),
    communes: () => loadCommunes(knowledge),
    fingerprint: fingerprintOf(folder, [
      "words.yaml",
      "two-fields.yaml",
      ...intentFiles,
      ...domainFiles,
      ...changeFiles,
    ]),
  };
}

function fingerprintOf(folder: URL, paths: readonly string[]): string {
  const digest = createHash("sha256").update(MODEL_VERSION);
  for (const path of paths) digest.update(path).update(readFileSync(new URL(path, folder)));
  return digest.digest("hex");
}

function filesIn(folder: URL, sub: string): string[] {
  return readdirSync(new URL(sub, folder))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => sub + name);
}

function ofIntent(file: z.infer<typeof intentFile>): Utterance[] {
  return file.utterances.map((text) => ({ text, intent: file.intent, domains: [], changeType: null }));
}

function ofDomains(domains: readonly string[], utterances: Record<string, string[]>): Utterance[] {
  return Object.entries(utterances).flatMap(([intent, texts]) =>
    texts.map((text) => ({ text, intent, domains, changeType: null })),
  );
}

function ofChange(file: z.infer<typeof changeFile>): Utterance[] {
  return file.utterances.map((text) => ({ text, intent: "report-change", domains: [], changeType: file.change_type }));
}

function tablesOf(file: z.infer<typeof wordsFile>): WordTables {
  const set = (list: readonly string[]) => new Set(list.map(fold));
  const both = (list: readonly string[]) => new Set([...list, ...list.map(fold)]);
  return {
    abbreviations: new Map(Object.entries(file.abbreviations)),
    dialect: new Map(Object.entries(file.dialect)),
    units: set(file.units),
    english: set(file.english),
    yes: set(file.yes),
    no: set(file.no),
    kinship: both(file.kinship),
    places: set(file.places),
    countries: both(file.countries),
    surnames: both(file.surnames),
    middleNames: both(file.middle_names),
    notNames: both(file.not_names),
    unitWords: file.unit_words,
  };
}
