// Trains the classifiers on knowledge/intents. Run by hand, after installing, or at start when the language has changed.
import { pathToFileURL } from "node:url";
import { fold } from "../../foundation/vietnamese.ts";
import { type Example, trainClassifier } from "./classifier.ts";
import { type Language, loadLanguage, type Utterance } from "./language.ts";
import { MODEL_FILE, type Model, readModel, writeModel } from "./model.ts";
import { normalize } from "./normalize.ts";
import { changeWords, classifierWords } from "./reading.ts";
import { countWords } from "./spelling.ts";
import { type NameParts, trainNames } from "./train-names.ts";

/** Opposite changes differ by the order of words far apart, so pairs of words reach further there. */
export const CHANGE_REACH = 8;

const VILLAGE_KINDS: readonly string[] = ["thôn", "xóm", "ấp", "bản", "buôn", "làng"];

type Part = "intents" | "domains" | "changes";

/** An utterance as a classifier sees it. */
export interface TrainingExample extends Example {
  text: string;
}

/** What each of the three classifiers learns from; names of people are left out of changes. */
export function trainingExamples({ utterances, words: tables }: Language): Record<Part, TrainingExample[]> {
  const read = utterances().map((utterance) => {
    const { plain } = normalize(utterance.text, tables);
    return { ...utterance, plain, words: classifierWords(plain, tables) };
  });
  const labelled = (labelsOf: (utterance: Utterance) => readonly string[]): TrainingExample[] =>
    read.map((utterance) => ({ text: utterance.text, words: utterance.words, labels: labelsOf(utterance) }));
  return {
    intents: labelled(({ intent }) => [intent]),
    domains: labelled(({ domains }) => domains).filter((_, at) => read[at]!.changeType === null),
    changes: read
      .filter(({ changeType }) => changeType !== null)
      .map(({ text, plain, changeType }) => ({
        text,
        words: changeWords(plain, tables),
        labels: [changeType!],
      })),
  };
}

/** Learns intents, domains and change types from the utterances; takes a few seconds, deterministic. */
export function trainModel(language: Language): Model {
  const { intents, domains, changes } = trainingExamples(language);
  const texts = intents.map(({ text }) => text);
  const smallWords = smallWordsOf(texts);
  return {
    fingerprint: language.fingerprint,
    intents: trainClassifier(intents),
    domains: trainClassifier(domains),
    changes: trainClassifier(changes, CHANGE_REACH),
    vocabulary: countWords(intents.flatMap(({ words }) => words)),
    smallWords,
    names: trainNames(
      texts,
      { ...language.words, smallWords: new Map(Object.entries(smallWords)) },
      namePartsOf(language),
    ),
  };
}

function namePartsOf({ words, communes }: Language): NameParts {
  const marked = (list: ReadonlySet<string>): string[] => [...list].filter((word) => fold(word) !== word);
  return {
    places: communes().map(({ name, type }) => name.slice(type.length + 1)),
    surnames: marked(words.surnames),
    middleNames: marked(words.middleNames),
    villageKinds: VILLAGE_KINDS,
  };
}

/** Counts words in small letters, as typed and without marks, leaving out what occurs once. */
function smallWordsOf(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of texts.flatMap((text) => text.normalize("NFC").match(/(?<!\p{L})\p{Ll}+(?!\p{L})/gu) ?? [])) {
    for (const form of new Set([word, fold(word)])) counts[form] = (counts[form] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 1));
}

/** The stored model when it fits the language, else a newly trained one, stored for the next start. */
export function openModel(language: Language, file: URL = MODEL_FILE): Model {
  const stored = readModel(language.fingerprint, file);
  if (stored) return stored;
  const trained = trainModel(language);
  writeModel(trained, file);
  return trained;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) openModel(loadLanguage());
