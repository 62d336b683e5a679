// A linear support vector machine, one class against the rest, trained by dual coordinate descent (Hsieh et al., 2008,
// "A dual coordinate descent method for large-scale linear SVM", algorithm 1, L2 loss). Deterministic: fixed seed.

/** Examples as sparse rows: example i owns columns[starts[i] .. starts[i + 1]]. */
export interface SparseRows {
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
  width: number;
}

export interface SvmOptions {
  cost: number;
  epochs: number;
  /** How much more a positive example weighs than a negative one: rare classes need it. */
  positiveWeight: number;
  /** 0: every example weighs the same; 1: every class does, however many examples it has. */
  balance: number;
}

/** Weights of one class; the last one belongs to the constant feature. */
export function trainOneClass(
  rows: SparseRows,
  positive: readonly boolean[],
  importance: Float64Array,
  options: SvmOptions,
): Float32Array {
  const count = positive.length;
  const weights = new Float32Array(rows.width + 1);
  const alpha = new Float64Array(count);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const random = seededRandom(20_261_121);
  const norms = squaredNorms(rows, count);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const sign = positive[i] ? 1 : -1;
      const slack = 0.5 / (options.cost * importance[i]! * (positive[i] ? options.positiveWeight : 1));
      const gradient = sign * dot(rows, i, weights) - 1 + slack * alpha[i]!;
      if (alpha[i] === 0 && gradient >= 0) continue;
      const next = Math.max(0, alpha[i]! - gradient / (norms[i]! + slack));
      addRow(rows, i, weights, sign * (next - alpha[i]!));
      alpha[i] = next;
    }
  }
  return weights;
}

function dot(rows: SparseRows, row: number, weights: Float32Array): number {
  let sum = weights[rows.width]!;
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at += 1) {
    sum += rows.values[at]! * weights[rows.columns[at]!]!;
  }
  return sum;
}

function addRow(rows: SparseRows, row: number, weights: Float32Array, step: number): void {
  weights[rows.width] = weights[rows.width]! + step;
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at += 1) {
    const column = rows.columns[at]!;
    weights[column] = weights[column]! + step * rows.values[at]!;
  }
}

function squaredNorms(rows: SparseRows, count: number): Float64Array {
  const norms = new Float64Array(count).fill(1);
  for (let row = 0; row < count; row += 1) {
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at += 1) {
      norms[row] = norms[row]! + rows.values[at]! * rows.values[at]!;
    }
  }
  return norms;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1));
    const kept = order[last]!;
    order[last] = order[pick]!;
    order[pick] = kept;
  }
}

/** The mulberry32 generator: training twice gives the same weights. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
