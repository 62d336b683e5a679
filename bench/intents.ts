// npm run bench:intents -- --train FILE --test FILE [--dev FILE] — the classifier of the bot on any label<TAB>text files.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClassifier, DEFAULT_TRAINING, type Example, trainClassifier } from "../bot/understanding/classifier.ts";
import { loadLanguage } from "../bot/understanding/language.ts";
import { normalize } from "../bot/understanding/normalize.ts";
import { classifierWords } from "../bot/understanding/reading.ts";
import { countWords, createSpelling } from "../bot/understanding/spelling.ts";
import { fold } from "../foundation/vietnamese.ts";
import { bayes, type LabelledText, nodeNlp } from "./understand-baselines.ts";
import { macroF1, percent, percentiles } from "./understand-measures.ts";

/** What the development file chooses from: how dear an error is in training, and how far apart the words of a pair may be. */
const CHOICES = [1, 3, 10].flatMap((cost) => [1, 8].map((reach) => ({ cost, reach })));
type Setting = (typeof CHOICES)[number];
const tables = loadLanguage().words;
const wordsOf = (text: string): string[] => classifierWords(normalize(text, tables).plain, tables);

const { values } = parseArgs({
  options: { train: { type: "string" }, test: { type: "string" }, dev: { type: "string" } },
});
if (values.train === undefined || values.test === undefined) {
  console.error("usage: npm run bench:intents -- --train FILE --test FILE [--dev FILE]   (lines of label<TAB>text)");
  process.exit(2);
}
const train = readRows(values.train);
const test = readRows(values.test);
const examples: Example[] = train.map(({ label, text }) => ({ words: wordsOf(text), labels: [label] }));
const spelling = createSpelling(countWords(examples.flatMap(({ words }) => words)));
const setting = values.dev === undefined ? { cost: 3, reach: 1 } : bestOn(readRows(values.dev));

const from = performance.now();
const ours = classifierAt(setting);
console.log(
  `${train.length} training texts, ${new Set(train.map(({ label }) => label)).size} labels, cost ${setting.cost}, reach ${setting.reach}, trained in ${((performance.now() - from) / 1000).toFixed(1)} s`,
);
await measure("ours", ours);
await measure("natural Bayes, folded", bayes(train, wordsOf));
const nlp = await nodeNlp(train);
if (nlp === null) console.log("node-nlp                 not installed");
else await measure("node-nlp, folded", nlp);

/** One label and one text a line; other lines are refused, because a silent loss would flatter the result. */
function readRows(file: string): LabelledText[] {
  const lines = readFileSync(file, "utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  return lines.map((line, at) => {
    const tab = line.indexOf("\t");
    if (tab <= 0) {
      console.error(`${file}:${at + 1}: not label<TAB>text`);
      process.exit(2);
    }
    return { label: line.slice(0, tab).trim(), text: line.slice(tab + 1).trim() };
  });
}

function classifierAt({ cost, reach }: Setting): (text: string) => string {
  const classifier = createClassifier(
    trainClassifier(examples, reach, { ...DEFAULT_TRAINING, cost, positiveWeight: 1, balance: 0 }),
  );
  return (text) => {
    const scores = classifier.scoreWords(spelling.repair(wordsOf(text)));
    return classifier.labels[scores.indexOf(Math.max(...scores))]!;
  };
}

function bestOn(rows: readonly LabelledText[]): Setting {
  const scored = CHOICES.map((setting) => {
    const classify = classifierAt(setting);
    return { setting, right: rows.filter(({ label, text }) => classify(text) === label).length };
  });
  return scored.reduce((best, one) => (one.right > best.right ? one : best)).setting;
}

async function measure(name: string, classify: (text: string) => Promise<string> | string): Promise<void> {
  const parts: string[] = [];
  const times: number[] = [];
  for (const [style, change] of [
    ["as typed", (text: string) => text],
    ["without tone marks", fold],
  ] as const) {
    const pairs: [string, string][] = [];
    for (const { label, text } of test) {
      const start = performance.now();
      pairs.push([label, await classify(change(text))]);
      times.push(performance.now() - start);
    }
    const right = pairs.filter(([gold, got]) => gold === got).length;
    parts.push(`${style} ${percent(right / pairs.length)} (macro-F1 ${percent(macroF1(pairs))})`);
  }
  console.log(`${name.padEnd(24)} ${parts.join("  ")}  ${percentiles(times)}`);
}
