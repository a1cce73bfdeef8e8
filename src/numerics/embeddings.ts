/** Embeddings of features, of which those of a user or an item are sums; they learn by AdaGrad. */
import { dot } from "./dot";
import type { Sparse } from "./sparse";

/** The users or the items, each as a weighted sum of the embeddings of its features. */
export interface Composed {
  /** The features of each user or item, row by row, with their weights. */
  readonly design: Sparse;
  /** The length of an embedding: so many factors, then a bias. */
  readonly width: number;
  /** Features × width. */
  readonly embeddings: Float32Array;
  /** Features × width: the sum of the squares of all gradients so far. Null where nothing is learned. */
  readonly squares: Float32Array | null;
  /** What is added to each sum and not learned: `width` numbers. @default zeros */
  readonly base?: Float64Array;
}

/** x = Σ w·e over the features of a user or an item: writes `width` numbers into `into`. */
export function compose(from: Composed, index: number, into: Float64Array): void {
  const { design, width, embeddings, base } = from;
  if (base) into.set(base);
  else into.fill(0);
  for (let n = design.offsets[index]; n < design.offsets[index + 1]; n++) {
    const at = design.indices[n] * width;
    const weight = design.values[n];
    for (let t = 0; t < width; t++) into[t] += weight * embeddings[at + t];
  }
}

/**
 * The score of a sum of features x, whose last number is its bias, with another user or item, whose sum is not written down:
 * Σ w·(x·e + c) + b.
 */
export function scoreWith(
  x: Float64Array,
  { design, width, embeddings, base }: Composed,
  index: number,
): number {
  const last = width - 1;
  let score = base ? composedScore(x, base) : x[last];
  for (let n = design.offsets[index]; n < design.offsets[index + 1]; n++) {
    const at = design.indices[n] * width;
    let s0 = embeddings[at + last];
    let s1 = 0;
    let t = 0;
    // Two sums, which do not wait for each other.
    for (; t + 1 < last; t += 2) {
      s0 += x[t] * embeddings[at + t];
      s1 += x[t + 1] * embeddings[at + t + 1];
    }
    if (t < last) s0 += x[t] * embeddings[at + t];
    score += design.values[n] * (s0 + s1);
  }
  return score;
}

/** x·y + b + c of two sums of features, the last numbers of which are their biases b and c. */
export function composedScore(x: Float64Array, y: Float64Array): number {
  const last = x.length - 1;
  return dot(x, 0, y, 0, last) + x[last] + y[last];
}

/**
 * One step of AdaGrad for each feature of a user or an item: e ← e − η·g ÷ √(1 + G), then G ← G + g², where
 * g = w·`gradient` + λ·e. Changes the embeddings and the squares.
 * @param gradient of the loss by the sum of the features: `width` numbers.
 * @see Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization"
 */
export function descend(
  { design, width, embeddings, squares }: Composed,
  index: number,
  gradient: Float64Array,
  { rate, regularization }: { readonly rate: number; readonly regularization: number },
): void {
  if (!squares) return;
  for (let n = design.offsets[index]; n < design.offsets[index + 1]; n++) {
    const at = design.indices[n] * width;
    const weight = design.values[n];
    for (let t = 0; t < width; t++) {
      const e = embeddings[at + t];
      const g = weight * gradient[t] + regularization * e;
      embeddings[at + t] = e - (rate * g) / Math.sqrt(1 + squares[at + t]);
      squares[at + t] += g * g;
    }
  }
}
