// The same training data given to natural's naive Bayes and, when it is installed, to node-nlp.
import { createRequire } from "node:module";
import { createClassifier, trainClassifier } from "../bot/understanding/classifier.ts";
import { featuresOf } from "../bot/understanding/features.ts";
import type { Language } from "../bot/understanding/language.ts";
import { createBayesBaseline } from "../bot/understanding/natural.ts";
import { normalize } from "../bot/understanding/normalize.ts";
import { classifierWords } from "../bot/understanding/reading.ts";
import { fold } from "../foundation/vietnamese.ts";
import { percent, percentiles } from "./understand-measures.ts";

export interface LabelledText {
  label: string;
  text: string;
}
type Classify = (text: string) => Promise<string> | string;
interface NlpManager {
  addDocument(locale: string, text: string, label: string): void;
  train(): Promise<void>;
  process(locale: string, text: string): Promise<{ intent: string }>;
}

interface TestSet {
  name: string;
  rows: readonly LabelledText[];
  styles: Record<string, (text: string) => string>;
}

/** Accuracy per set and style and time per message of every classifier, in this run. */
export async function compareBaselines(language: Language, sets: readonly TestSet[]): Promise<void> {
  const training = language.utterances().map(({ text, intent }) => ({ text, label: intent }));
  const wordsOf = (text: string): string[] => classifierWords(normalize(text, language.words).plain, language.words);
  const contenders: Record<string, Classify | null> = {
    "ours (first intent)": linear(training, wordsOf),
    "natural Bayes, folded": bayes(training, wordsOf),
    "node-nlp, folded": await nodeNlp(training),
  };
  console.log(`First intent against baselines trained on the same ${training.length} utterances`);
  for (const { name: set, rows, styles } of sets) {
    console.log(`  ${set}: ${Object.keys(styles).join(" · ")}`);
    for (const [name, classify] of Object.entries(contenders)) {
      const line = classify === null ? "not installed" : await accuracies(classify, rows, styles);
      console.log(`    ${name.padEnd(24)} ${line}`);
    }
  }
}

async function accuracies(classify: Classify, rows: TestSet["rows"], styles: TestSet["styles"]): Promise<string> {
  const shares: string[] = [];
  const times: number[] = [];
  for (const change of Object.values(styles)) {
    let right = 0;
    for (const { label, text } of rows) {
      const from = performance.now();
      if ((await classify(change(text))) === label) right += 1;
      times.push(performance.now() - from);
    }
    shares.push(percent(right / rows.length));
  }
  return `${shares.join(" · ")}  ${percentiles(times)}`;
}

/** Our classifier alone, without spelling repair and decision. */
export function linear(training: readonly LabelledText[], wordsOf: (text: string) => string[]): Classify {
  const classifier = createClassifier(
    trainClassifier(training.map(({ text, label }) => ({ words: wordsOf(text), labels: [label] }))),
  );
  return (text) => {
    const scores = classifier.score(featuresOf(wordsOf(text)));
    return classifier.labels[scores.indexOf(Math.max(...scores))]!;
  };
}

/** natural's naive Bayes with the smoothing that suits it best (0.01) over our folded words. */
export function bayes(training: readonly LabelledText[], wordsOf: (text: string) => string[]): Classify {
  const classifier = createBayesBaseline(0.01);
  for (const { text, label } of training) classifier.addDocument(wordsOf(text), label);
  classifier.train();
  return (text) => classifier.classify(wordsOf(text));
}

/** node-nlp with folded input, its best variant; null when the package is not installed. */
export async function nodeNlp(training: readonly LabelledText[]): Promise<Classify | null> {
  const require = createRequire(import.meta.url);
  try {
    require.resolve("node-nlp");
  } catch {
    return null;
  }
  const { NlpManager: Manager } = require("node-nlp") as { NlpManager: new (options: object) => NlpManager };
  const manager = new Manager({ languages: ["vi"], nlu: { log: false }, autoSave: false, forceNER: false });
  for (const { text, label } of training) manager.addDocument("vi", fold(text), label);
  await manager.train();
  return async (text) => (await manager.process("vi", fold(text))).intent;
}
