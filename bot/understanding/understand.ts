// Understands one message: what the person wants, about what, which facts it holds, and how sure that is. Pure, no I/O.
import { day } from "../../foundation/day.ts";
import type { Library } from "../../knowledge/library.ts";
import { createClassifier } from "./classifier.ts";
import { createEmergencies } from "./emergency.ts";
import { featuresOf } from "./features.ts";
import { createFindAsked } from "./frequently-asked.ts";
import { confidenceOf, decide, fieldsOf, guessesOf, intentsOf, isStoryAlone, partsOf, rank } from "./intents.ts";
import { type Language, loadLanguage, type NameTables } from "./language.ts";
import type { Model } from "./model.ts";
import { normalize } from "./normalize.ts";
import { answerOf, bare, commandOf } from "./phrases.ts";
import { changeWords, classifierWords, languageOf } from "./reading.ts";
import { createRedaction } from "./redact.ts";
import { type ReportTools, reportsOf } from "./reports.ts";
import { createNamed } from "./slots/named.ts";
import { slotsOf } from "./slots/slots.ts";
import { createUnits } from "./slots/units.ts";
import { createSpelling } from "./spelling.ts";
import { openModel, trainModel } from "./train.ts";
import type { Understand } from "./types.ts";

/** Only texts without any relative date may be understood without a day; this one stands in for it. */
const NO_DAY = day("2000-01-01");
const OUT_OF_SCOPE = "out-of-scope";
const FIELD_OF_INTENT = new Set(["ask-policy", "ask-procedure", "complaint", "check-eligibility", "household-status"]);

/** Reads the language and its trained weights (training now when they are missing or stale) and returns the function. */
export function openUnderstanding(): Understand {
  const language = loadLanguage();
  return createUnderstanding(language, openModel(language));
}

/**
 * Reads what the changes of a household are called: the first readings compile what they run and take tens of milliseconds, so a server
 * takes them before anybody waits.
 */
export function warmedUp(understand: Understand, { changes }: Pick<Library, "changes">): Understand {
  for (const { name } of changes.types.values()) understand(name.vi);
  return understand;
}

/** Builds the function from language data; without a model it is trained here, which takes seconds. */
export function createUnderstanding(language: Language, model: Model = trainModel(language)): Understand {
  const { thresholds: limits, commands } = language;
  const tables: NameTables = {
    ...language.words,
    smallWords: new Map(Object.entries(model.smallWords)),
    nameWeights: model.names,
  };
  const intents = createClassifier(model.intents);
  const domains = createClassifier(model.domains);
  const spelling = createSpelling(model.vocabulary);
  const slotTools = {
    tables,
    unitsIn: createUnits(language.provinces, language.communes(), tables.unitWords),
    namedIn: createNamed(language),
  };
  const redact = createRedaction(tables, slotTools.unitsIn);
  const askedIn = createFindAsked(language.frequentlyAsked, limits.asked_likeness);
  const emergencyOf = createEmergencies(language.emergencies);
  const wordsOf = (plain: string): string[] => spelling.repair(classifierWords(plain, tables));
  const tools: ReportTools = {
    changes: createClassifier(model.changes),
    tables,
    limits,
    wordsOf: (plain) => spelling.repair(changeWords(plain, tables)),
    confidence: (score) => confidenceOf(score, limits),
  };
  return (written, { today = NO_DAY } = {}) => {
    const { text, plain } = normalize(written, tables);
    const phrase = bare(plain);
    const words = wordsOf(plain);
    const features = featuresOf(words);
    const ranked = rank(intents, features);
    const parts = (isStoryAlone(ranked, limits) ? [] : partsOf(plain)).map((part) => {
      const words = wordsOf(part);
      return { words, features: featuresOf(words) };
    });
    const found = intentsOf(ranked, parts, intents, limits);
    const about = found.some(({ intent }) => FIELD_OF_INTENT.has(intent))
      ? fieldsOf(rank(domains, features), parts, domains, limits)
      : [];
    const reports = found.some(({ intent }) => intent === "report-change") ? reportsOf(plain, today, tools) : [];
    const decision = decide(
      ranked,
      {
        words: words.length,
        known: words.filter((word) => spelling.known.has(word)).length,
        change: Math.max(0, ...reports.map((report) => (report.change_type === null ? 0 : report.confidence))),
      },
      limits,
    );
    const sure = decision === "act" && found[0]?.intent !== OUT_OF_SCOPE;
    return {
      text,
      language: languageOf(plain, tables, spelling.known),
      intents: found,
      guesses: guessesOf(ranked, limits),
      domains: about,
      decision,
      get asked() {
        return sure ? [] : askedIn(words);
      },
      get redacted() {
        return sure ? null : redact(plain);
      },
      command: commandOf(phrase, commands),
      emergency: emergencyOf(phrase),
      answer: answerOf(phrase, tables),
      slots: slotsOf(plain, slotTools, today),
      reports,
    };
  };
}
