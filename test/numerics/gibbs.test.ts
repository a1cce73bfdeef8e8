import { describe, expect, test } from "vitest";
import { createRandom, gamma, normal } from "../../src/matrix/random";
import { biasedSquaredError } from "../../src/numerics/biased-factors";
import { solveSide } from "../../src/numerics/biased-least-squares";
import type { BiasedSide } from "../../src/numerics/biased-least-squares";
import { drawSide } from "../../src/numerics/gibbs";
import type { Prior } from "../../src/numerics/gibbs";
import { drawPrior, spreadOf } from "../../src/numerics/gibbs-prior";

const random = createRandom(5);
const draw = normal(random);
const normals = (length: number): Float64Array => new Float64Array(length).map(draw);
const zeros = (rows: number, k: number): BiasedSide => ({
  biases: new Float64Array(rows),
  factors: new Float64Array(rows * k),
  k,
});

/** Mean and covariance of pairs. */
function moments(pairs: [number, number][]): { mean: number[]; covariance: number[] } {
  const mean = [0, 1].map((s) => pairs.reduce((sum, pair) => sum + pair[s], 0) / pairs.length);
  const together = (s: 0 | 1, t: 0 | 1): number =>
    pairs.reduce((sum, pair) => sum + (pair[s] - mean[s]) * (pair[t] - mean[t]), 0) / pairs.length;
  return { mean, covariance: [together(0, 0), together(0, 1), together(1, 1)] };
}

/** The inverse of [[a, b], [b, c]], as [a, b, c]. */
function inverse([a, b, c]: number[]): number[] {
  const det = a * c - b * b;
  return [c / det, -b / det, a / det];
}

const MANY = 40_000;

describe("draws of one side", () => {
  /** The same three ratings in each of many rows. */
  const items: BiasedSide = {
    biases: Float64Array.of(0.2, -0.1, 0.4),
    factors: Float64Array.of(1, -0.5, 0.3),
    k: 1,
  };
  const values = [0.9, -0.2, 0.6];
  const entries = {
    rows: MANY,
    offsets: Int32Array.from({ length: MANY + 1 }, (_, u) => 3 * u),
    indices: Int32Array.from({ length: 3 * MANY }, (_, n) => n % 3),
    values: Float64Array.from({ length: 3 * MANY }, (_, n) => values[n % 3]),
  };
  const prior: Prior = { mean: Float64Array.of(0.5, -1), precision: Float64Array.of(2, 0.5, 0.5, 3) };
  const alpha = 4;

  test("have the mean and the covariance of the posterior", () => {
    const own = zeros(MANY, 1);
    drawSide(entries, 0, items, own, alpha, prior, normals(2 * MANY));
    const { mean, covariance } = moments(Array.from(own.biases, (b, u) => [b, own.factors[u]]));
    // By hand: A = Λ + α·Σ y·yᵀ and c = Λ·m + α·Σ (r − b)·y with y = (1, q).
    const q = [...items.factors];
    const sum = (f: (n: number) => number): number => f(0) + f(1) + f(2);
    const A = [2 + alpha * 3, 0.5 + alpha * sum((n) => q[n]), 3 + alpha * sum((n) => q[n] ** 2)];
    const target = (n: number): number => values[n] - items.biases[n];
    const c = [
      2 * 0.5 + 0.5 * -1 + alpha * sum(target),
      0.5 * 0.5 + 3 * -1 + alpha * sum((n) => target(n) * q[n]),
    ];
    const expected = inverse(A);
    expect(mean[0]).toBeCloseTo(expected[0] * c[0] + expected[1] * c[1], 2);
    expect(mean[1]).toBeCloseTo(expected[1] * c[0] + expected[2] * c[1], 2);
    covariance.forEach((value, n) => expect(Math.abs(value - expected[n])).toBeLessThan(0.003));
  });

  test("rows without ratings are drawn from the prior", () => {
    const own = zeros(MANY, 1);
    const none = { ...entries, offsets: new Int32Array(MANY + 1) };
    drawSide(none, 0, items, own, alpha, prior, normals(2 * MANY));
    const { mean, covariance } = moments(Array.from(own.biases, (b, u) => [b, own.factors[u]]));
    expect(mean[0]).toBeCloseTo(0.5, 1);
    expect(mean[1]).toBeCloseTo(-1, 1);
    const expected = inverse([2, 0.5, 3]);
    covariance.forEach((value, n) => expect(Math.abs(value - expected[n])).toBeLessThan(0.02));
  });

  test("are ridge regression without noise, with the prior's precision as the penalty", () => {
    const few = { ...entries, rows: 2 };
    const [drawn, solved] = [zeros(2, 1), zeros(2, 1)];
    const plain: Prior = { mean: new Float64Array(2), precision: Float64Array.of(0.7, 0, 0, 1.3) };
    drawSide(few, 0.1, items, drawn, 1, plain, new Float64Array(4));
    solveSide(few, 0.1, items, solved, { biasRegularization: 0.7, regularization: 1.3, scaled: false });
    expect(drawn.biases[1]).toBeCloseTo(solved.biases[1], 12);
    expect(drawn.factors[1]).toBeCloseTo(solved.factors[1], 12);
  });
});

describe("the squared error of a draw", () => {
  const [rows, columns, k, mean] = [4, 90, 3, 0.3];
  const side = (count: number): BiasedSide => ({ biases: normals(count), factors: normals(count * k), k });
  const [others, own] = [side(columns), zeros(rows, k)];
  const identity = Float64Array.from({ length: (k + 1) ** 2 }, (_, n) => (n % (k + 2) === 0 ? 1 : 0));
  const standard: Prior = { mean: new Float64Array(k + 1), precision: identity };
  // More than one block of entries, exactly one, a few, none.
  const counts = [90, 64, 5, 0];
  const ends = counts.map((_, u) => counts.slice(0, u + 1).reduce((a, b) => a + b));
  const entries = {
    rows,
    offsets: Int32Array.of(0, ...ends),
    indices: Int32Array.from(counts.flatMap((count) => Array.from({ length: count }, (_, n) => n))),
    values: normals(ends[3]),
  };
  const errorOf = (drawn: BiasedSide): number =>
    biasedSquaredError(entries, {
      mean,
      userBiases: drawn.biases,
      itemBiases: others.biases,
      P: drawn.factors,
      Q: others.factors,
      k,
    });

  test("is that of all entries, rating by rating", () => {
    const squares = drawSide(entries, mean, others, own, 2, standard, normals(rows * (k + 1)));
    expect(squares / errorOf(own)).toBeCloseTo(1, 12);
  });

  test("is never below 0 where the draw meets every entry", () => {
    const { biases, factors } = side(1);
    const exact = entries.values.map((_, n) => {
      const i = entries.indices[n];
      const product = [0, 1, 2].reduce((sum, t) => sum + factors[t] * others.factors[i * k + t], 0);
      return mean + biases[0] + others.biases[i] + product;
    });
    // The ratings are so precise that the prior and the noise do not matter.
    const squares = drawSide(
      { ...entries, values: exact },
      mean,
      others,
      own,
      1e20,
      standard,
      new Float64Array(16),
    );
    expect(squares).toBeGreaterThanOrEqual(0);
    expect(squares).toBeLessThan(1e-10);
  });

  test("is NaN where numbers are too large", () => {
    const huge = { ...others, factors: others.factors.map((q) => q * 1e200) };
    expect(drawSide(entries, mean, huge, own, 2, standard, normals(16))).toBeNaN();
  });
});

describe("draws of the prior", () => {
  const own: BiasedSide = {
    biases: Float64Array.of(1, 2, 0.5, 9, -1),
    factors: Float64Array.of(0.3, -1, 2, 9, 1),
    k: 1,
  };
  // The fourth row has no ratings, and does not count.
  const spread = spreadOf(own, Int32Array.of(0, 1, 3, 4, 4, 6));

  test("begin with how the rows with ratings lie", () => {
    const pairs: [number, number][] = [0, 1, 2, 4].map((n) => [own.biases[n], own.factors[n]]);
    const { mean, covariance } = moments(pairs);
    expect(spread.count).toBe(4);
    mean.forEach((value, s) => expect(spread.mean[s]).toBeCloseTo(value, 12));
    [0, 1, 3].forEach((n, k) => expect(spread.scatter[n]).toBeCloseTo(4 * covariance[k], 12));
    expect(spread.scatter[2]).toBe(spread.scatter[1]);
  });

  test("have the means of the normal–Wishart posterior", () => {
    const degrees = 2 + spread.count;
    const prior: Prior = { mean: new Float64Array(2), precision: new Float64Array(4) };
    const sums = new Float64Array(5);
    const times = 10_000;
    let drawn = 0;
    for (let n = 0; n < times; n++) {
      const chi = (degrees: number): number => Math.sqrt(2 * gamma(random, degrees / 2));
      const wishart = Float64Array.of(chi(degrees), 0, draw(), chi(degrees - 1));
      if (drawPrior(spread, wishart, normals(2), prior)) drawn++;
      [...prior.precision.subarray(0, 2), prior.precision[3], ...prior.mean].forEach(
        (x, k) => (sums[k] += x),
      );
    }
    expect(drawn).toBe(times);
    // E[Λ] = (d + n)·W and E[m] = n·x̄ / (n + 1).
    const [a, b] = spread.mean;
    const share = spread.count / (spread.count + 1);
    const W = inverse([
      1 + spread.scatter[0] + share * a * a,
      spread.scatter[1] + share * a * b,
      1 + spread.scatter[3] + share * b * b,
    ]);
    W.forEach((value, k) => expect(sums[k] / times).toBeCloseTo(degrees * value, 1));
    expect(sums[3] / times).toBeCloseTo(share * a, 1);
    expect(sums[4] / times).toBeCloseTo(share * b, 1);
  });

  test("are W and n·x̄ / (n + 1) themselves where nothing is drawn, also far from zero", () => {
    const far = spreadOf({ ...own, biases: own.biases.map((b) => b + 10) }, Int32Array.of(0, 1, 3, 4, 4, 6));
    const prior: Prior = { mean: new Float64Array(2), precision: new Float64Array(4) };
    expect(drawPrior(far, Float64Array.of(1, 0, 0, 1), new Float64Array(2), prior)).toBe(true);
    const [a, b] = far.mean;
    const share = 4 / 5;
    const W = inverse([
      1 + far.scatter[0] + share * a * a,
      far.scatter[1] + share * a * b,
      1 + far.scatter[3] + share * b * b,
    ]);
    [0, 1, 3].forEach((n, k) => expect(prior.precision[n]).toBeCloseTo(W[k], 10));
    expect([...prior.mean]).toEqual([share * a, share * b]);
  });
});
