// Trains the classifiers on knowledge/intents. Run by hand, after installing, or at start when the language has changed.
import { pathToFileURL } from "node:url";
import { fold } from "../../foundation/vietnamese.ts";
import { type Example, trainClassifier } from "./classifier.ts";
import { type Language, loadLanguage, type Utterance } from "./language.ts";
import { MODEL_FILE, type Model, readModel, writeModel } from "./model.ts";
import { normalize } from "./normalize.ts";
import { classifierWords, withoutNames } from "./reading.ts";

/** Learns intents, domains and change types from the utterances; takes a few seconds, deterministic. */
export function trainModel(language: Language): Model {
  const utterances = language.utterances();
  const { words: tables } = language;
  const read = utterances.map((utterance) => {
    const { plain } = normalize(utterance.text, tables);
    return { ...utterance, plain, words: classifierWords(plain, tables) };
  });
  const examples = (labels: (utterance: Utterance) => string[]): Example[] =>
    read.map((utterance) => ({ words: utterance.words, labels: labels(utterance) }));
  const changes: Example[] = read
    .filter(({ changeType }) => changeType !== null)
    .map(({ plain, changeType }) => ({ words: classifierWords(withoutNames(plain), tables), labels: [changeType!] }));
  return {
    fingerprint: language.fingerprint,
    intents: trainClassifier(examples((utterance) => [utterance.intent])),
    domains: trainClassifier(examples((utterance) => (utterance.domain ? [utterance.domain] : []))),
    changes: trainClassifier(changes),
    vocabulary: read.flatMap((utterance) => utterance.words),
    smallWords: smallWordsOf(utterances.map(({ text }) => text)),
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
