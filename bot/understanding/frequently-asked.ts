// Which frequently asked question a message resembles, by words weighed by how rare they are (natural's TF-IDF). It only proposes:
// a person taps the question that was meant.
import { fold } from "../../foundation/vietnamese.ts";
import type { FrequentlyAsked } from "../../knowledge/frequently-asked.ts";
import { wordsOf } from "./features.ts";
import { createTfIdf } from "./natural.ts";

const MOST = 3;

/** Ids of the questions that a message may mean, the likeliest first; empty when none is near. */
export type FindAsked = (words: readonly string[]) => string[];

/** As `prepare`, at the first message that needs it: most starts never do. */
export function createFindAsked(questions: () => readonly FrequentlyAsked[], least: number): FindAsked {
  let find: FindAsked | null = null;
  return (words) => {
    find ??= prepare(questions(), least);
    return find(words);
  };
}

/** Every way of asking is a document of its own; a question is as near as its nearest way. `least` is a cosine, 0 to 1. */
function prepare(questions: readonly FrequentlyAsked[], least: number): FindAsked {
  const ways = questions.flatMap(({ id, question, ways }) =>
    [question.vi, question.en ?? question.vi, ...ways].map((way) => ({ id, words: [...new Set(wordsOf(fold(way)))] })),
  );
  const weights = createTfIdf(ways.map(({ words }) => words));
  const documents = ways.map(({ id, words }) => ({ id, words: new Set(words), length: lengthOf(words, weights) }));
  return (words) => {
    const asked = [...new Set(words)];
    const length = lengthOf(asked, weights);
    const best = new Map<string, number>();
    for (const { id, words: known, length: other } of documents) {
      const shared = asked.reduce((sum, word) => sum + (known.has(word) ? weights(word) ** 2 : 0), 0);
      best.set(id, Math.max(best.get(id) ?? 0, shared / Math.max(1e-9, length * other)));
    }
    const near = [...best].filter(([, likeness]) => likeness >= least).sort((a, b) => b[1] - a[1]);
    return near.slice(0, MOST).map(([id]) => id);
  };
}

function lengthOf(words: readonly string[], weights: (word: string) => number): number {
  return Math.sqrt(words.reduce((sum, word) => sum + weights(word) ** 2, 0));
}
