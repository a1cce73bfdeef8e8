import { describe, expect, test } from "vitest";
import { approachSide } from "../../src/numerics/biased-conjugate-gradients";
import { biasedRmse } from "../../src/numerics/biased-factors";
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
