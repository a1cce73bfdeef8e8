import { describe, expect, test } from "vitest";
import { biasedSquaredError, solveBiasedRow } from "../../src/numerics/biased-factors";
import type { BiasedFactors } from "../../src/numerics/biased-factors";
import { biasedEpoch, biasedRatingLoss } from "../../src/numerics/biased-sgd";
import { apart, copyOf, downhill, someFactors } from "./some-factors";

const REGULARIZATION = 0.13;
const list = {
  users: Int32Array.of(0, 0, 1, 2, 2),
  items: Int32Array.of(0, 2, 1, 0, 3),
  values: Float64Array.of(5, 1, 4, 2, 3),
};
const ARRAYS = ["userBiases", "itemBiases", "P", "Q"] as const;

/** The objective of a user while all items stay fixed, up to a constant. */
function userLoss(factors: BiasedFactors, u: number): number {
  let sum = 0;
  list.users.forEach((user, n) => {
    if (user === u) sum += biasedRatingLoss(list, n, factors, REGULARIZATION);
  });
  return sum;
}

describe("stochastic gradient descent on biases and factors", () => {
  test.each([0, 1, 2, 3, 4])("a step goes down the gradient of its rating (%i)", (n) => {
    for (const k of [1, 3, 4, 7]) {
      const before = someFactors(3, 4, k, n);
      const after = copyOf(before);
      biasedEpoch(list, Int32Array.of(n), after, 1, REGULARIZATION);
      const loss = (): number => biasedRatingLoss(list, n, before, REGULARIZATION);
      for (const name of ARRAYS) {
        const moved = after[name].map((value, t) => value - before[name][t]);
        expect(apart(moved, downhill(before[name], loss))).toBeLessThan(1e-6);
      }
    }
  });

  test("a step is not that gradient with another regularization", () => {
    const before = someFactors(3, 4, 3);
    const after = copyOf(before);
    biasedEpoch(list, Int32Array.of(0), after, 1, REGULARIZATION);
    const moved = after.P.map((value, t) => value - before.P[t]);
    const loss = (): number => biasedRatingLoss(list, 0, before, 2 * REGULARIZATION);
    expect(apart(moved, downhill(before.P, loss))).toBeGreaterThan(1e-3);
  });

  test("an epoch is one step for each rating, in the order given, and sums up the errors before each", () => {
    const order = Int32Array.of(3, 0, 4, 2, 1);
    const [whole, single] = [someFactors(3, 4, 5), someFactors(3, 4, 5)];
    let sum = 0;
    for (const n of order) {
      sum += 2 * biasedRatingLoss(list, n, single, 0);
      biasedEpoch(list, Int32Array.of(n), single, 0.05, REGULARIZATION);
    }
    expect(biasedEpoch(list, order, whole, 0.05, REGULARIZATION)).toBeCloseTo(sum, 12);
    for (const name of ARRAYS) expect(whole[name]).toEqual(single[name]);
  });

  test("the squared error is that of all ratings", () => {
    const factors = someFactors(3, 4, 5);
    const rows = { rows: 3, offsets: Int32Array.of(0, 2, 3, 5), indices: list.items, values: list.values };
    const sum = list.values.reduce((total, _, n) => total + 2 * biasedRatingLoss(list, n, factors, 0), 0);
    expect(biasedSquaredError(rows, factors)).toBeCloseTo(sum, 12);
  });

  test("a user who is solved for is where the gradient is zero", () => {
    const [u, k] = [2, 3];
    const factors = someFactors(3, 4, k);
    const rated = [3, 4];
    const residuals = Float64Array.from(rated, (n) => {
      return list.values[n] - factors.mean - factors.itemBiases[list.items[n]];
    });
    const V = Float64Array.from(
      rated.flatMap((n) => [...factors.Q.slice(list.items[n] * k, (list.items[n] + 1) * k)]),
    );
    const [bias, ...p] = solveBiasedRow(residuals, V, k, REGULARIZATION);
    factors.userBiases[u] = bias;
    factors.P.set(p, u * k);
    const loss = (): number => userLoss(factors, u);
    expect(Math.abs(downhill(factors.userBiases, loss)[u])).toBeLessThan(1e-8);
    expect(apart(downhill(factors.P, loss).slice(u * k), new Float64Array(k))).toBeLessThan(1e-8);
  });
});
