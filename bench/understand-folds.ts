// node bench/understand-folds.ts — five-fold cross-validation on the training utterances: the honest floor beside the validation
// set, because every fifth utterance is read by classifiers that never saw it. `--confusions` lists what was mistaken for what.
import { parseArgs } from "node:util";
import { createClassifier, trainClassifier } from "../bot/understanding/classifier.ts";
import { loadLanguage } from "../bot/understanding/language.ts";
import { countWords, createSpelling } from "../bot/understanding/spelling.ts";
import { CHANGE_REACH, trainingExamples } from "../bot/understanding/train.ts";
import { macroF1, percent } from "./understand-measures.ts";

const FOLDS = 5;
const { values } = parseArgs({ options: { confusions: { type: "boolean" } } });
const examples = trainingExamples(loadLanguage());

for (const [name, all] of Object.entries(examples)) {
  const labelled = all.filter(({ labels }) => labels.length > 0);
  const pairs = Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const held = new Set(all.filter((_, at) => at % FOLDS === fold));
    const heldTexts = new Set([...held].map(({ text }) => text));
    const classifier = createClassifier(
      trainClassifier(
        all.filter((example) => !held.has(example)),
        name === "changes" ? CHANGE_REACH : 1,
      ),
    );
    // Spelling knows the words of the whole language, as in service, but not those of the held-out utterances.
    const known = examples.intents.filter(({ text }) => !heldTexts.has(text)).flatMap(({ words }) => words);
    const spelling = createSpelling(countWords(known));
    return labelled
      .filter((example) => held.has(example))
      .map(({ words, labels, text }) => {
        const scores = classifier.scoreWords(spelling.repair(words));
        const got = classifier.labels[scores.indexOf(Math.max(...scores))]!;
        return { gold: labels.includes(got) ? got : labels[0]!, got, text };
      });
  });
  const right = pairs.filter(({ gold, got }) => gold === got).length;
  const f1 = macroF1(pairs.map(({ gold, got }) => [gold, got] as const));
  console.log(`${name}: ${percent(right / pairs.length)} of ${pairs.length}, macro-F1 ${percent(f1)}`);
  if (!values.confusions) continue;
  const wrong = pairs.filter(({ gold, got }) => gold !== got).sort((a, b) => a.gold.localeCompare(b.gold));
  for (const { gold, got, text } of wrong) console.log(`  ${gold} → ${got}: ${text}`);
}
