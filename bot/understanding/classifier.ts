// A text classifier: weighted features (tf-idf), one linear class each, weights rounded to eight bits. Several labels an
// example are allowed, so the same code serves intents, domains and change types.
import { type Features, featuresOf } from "./features.ts";
import { type SparseRows, type SvmOptions, trainOneClass } from "./svm.ts";

export interface Example {
  words: readonly string[];
  labels: readonly string[];
}

/** Everything a classifier knows; plain arrays, so that it can be written to a file and read back. */
export interface Weights {
  labels: string[];
  /** Hash of each known feature; its place is its column. */
  hashes: Uint32Array;
  rarity: Float32Array;
  /** Row per feature (and a last one for the constant), column per label. */
  rows: Int8Array;
  /** What one step of the eight-bit weights is worth, per label. */
  steps: Float32Array;
}

/** Scores per label: above 0 means "rather yes". Labels keep the order of `labels`. */
export interface Classifier {
  labels: readonly string[];
  score(words: readonly string[]): Float32Array;
}

export const DEFAULT_TRAINING: SvmOptions = { cost: 3, epochs: 15, positiveWeight: 2 };

/** Learns one class per label from the examples. Pure and deterministic. */
export function trainClassifier(examples: readonly Example[], options: SvmOptions = DEFAULT_TRAINING): Weights {
  const labels = [...new Set(examples.flatMap((example) => example.labels))].sort();
  const features = examples.map((example) => featuresOf(example.words));
  const { hashes, rarity } = vocabularyOf(features);
  const columns = columnsOf(hashes);
  const rows = sparseRows(features, columns, rarity);
  const trained = labels.map((label) =>
    trainOneClass(
      rows,
      examples.map((example) => example.labels.includes(label)),
      options,
    ),
  );
  return { labels, hashes, rarity, ...roundToBytes(trained, hashes.length + 1) };
}

/** A classifier over trained weights. */
export function createClassifier(weights: Weights): Classifier {
  const columns = columnsOf(weights.hashes);
  const width = weights.labels.length;
  const constant = weights.hashes.length * width;
  return {
    labels: weights.labels,
    score(words) {
      const scores = new Float32Array(width);
      for (let label = 0; label < width; label += 1) scores[label] = weights.rows[constant + label]!;
      const features = featuresOf(words);
      for (const block of [features.words, features.letters]) addBlock(scores, block, columns, weights);
      for (let label = 0; label < width; label += 1) scores[label] = scores[label]! * weights.steps[label]!;
      return scores;
    },
  };
}

function addBlock(scores: Float32Array, block: Uint32Array, columns: Map<number, number>, weights: Weights): void {
  const width = scores.length;
  const known: number[] = [];
  let norm = 0;
  for (const hash of block) {
    const column = columns.get(hash);
    if (column === undefined) continue;
    known.push(column);
    norm += weights.rarity[column]! ** 2;
  }
  if (norm === 0) return;
  const scale = 1 / Math.sqrt(norm);
  for (const column of known) {
    const value = weights.rarity[column]! * scale;
    const from = column * width;
    for (let label = 0; label < width; label += 1) scores[label] = scores[label]! + value * weights.rows[from + label]!;
  }
}

function vocabularyOf(features: readonly Features[]): { hashes: Uint32Array; rarity: Float32Array } {
  const counts = new Map<number, number>();
  for (const { words, letters } of features) {
    for (const hash of words) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const hash of letters) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= 2);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    rarity: Float32Array.from(kept, ([, count]) => Math.log((1 + features.length) / (1 + count)) + 1),
  };
}

function columnsOf(hashes: Uint32Array): Map<number, number> {
  const columns = new Map<number, number>();
  for (let column = 0; column < hashes.length; column += 1) columns.set(hashes[column]!, column);
  return columns;
}

function sparseRows(features: readonly Features[], known: Map<number, number>, rarity: Float32Array): SparseRows {
  const starts = new Uint32Array(features.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  features.forEach(({ words, letters }, row) => {
    for (const block of [words, letters]) {
      const found = [...block].flatMap((hash) => known.get(hash) ?? []);
      const norm = Math.sqrt(found.reduce((sum, column) => sum + rarity[column]! ** 2, 0));
      for (const column of found) {
        columns.push(column);
        values.push(rarity[column]! / norm);
      }
    }
    starts[row + 1] = columns.length;
  });
  return { starts, columns: Uint32Array.from(columns), values: Float32Array.from(values), width: rarity.length };
}

function roundToBytes(trained: readonly Float32Array[], height: number): { rows: Int8Array; steps: Float32Array } {
  const width = trained.length;
  const rows = new Int8Array(height * width);
  const steps = new Float32Array(width);
  trained.forEach((weights, label) => {
    const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / 127;
    steps[label] = step;
    for (let row = 0; row < height; row += 1) rows[row * width + label] = Math.round(weights[row]! / step);
  });
  return { rows, steps };
}
