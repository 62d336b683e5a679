// npm run law:second [households] [seed] — decides random households by the engine and by SQL, and prints every difference.
import { KNOWLEDGE_DIRECTORY, knowledge } from "../knowledge.ts";
import { compare } from "./compare.ts";

const [count = 100_000, seed = 2026] = process.argv.slice(2).map(Number);
const started = performance.now();
const { households, subjects, verdicts, differences } = await compare(knowledge, KNOWLEDGE_DIRECTORY, count, seed);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const counts = Object.entries(verdicts).map(([letter, times]) => `${letter} ${times}`);
const lines = [
  `${households} random households on random days, ${subjects} households and people, verdicts: ${counts.join(", ")} (${seconds} s, seed ${seed})`,
  ...differences,
  `Differences between the engine and SQL: ${differences.length}${differences.length >= 100 ? " or more" : ""}`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
