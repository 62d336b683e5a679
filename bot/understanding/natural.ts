// The one door to the "natural" package. Its root import takes half a second, loads database drivers and reads .env files,
// so the parts that serve Vietnamese are required by their own path.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

interface Tokenizer {
  tokenize(text: string): string[];
}
interface TfIdf {
  addDocument(tokens: string[]): void;
  idf(term: string): number;
}
interface BayesClassifier {
  addDocument(tokens: string[], label: string): void;
  train(): void;
  classify(tokens: string[]): string;
}

const VietnameseTokenizer = require("natural/lib/natural/tokenizers/aggressive_tokenizer_vi.js") as new () => Tokenizer;
const tokenizer = new VietnameseTokenizer();

/** Words and numbers of composed (NFC) text; a decomposed letter would split its word. */
export function tokenize(text: string): string[] {
  return tokenizer.tokenize(text);
}

/**
 * How much a word tells, from the documents given: rare words more than common ones, unknown words most. Asked of the package once,
 * for the words of the documents: it would remember every word that it is ever asked.
 */
export function createTfIdf(documents: readonly (readonly string[])[]): (word: string) => number {
  const TfIdf = require("natural/lib/natural/tfidf/tfidf.js") as new () => TfIdf;
  const tfidf = new TfIdf();
  for (const words of documents) tfidf.addDocument([...words]);
  const weights = new Map([...new Set(documents.flat())].map((word) => [word, tfidf.idf(word)]));
  const unknown = Math.max(0, ...weights.values());
  return (word) => weights.get(word) ?? unknown;
}

/** The package's naive Bayes with a smoothing that works (the default of 1 fails): the honest baseline of the evaluation. */
export function createBayesBaseline(smoothing: number): BayesClassifier {
  const Bayes = require("natural/lib/natural/classifiers/bayes_classifier.js") as new (
    stemmer: { tokenizeAndStem(text: string): string[] },
    smoothing: number,
  ) => BayesClassifier;
  return new Bayes({ tokenizeAndStem: tokenize }, smoothing);
}
