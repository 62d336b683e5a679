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
  /** How far apart the words of a pair may be. */
  reach: number;
  /** What one step of the eight-bit weights is worth, per label. */
  steps: Float32Array;
}

/** Scores per label: above 0 means "rather yes". Labels keep the order of `labels`. */
export interface Classifier {
  labels: readonly string[];
  score(features: Features): Float64Array;
  /** The same for words, with the reach that the classifier was trained with. */
  scoreWords(words: readonly string[]): Float64Array;
}

export const DEFAULT_TRAINING: SvmOptions = { cost: 0.5, epochs: 15, positiveWeight: 5, balance: 0.5 };

/** Learns one class per label from the examples. Pure and deterministic. */
export function trainClassifier(
  examples: readonly Example[],
  reach = 1,
  options: SvmOptions = DEFAULT_TRAINING,
): Weights {
  const labels = [...new Set(examples.flatMap((example) => example.labels))].sort();
  const features = examples.map((example) => featuresOf(example.words, reach));
  const { hashes, rarity } = vocabularyOf(features);
  const rows = sparseRows(features, createColumnTable(hashes), rarity);
  const importance = importanceOf(examples, options.balance);
  const trained = labels.map((label) => {
    const positive = examples.map((example) => example.labels.includes(label));
    return trainOneClass(rows, positive, importance, options);
  });
  return { labels, reach, hashes, rarity, ...roundToBytes(trained, hashes.length + 1) };
}

/** How much each example weighs, 1 on average: examples of a crowded class weigh less. */
function importanceOf(examples: readonly Example[], balance: number): Float64Array {
  const counts = new Map<string, number>();
  for (const { labels } of examples) counts.set(labels.join(), (counts.get(labels.join()) ?? 0) + 1);
  const weights = Float64Array.from(examples, ({ labels }) => counts.get(labels.join())! ** -balance);
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, weights.length);
  return weights.map((weight) => weight / mean);
}

/** A classifier over trained weights. */
export function createClassifier(weights: Weights): Classifier {
  const add = createBlockAdder(weights);
  const { labels, reach, rows, steps, hashes } = weights;
  const constant = hashes.length * labels.length;
  const score = (features: Features): Float64Array => {
    const scores = Float64Array.from(rows.subarray(constant, constant + labels.length));
    add(scores, features.words);
    add(scores, features.letters);
    for (let label = 0; label < scores.length; label += 1) scores[label] = scores[label]! * steps[label]!;
    return scores;
  };
  return { labels, score, scoreWords: (words) => score(featuresOf(words, reach)) };
}

/** Adds a block of features, brought to length 1, to the scores; features that training never met count nothing. */
function createBlockAdder({
  hashes,
  rarity,
  rows,
  labels,
}: Weights): (scores: Float64Array, block: Uint32Array) => void {
  const columnOf = createColumnTable(hashes);
  const width = labels.length;
  return (scores, block) => {
    const sums = new Float64Array(width);
    let norm = 0;
    for (let feature = 0; feature < block.length; feature += 1) {
      const column = columnOf(block[feature]!);
      if (column < 0) continue;
      const value = rarity[column]!;
      const from = column * width;
      norm += value * value;
      for (let label = 0; label < width; label += 1) sums[label] = sums[label]! + value * rows[from + label]!;
    }
    if (norm === 0) return;
    const scale = 1 / Math.sqrt(norm);
    for (let label = 0; label < width; label += 1) scores[label] = scores[label]! + scale * sums[label]!;
  };
}

/** Column of a feature, -1 when training never met it. */
type ColumnOf = (hash: number) => number;

/**
 * A hash table in one typed array (open addressing), each hash beside its column and so in the same line of the processor's cache: several
 * times faster than a Map of large numbers.
 */
function createColumnTable(hashes: Uint32Array): ColumnOf {
  const mask = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2)) - 1;
  const slots = new Uint32Array((mask + 1) * 2);
  const next = (slot: number): number => (slot + 1) & mask;
  for (let column = 0; column < hashes.length; column += 1) {
    let slot = hashes[column]! & mask;
    while (slots[slot * 2 + 1] !== 0) slot = next(slot);
    slots[slot * 2] = hashes[column]!;
    slots[slot * 2 + 1] = column + 1; // 0 is a free slot
  }
  return (hash) => {
    for (let slot = hash & mask; slots[slot * 2 + 1] !== 0; slot = next(slot)) {
      if (slots[slot * 2] === hash) return slots[slot * 2 + 1]! - 1;
    }
    return -1;
  };
}

function vocabularyOf(features: readonly Features[]): { hashes: Uint32Array; rarity: Float32Array } {
  const counts = new Map<number, number>();
  for (const { words, letters } of features) {
    for (const hash of words) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const hash of letters) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return {
    hashes: Uint32Array.from(counts.keys()),
    rarity: Float32Array.from(counts.values(), (count) => Math.log((1 + features.length) / (1 + count)) + 1),
  };
}

function sparseRows(features: readonly Features[], columnOf: ColumnOf, rarity: Float32Array): SparseRows {
  const starts = new Uint32Array(features.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  features.forEach(({ words, letters }, row) => {
    for (const block of [words, letters]) {
      const found = [...block].map(columnOf).filter((column) => column >= 0);
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
