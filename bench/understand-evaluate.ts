// npm run understand:evaluate [-- --sample FILE] [--misses] — how well messages are understood that were never trained on, beside two
// baselines. The validation set was used for tuning and flatters; the fresh set was written blind. `--sample` adds an outside file.
import { parseArgs } from "node:util";
import { loadLanguage } from "../bot/understanding/language.ts";
import { openModel } from "../bot/understanding/train.ts";
import { createUnderstanding } from "../bot/understanding/understand.ts";
import { day } from "../foundation/day.ts";
import { compareBaselines } from "./understand-baselines.ts";
import { measure, readFresh, readSample } from "./understand-fresh.ts";
import { auroc, calibrationError, macroF1, percent, percentiles, perLabel, slotScore } from "./understand-measures.ts";
import { readValidation, STYLES } from "./understand-set.ts";

const { values: options } = parseArgs({ options: { sample: { type: "string" }, misses: { type: "boolean" } } });
const memory = process.memoryUsage.rss();
const start = performance.now();

const language = loadLanguage();
const understand = createUnderstanding(language, openModel(language));
console.log(
  `Start: ${((performance.now() - start) / 1000).toFixed(2)} s, ${((process.memoryUsage.rss() - memory) / 1e6).toFixed(0)} MB`,
);
const fresh = readFresh("understand-fresh.yaml");
measure("First fresh set (written blind; its figures have been seen)", fresh, understand, options.misses ?? false);
measure("Second fresh set", readFresh("understand-fresh2.yaml"), understand, options.misses ?? false);
if (options.sample !== undefined)
  measure(`Sample ${options.sample}`, readSample(options.sample), understand, options.misses ?? false);
console.log("Validation set (thresholds were tuned on it)");
const set = readValidation();
const context = { today: day(set.as_of) };
const intentRows = [
  ...Object.entries(set.intents).flatMap(([label, texts]) => texts.map((text) => ({ label, text }))),
  ...set.reports.map(({ text }) => ({ label: "report-change", text })),
];

console.log("Intents, by style: accuracy, macro-F1, right reading among the three offered, wrong acts");
for (const [style, change] of Object.entries(STYLES)) {
  const results = intentRows.map(({ label, text }) => ({ label, got: understand(change(text), context) }));
  const right = results.filter(({ label, got }) => got.intents.some(({ intent }) => intent === label)).length;
  const offered = results.filter(({ label, got }) => got.guesses.some(({ intent }) => intent === label)).length;
  const acts = results.filter(({ got }) => got.decision === "act");
  const wrong = acts.filter(({ label, got }) => got.guesses[0]!.intent !== label).length;
  const f1 = macroF1(results.map(({ label, got }) => [label, got.intents[0]!.intent] as const));
  console.log(
    `  ${style.padEnd(32)} ${percent(right / results.length)}  F1 ${percent(f1)}  top-3 ${percent(offered / results.length)}  act ${percent(acts.length / results.length)} (wrong ${percent(wrong / Math.max(1, acts.length))})`,
  );
}

console.log("Intents as typed: confusions");
const rows = intentRows.map(({ label, text }) => ({ label, text, got: understand(text, context) }));
for (const { label, text, got } of rows) {
  if (!got.intents.some(({ intent }) => intent === label))
    console.log(
      `  ${label} → ${got.guesses.map(({ intent, confidence }) => `${intent} ${confidence}`).join(", ")} [${got.decision}]: ${text}`,
    );
}

const freshRows = fresh.messages
  .filter(({ style }) => style !== "several")
  .map(({ text, intents }) => ({ label: intents[0]!, text, got: understand(text, { today: day(fresh.today) }) }));
console.log("Intents one by one, validation and fresh together");
const both = [...rows, ...freshRows];
for (const line of perLabel(both.map(({ label, got }) => [label, got.intents[0]!.intent] as const)))
  console.log(`  ${line}`);

console.log("Calibration: stated confidence of the first reading against how often it is right");
for (const low of [0, 0.25, 0.5, 0.75, 0.9]) {
  const high = low === 0.9 ? 1.01 : low === 0.75 ? 0.9 : low + 0.25;
  const bin = both.filter(({ got }) => got.guesses[0]!.confidence >= low && got.guesses[0]!.confidence < high);
  const right = bin.filter(({ label, got }) => got.guesses[0]!.intent === label).length;
  if (bin.length > 0)
    console.log(`  ${low.toFixed(2)}–${Math.min(1, high).toFixed(2)}: ${percent(right / bin.length)} of ${bin.length}`);
}
const stated = both.map(({ label, got }) => ({
  confidence: got.guesses[0]!.confidence,
  right: got.guesses[0]!.intent === label,
}));
console.log(`  expected calibration error ${percent(calibrationError(stated))} over ten bins`);
const outside = (row: (typeof rows)[number]) =>
  row.got.guesses.find(({ intent }) => intent === "out-of-scope")?.confidence ?? 0;
console.log(
  `Out of scope against the rest: AUROC ${percent(auroc(both.filter((row) => row.label === "out-of-scope").map(outside), both.filter((row) => row.label !== "out-of-scope").map(outside)))}`,
);

for (const style of ["as typed", "without tone marks"]) {
  const change = STYLES[style]!;
  const fields = Object.entries(set.domains).flatMap(([label, texts]) =>
    texts.map((text) => ({ label, got: understand(change(text), context) })),
  );
  const exact = fields.filter(({ label, got }) => got.domains.includes(label)).length;
  console.log(`Domains ${style}: ${percent(exact / fields.length)} of ${fields.length}`);
  if (style === "as typed")
    for (const { label, got } of fields)
      if (!got.domains.includes(label))
        console.log(`  ${label} → ${got.domains.join(",") || "none"} (${got.intents[0]!.intent}): ${got.text}`);
  const reports = set.reports.map((gold) => ({ gold, got: understand(change(gold.text), context).reports }));
  const types = reports.filter(({ gold, got }) => got.some(({ change_type }) => change_type === gold.type)).length;
  console.log(`Change types ${style}: ${percent(types / reports.length)} of ${reports.length}`);
  if (style === "as typed")
    for (const { gold, got } of reports)
      if (!got.some(({ change_type }) => change_type === gold.type))
        console.log(
          `  ${gold.type} → ${got.map(({ change_type }) => change_type).join(",") || "no report"}: ${gold.text}`,
        );
  console.log(`Report slots ${style}: ${slotScore(reports, style === "as typed")}`);
}

const small = set.small_letter_reports.map((gold) => ({ gold, got: understand(gold.text, context).reports }));
const smallTypes = small.filter(({ gold, got }) => got.some(({ change_type }) => change_type === gold.type)).length;
console.log(
  `Reports typed small and without marks (own set): types ${percent(smallTypes / small.length)} of ${small.length}, slots ${slotScore(small, false)}`,
);
const several = set.several.map((row) => ({ ...row, got: understand(row.text, context) }));
const sameIntents = several.filter(
  ({ intents, got }) => intents.join() === got.intents.map(({ intent }) => intent).join(),
);
const sameFields = several.filter(({ domains, got }) => [...domains].sort().join() === [...got.domains].sort().join());
console.log(
  `Messages that want several things: all intents in order ${sameIntents.length}, all domains ${sameFields.length} of ${several.length}`,
);
const plain = Object.entries(set.facts_and_questions).flatMap(([label, list]) =>
  list.map((text) => understand(text, context).intents[0]!.intent === label),
);
console.log(`Bare facts and questions about rights: ${plain.filter(Boolean).length} of ${plain.length}`);

const texts = [...intentRows, ...freshRows].map(({ text }) => text);
for (let warm = 0; warm < 20; warm += 1) for (const text of texts) understand(text, context);
const times = Array.from({ length: 10 }, () =>
  texts.map((text) => {
    const from = performance.now();
    understand(text, context);
    return performance.now() - from;
  }),
).flat();
console.log(`Time per message, warm, whole path: ${percentiles(times)}`);
await compareBaselines(language, [
  { name: "validation", rows: intentRows, styles: STYLES },
  { name: "fresh", rows: freshRows, styles: STYLES },
]);
