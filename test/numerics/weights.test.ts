import { describe, expect, test } from "vitest";
import { approachSide } from "../../src/numerics/biased-conjugate-gradients";
import { biasedRmse, solveBiasedRow } from "../../src/numerics/biased-factors";
import type { BiasedFactors } from "../../src/numerics/biased-factors";
import { biasedEpoch } from "../../src/numerics/biased-sgd";
import type { RatingList } from "../../src/numerics/biased-sgd";
import { drawSide } from "../../src/numerics/gibbs";
import type { Lines } from "../../src/numerics/known-cells";
import { coordinateLines } from "../../src/numerics/nonnegative-known";
import { weightedLines } from "../../src/numerics/nonnegative-weighted";
import { svdPlusPlusEpoch } from "../../src/numerics/svd-plus-plus";
import { solveSide, solveWithoutEach } from "../../src/numerics/biased-least-squares";
import type { BiasedSide } from "../../src/numerics/biased-least-squares";
import { solveBiases } from "../../src/numerics/biases";
import type { Sparse } from "../../src/numerics/sparse";
import { createRandom, uniform } from "../../src/matrix/random";

const random = createRandom(5);
const k = 3;
const counts = [2, 1, 3, 1, 1, 4, 2];
const entries: Sparse = {
  rows: 2,
  offsets: Int32Array.of(0, 4, 7),
  indices: Int32Array.of(0, 2, 3, 4, 1, 2, 4),
  values: uniform(random, -2, 2, 7),
  weights: Float64Array.from(counts),
};
/** The same, with each entry there as often as it counts. */
const repeated: Sparse = {
  rows: 2,
  offsets: Int32Array.of(0, 7, 14),
  indices: Int32Array.from(counts.flatMap((count, n) => Array<number>(count).fill(entries.indices[n]))),
  values: Float64Array.from(counts.flatMap((count, n) => Array<number>(count).fill(entries.values[n]))),
};
const others: BiasedSide = { biases: uniform(random, -1, 1, 5), factors: uniform(random, -1, 1, 5 * k), k };
const side = (): BiasedSide => ({
  biases: new Float64Array(2),
  factors: new Float64Array(2 * k).fill(0.1),
  k,
});
const close = (some: ArrayLike<number>, same: ArrayLike<number>): void =>
  Array.from(some).forEach((value, n) => expect(value).toBeCloseTo(same[n], 10));

describe("an entry with the weight n counts as if it were there n times", () => {
  for (const scaled of [false, true]) {
    const penalty = { biasRegularization: 0.5, regularization: 0.3, scaled };

    test(`in least squares with a penalty ${scaled ? "for each" : "for all"}`, () => {
      const [some, same] = [side(), side()];
      expect(solveSide(entries, 0.1, others, some, penalty)).toBe(true);
      solveSide(repeated, 0.1, others, same, penalty);
      close([...some.biases, ...some.factors], [...same.biases, ...same.factors]);
    });

    test(`in conjugate gradients with a penalty ${scaled ? "for each" : "for all"}`, () => {
      const [some, same] = [side(), side()];
      approachSide(entries, 0.1, others, some, penalty, 2);
      approachSide(repeated, 0.1, others, same, penalty, 2);
      close([...some.biases, ...some.factors], [...same.biases, ...same.factors]);
    });
  }

  test("in biases and in the RMSE", () => {
    const [some, same] = [new Float64Array(2), new Float64Array(2)];
    solveBiases(entries, 0.1, some, others.biases, 4);
    solveBiases(repeated, 0.1, same, others.biases, 4);
    close(some, same);
    const parts = {
      mean: 0.1,
      userBiases: some,
      itemBiases: others.biases,
      P: side().factors,
      Q: others.factors,
      k,
    };
    expect(biasedRmse(entries, parts)).toBeCloseTo(biasedRmse(repeated, parts), 12);
  });

  test("in draws of Bayesian factors", () => {
    const prior = { mean: Float64Array.of(0.1, 0, 0.2, 0), precision: new Float64Array(16) };
    for (let s = 0; s < 4; s++) prior.precision[5 * s] = 1.5;
    const noise = uniform(random, -1, 1, 2 * (k + 1));
    const [some, same] = [side(), side()];
    const squares = [drawSide(entries, 0.1, others, some, 0.7, prior, noise), drawSide(repeated, 0.1, others, same, 0.7, prior, noise)]; // prettier-ignore
    close([...some.biases, ...some.factors, squares[0]], [...same.biases, ...same.factors, squares[1]]);
  });

  test("in nonnegative factors", () => {
    const positive = (of: Float64Array): Float64Array => of.map(Math.abs);
    const lines = ({ offsets, indices }: Sparse): Lines => ({ starts: offsets, errors: Int32Array.from(indices.keys()), others: indices }); // prettier-ignore
    const [Y, some, same] = [positive(others.factors), positive(side().factors), positive(side().factors)];
    weightedLines(positive(entries.values), entries.weights!, lines(entries), some, Y, k, 0.2);
    coordinateLines(positive(repeated.values), lines(repeated), same, Y, k, 0.2);
    close(some, same);
  });

  test("where one is folded in behind stochastic descent", () => {
    const row = (of: Sparse): [Float64Array, Float64Array] => {
      const end = of.offsets[1];
      const vectors = Array.from(of.indices.subarray(0, end), (j) => [
        ...others.factors.subarray(j * k, (j + 1) * k),
      ]);
      return [of.values.slice(0, end), Float64Array.from(vectors.flat())];
    };
    close(solveBiasedRow(...row(entries), k, 0.1, entries.weights!.slice(0, 4)), solveBiasedRow(...row(repeated), k, 0.1)); // prettier-ignore
  });

  test("in steps of stochastic descent, the closer the smaller they are", () => {
    const apart = (
      rate: number,
      epoch: (of: Sparse, to: BiasedFactors, Y: Float64Array) => number,
    ): number => {
      const after = [entries, repeated].map((of) => {
        const { biases: itemBiases, factors: Q } = others;
        const to: BiasedFactors = { mean: 0.1, userBiases: new Float64Array(2), itemBiases: itemBiases.slice(), P: new Float64Array(2 * k).fill(0.1), Q: Q.slice(), k }; // prettier-ignore
        const Y = new Float64Array(5 * k).fill(0.05);
        epoch(of, to, Y);
        return [...to.userBiases, ...to.itemBiases, ...to.P, ...to.Q];
      });
      const start = [0, 0, ...others.biases, ...new Array<number>(2 * k).fill(0.1), ...others.factors];
      const [moved, off] = [start.map((x, s) => after[0][s] - x), after[0].map((x, s) => x - after[1][s])];
      return Math.hypot(...off) / Math.hypot(...moved) / rate;
    };
    const list = (of: Sparse): RatingList => ({ users: Int32Array.from(of.values, (_, n) => Number(n >= of.offsets[1])), items: of.indices, values: of.values, weights: of.weights }); // prettier-ignore
    for (const rate of [1e-3, 1e-5]) {
      const order = (of: Sparse): Int32Array => Int32Array.from(of.values.keys());
      expect(apart(rate, (of, to) => biasedEpoch(list(of), order(of), to, rate, 0.1))).toBeLessThan(30);
    }
    // Of SVD++, how often somebody has rated is another thing than how often a rating counts: only one that is there once counts.
    const light = { ...entries, weights: new Float64Array(7).fill(2) };
    const to = (): BiasedFactors => ({ mean: 0, userBiases: new Float64Array(2), itemBiases: new Float64Array(5), P: new Float64Array(2 * k), Q: others.factors.slice(), k }); // prettier-ignore
    const [some, same] = [to(), to()];
    svdPlusPlusEpoch(light, Int32Array.of(0, 1), some, new Float64Array(5 * k), 1e-3, 0.1);
    svdPlusPlusEpoch(
      { ...light, weights: undefined },
      Int32Array.of(0, 1),
      same,
      new Float64Array(5 * k),
      2e-3,
      0.1,
    );
    close([...some.userBiases, ...some.P, ...some.Q], [...same.userBiases, ...same.P, ...same.Q]);
  });

  test("in what remains without one entry", () => {
    const penalty = { biasRegularization: 0.5, regularization: 0.3, scaled: false };
    const row: Sparse = { rows: 1, offsets: Int32Array.of(0, 4), indices: entries.indices.slice(0, 4), values: entries.values.slice(0, 4), weights: entries.weights!.slice(0, 4) }; // prettier-ignore
    const without = solveWithoutEach(row, 0.1, others, penalty)(2)!;
    const rest: Sparse = { rows: 1, offsets: Int32Array.of(0, 3), indices: Int32Array.of(0, 2, 4), values: Float64Array.from([0, 1, 3], (n) => row.values[n]), weights: Float64Array.of(2, 1, 1) }; // prettier-ignore
    const own = { biases: new Float64Array(1), factors: new Float64Array(k), k };
    solveSide(rest, 0.1, others, own, penalty);
    close(without, [...own.biases, ...own.factors]);
  });
});
