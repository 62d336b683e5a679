// Understands one message: what the person wants, about what, which facts it holds, and how sure that is. Pure, no I/O.
import { createClassifier } from "./classifier.ts";
import { createEmergencies } from "./emergency.ts";
import { type Language, loadLanguage } from "./language.ts";
import type { Model } from "./model.ts";
import { normalize } from "./normalize.ts";
import { answerOf, commandOf } from "./phrases.ts";
import { classifierWords, languageOf } from "./reading.ts";
import { emptySlots } from "./slots/slots.ts";
import { createSpelling } from "./spelling.ts";
import { openModel, trainModel } from "./train.ts";
import type { Guess, Understand, Understanding } from "./types.ts";

/** Reads the language and its trained weights (training now when they are missing or stale) and returns the function. */
export function openUnderstanding(): Understand {
  const language = loadLanguage();
  return createUnderstanding(language, openModel(language));
}

/** Builds the function from language data; without a model it is trained here, which takes seconds. */
export function createUnderstanding(language: Language, model: Model = trainModel(language)): Understand {
  const intents = createClassifier(model.intents);
  const domains = createClassifier(model.domains);
  const spelling = createSpelling(model.vocabulary);
  const emergencyOf = createEmergencies(language.emergencies);
  const limits = language.thresholds;
  const confidence = (score: number): number => round(1 / (1 + Math.exp(-limits.slope * (score + 0.3))));
  return (text) => {
    const { text: written, plain } = normalize(text, language.words);
    const words = spelling.repair(classifierWords(plain, language.words));
    const ranked = rank(intents.labels, intents.score(words));
    const fields = rank(domains.labels, domains.score(words)).filter((field) => field.score > limits.domain_score);
    const [first, second] = ranked;
    const margin = first && second ? first.score - second.score : 0;
    const decision =
      first && first.score >= limits.act_score && margin >= limits.act_margin
        ? "act"
        : first && first.score >= limits.ask_score
          ? "ask"
          : "handover";
    const domain = fields[0]?.label ?? null;
    const guesses: Guess[] = ranked
      .slice(0, 3)
      .map(({ label, score }) => ({ intent: label, domain, confidence: confidence(score) }));
    const result: Understanding = {
      text: written,
      language: languageOf(plain, language.words, spelling.known),
      intents: guesses.slice(0, 1).map(({ intent, confidence: sure }) => ({ intent, confidence: sure })),
      guesses,
      domains: fields.map((field) => field.label),
      decision,
      command: commandOf(plain, language.commands),
      emergency: emergencyOf(plain),
      answer: answerOf(plain, language.words),
      slots: emptySlots(),
      reports: [],
    };
    return result;
  };
}

function rank(labels: readonly string[], scores: Float32Array): { label: string; score: number }[] {
  return labels.map((label, at) => ({ label, score: scores[at]! })).sort((a, b) => b.score - a.score);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
