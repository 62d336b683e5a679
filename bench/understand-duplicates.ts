// node bench/understand-duplicates.ts — utterances that say nearly the same: between training and validation (which would flatter the
// figures) and inside one class (which teach nothing new). Nearly the same: the share of folded words in common is 0.8 or more.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { LANGUAGE_FOLDER, loadLanguage } from "../bot/understanding/language.ts";
import { nearDuplicates, textsOf } from "./near-duplicates.ts";

const trained = loadLanguage()
  .utterances()
  .map(({ text, intent, domains, changeType }) => ({ text, group: changeType ?? (domains.join("+") || intent) }));
const measured = textsOf(parse(readFileSync(new URL("validation.yaml", LANGUAGE_FOLDER), "utf8")));

const across = nearDuplicates(
  measured,
  trained.map(({ text }) => text),
);
console.log(`Validation and training: ${across.length} of ${measured.length} messages`);
for (const [text, other] of across) console.log(`  ${text}  ~  ${other}`);

const groups = Object.groupBy(trained, ({ group }) => group);
let count = 0;
for (const [group, rows] of Object.entries(groups)) {
  const texts = rows!.map(({ text }) => text);
  const twins = texts.flatMap((text, at) => nearDuplicates([text], texts.slice(at + 1)));
  count += twins.length;
  for (const [text, other] of twins) console.log(`  ${group}: ${text}  ~  ${other}`);
}
console.log(`Inside a class: ${count} of ${trained.length}`);
