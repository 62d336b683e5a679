// npm run law:questions — missing facts never make a wrong answer, and how few questions a decision takes.
import { policiesOf } from "../../knowledge/knowledge.ts";
import { knowledge } from "./knowledge.ts";
import { readPolicyCases } from "./policy-cases.ts";
import { askUntilDecided, fullHouseholds } from "./talks.ts";
import { missingEachFact } from "./unknown-facts.ts";

const TODAY = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const print = (line: string) => process.stdout.write(`${line}\n`);
const middle = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const { tried, verdicts, wrongYes, wrongNo } = missingEachFact(knowledge, readPolicyCases());
print(`Each fact missing in turn, over all cases: ${tried} situations, ${verdicts} verdicts`);
for (const one of [...wrongYes, ...wrongNo].slice(0, 50)) print(`  wrong: ${one}`);
print(`Wrong "yes": ${wrongYes.length}, wrong "no": ${wrongNo.length}`);

const households = fullHouseholds(knowledge, 100, 11);
const scopes = [
  ...knowledge.domains.map(({ id }) => [id, policiesOf(knowledge, id)] as const),
  ["everything", [...knowledge.policies.keys()]] as const,
];
print(
  `\nQuestions to households of four on ${TODAY}, class, province and ages known: median and worst of asked, against asking everything`,
);
let right = true;
for (const [name, scope] of scopes) {
  const talks = households.map((full) => askUntilDecided(knowledge, full, TODAY, scope));
  const asked = talks.map((talk) => talk.asked);
  const all = talks.map((talk) => talk.everything);
  right &&= talks.every((talk) => talk.right);
  print(`${name.padEnd(20)} median ${middle(asked)}, worst ${Math.max(...asked)}; everything ${middle(all)}`);
}
print(right ? "Every talk ended with the verdicts of the full facts" : "Some talk ended with a wrong verdict");
process.exitCode = right && wrongYes.length === 0 && wrongNo.length === 0 ? 0 : 1;
