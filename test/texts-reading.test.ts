// Can a reader of primary school follow it? Vietnamese is read by the syllable, and every syllable is a word on the screen:
// sentences are measured in syllables, a figure or a name filled in later counting as one.
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLocales } from "../bot/locale-files.ts";
import { loadKnowledge } from "../knowledge/load.ts";

const AVERAGE = 20;
const LONGEST = 45;
const SHORTEST = 4;
const SHOWN = 10;

const KNOWLEDGE = join(import.meta.dirname, "../knowledge");
const { policies, facts, standards } = loadKnowledge(KNOWLEDGE);

const said: [string, string][] = [
  ...readLocales(join(KNOWLEDGE, "texts")).vi,
  ...[...policies.values()].flatMap(({ id, versions }) =>
    versions.map(({ from, says }): [string, string] => [`${id} ${from}`, says.short.vi]),
  ),
  ...facts.facts.map(({ id, question }): [string, string] => [`question ${id}`, question.vi]),
  ...facts.facts.flatMap(({ id, own }): [string, string][] => (own ? [[`question ${id}`, own.vi]] : [])),
  ...standards.flatMap(({ id, indicators }) =>
    indicators.map((one): [string, string] => [`${id} ${one.id}`, one.question?.vi ?? ""]),
  ),
];

interface Sentence {
  where: string;
  words: string;
  syllables: number;
}

/** Sentences end with their mark or their line. What is no sentence (a button, a name) says nothing about reading and is left out. */
function sentencesOf([where, text]: [string, string]): Sentence[] {
  return text
    .replace(/\{\{[^}]*\}\}/g, "1")
    .split(/(?<=[.?!])\s+|\n/)
    .map((words) => ({ where, words, syllables: words.match(/[\p{L}\p{N}][\p{L}\p{N}.,/%-]*/gu)?.length ?? 0 }))
    .filter(({ syllables }) => syllables >= SHORTEST);
}

const sentences = said.flatMap(sentencesOf).sort((a, b) => b.syllables - a.syllables);
const average = sentences.reduce((sum, { syllables }) => sum + syllables, 0) / sentences.length;

it("keeps sentences as short as a primary-school reader needs", () => {
  const worst = sentences.slice(0, SHOWN).map(({ where, words, syllables }) => `${syllables}  ${where}: ${words}`);
  process.stdout.write(
    `${sentences.length} sentences, ${average.toFixed(1)} syllables on average; the longest:\n${worst.join("\n")}\n`,
  );
  expect(average).toBeLessThanOrEqual(AVERAGE);
  expect(sentences.filter(({ syllables }) => syllables > LONGEST)).toEqual([]);
});
