import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import type { BiasedFactors } from "../../src/numerics/biased-factors";
import {
  implicitPart,
  implicitParts,
  svdPlusPlusEpoch,
  svdPlusPlusRatingLoss,
} from "../../src/numerics/svd-plus-plus";
import type { Sparse } from "../../src/numerics/sparse";
import { apart, copyOf, downhill, someFactors } from "./some-factors";

const REGULARIZATION = 0.13;
const ARRAYS = ["userBiases", "itemBiases", "P", "Q"] as const;
const [USERS, ITEMS] = [4, 5];

/** The second user has no rating. */
const rows: Sparse = {
  rows: USERS,
  offsets: Int32Array.of(0, 3, 3, 7, 8),
  indices: Int32Array.of(0, 2, 4, 0, 1, 2, 3, 3),
  values: Float64Array.of(5, 1, 3, 4, 2, 2, 5, 4),
};

const someY = (k: number): Float64Array => uniform(createRandom(9), -0.5, 0.5, ITEMS * k);

/** The paper's steps as it has them: every y_j of the user moves with every rating. */
function slowEpoch(order: Int32Array, factors: BiasedFactors, Y: Float64Array, rate: number): number {
  const { mean, userBiases, itemBiases, P, Q, k } = factors;
  let squares = 0;
  for (const u of order) {
    const rated = rows.indices.subarray(rows.offsets[u], rows.offsets[u + 1]);
    rated.forEach((i, index) => {
      const z = new Float64Array(k);
      for (const j of rated) for (let t = 0; t < k; t++) z[t] += Y[j * k + t] / Math.sqrt(rated.length);
      let error = rows.values[rows.offsets[u] + index] - mean - userBiases[u] - itemBiases[i];
      for (let t = 0; t < k; t++) error -= Q[i * k + t] * (P[u * k + t] + z[t]);
      squares += error ** 2;
      userBiases[u] += rate * (error - REGULARIZATION * userBiases[u]);
      itemBiases[i] += rate * (error - REGULARIZATION * itemBiases[i]);
      for (let t = 0; t < k; t++) {
        const [p, q] = [P[u * k + t], Q[i * k + t]];
        P[u * k + t] += rate * (error * q - REGULARIZATION * p);
        Q[i * k + t] += rate * (error * (p + z[t]) - REGULARIZATION * q);
        for (const j of rated)
          Y[j * k + t] += rate * ((error * q) / Math.sqrt(rated.length) - REGULARIZATION * Y[j * k + t]);
      }
    });
  }
  return squares;
}

/** How far each number moved in one epoch over one user, divided by the rate. */
function direction(u: number, before: BiasedFactors, Y: Float64Array, rate: number): Float64Array[] {
  const [after, YAfter] = [copyOf(before), Y.slice()];
  svdPlusPlusEpoch(rows, Int32Array.of(u), after, YAfter, rate, REGULARIZATION);
  const moved = (to: Float64Array, from: Float64Array): Float64Array =>
    to.map((value, t) => (value - from[t]) / rate);
  return [...ARRAYS.map((name) => moved(after[name], before[name])), moved(YAfter, Y)];
}

describe("SVD++", () => {
  test.each([1, 3, 4])("a user's turn goes down the gradient of the user's ratings (%i features)", (k) => {
    for (const u of [0, 2, 3]) {
      const factors = someFactors(USERS, ITEMS, k, k);
      const Y = someY(k);
      const loss = (): number => {
        let sum = 0;
        for (let n = rows.offsets[u]; n < rows.offsets[u + 1]; n++)
          sum += svdPlusPlusRatingLoss(rows, u, n, factors, Y, REGULARIZATION);
        return sum;
      };
      // Each step sees what those before it did, in proportion to the rate: two rates tell what is left without it.
      const whole = direction(u, factors, Y, 1e-5);
      const half = direction(u, factors, Y, 5e-6);
      [...ARRAYS.map((name) => factors[name]), Y].forEach((values, a) => {
        const steps = half[a].map((step, t) => 2 * step - whole[a][t]);
        expect(apart(steps, downhill(values, loss))).toBeLessThan(1e-6);
      });
    }
  });

  test("the step of a user's only rating is the gradient itself", () => {
    const [k, u] = [3, 3];
    const factors = someFactors(USERS, ITEMS, k);
    const Y = someY(k);
    const steps = direction(u, factors, Y, 1);
    const loss = (): number => svdPlusPlusRatingLoss(rows, u, 7, factors, Y, REGULARIZATION);
    [...ARRAYS.map((name) => factors[name]), Y].forEach((values, a) =>
      expect(apart(steps[a], downhill(values, loss))).toBeLessThan(1e-6),
    );
  });

  test("takes the paper's steps, which move all y of a user with every rating", () => {
    for (const k of [1, 4, 6]) {
      const [fast, slow] = [someFactors(USERS, ITEMS, k), someFactors(USERS, ITEMS, k)];
      const [YFast, YSlow] = [someY(k), someY(k)];
      for (const order of [Int32Array.of(0, 1, 2, 3), Int32Array.of(2, 3, 1, 0)]) {
        const sum = svdPlusPlusEpoch(rows, order, fast, YFast, 0.07, REGULARIZATION);
        expect(sum).toBeCloseTo(slowEpoch(order, slow, YSlow, 0.07), 12);
      }
      for (const name of ARRAYS) expect(apart(fast[name], slow[name])).toBeLessThan(1e-13);
      expect(apart(YFast, YSlow)).toBeLessThan(1e-13);
    }
  });

  test("the y of unrated items, and users without ratings, stay as they are", () => {
    const factors = someFactors(USERS, ITEMS, 2);
    const [before, Y] = [copyOf(factors), someY(2)];
    svdPlusPlusEpoch(rows, Int32Array.of(0, 1), factors, Y, 0.1, REGULARIZATION);
    expect(Y.slice(2, 4)).toEqual(someY(2).slice(2, 4));
    expect(factors.P.slice(2, 4)).toEqual(before.P.slice(2, 4));
    expect(factors.userBiases[1]).toBe(before.userBiases[1]);
  });

  test("the implicit part of a user is the sum of its items over √|N(u)|", () => {
    const Y = Float64Array.of(1, 2, 10, 20, 3, 6, 100, 200, 5, 1);
    const Z = new Float64Array(USERS * 2).fill(NaN);
    implicitParts(rows, Y, 2, Z);
    const [three, four] = [Math.sqrt(3), Math.sqrt(4)];
    expect([...Z]).toEqual([9 * (1 / three), 9 * (1 / three), 0, 0, 114 / four, 228 / four, 100, 200]);
    const z = new Float64Array(2);
    implicitPart(Int32Array.of(1, 4), 0, 2, Y, 2, z, 0);
    expect(z[0]).toBeCloseTo(15 / Math.SQRT2, 12);
  });
});
