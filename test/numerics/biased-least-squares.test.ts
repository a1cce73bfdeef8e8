import { describe, expect, test } from "vitest";
import { createRandom, normal, uniform } from "../../src/matrix/random";
import { approachSide, negativeGradient } from "../../src/numerics/biased-conjugate-gradients";
import { biasedSquaredError } from "../../src/numerics/biased-factors";
import { addNormalEquations, solveSide } from "../../src/numerics/biased-least-squares";
import type { Penalty, BiasedSide } from "../../src/numerics/biased-least-squares";
import { transposed } from "../../src/ratings/sparse";

const [USERS, ITEMS, K, MEAN] = [6, 9, 3, 3.4];
const random = createRandom(3);
const draw = normal(random);
const side = (rows: number): BiasedSide => ({
  biases: new Float64Array(rows).map(draw),
  factors: new Float64Array(rows * K).map(draw),
  k: K,
});
const copy = ({ biases, factors, k }: BiasedSide): BiasedSide => ({
  biases: biases.slice(),
  factors: factors.slice(),
  k,
});

function squaredErrorOf(own: BiasedSide, others: BiasedSide): number {
  const [userBiases, itemBiases] = [own.biases, others.biases];
  return biasedSquaredError(entries, {
    mean: MEAN,
    userBiases,
    itemBiases,
    P: own.factors,
    Q: others.factors,
    k: K,
  });
}

/** Each user has a different number of ratings, the last one none. */
const counts = [7, 1, 2, 9, 4, 0];
const offsets = Int32Array.from([0, ...counts.map((_, u) => counts.slice(0, u + 1).reduce((a, b) => a + b))]);
const indices = Int32Array.from(
  counts.flatMap((n, u) => Array.from({ length: n }, (_, j) => (j + u) % ITEMS)),
);
const entries = {
  rows: USERS,
  columns: ITEMS,
  offsets,
  indices,
  values: uniform(random, 1, 5, indices.length),
};
const [users, items] = [side(USERS), side(ITEMS)];
const penalties: Penalty[] = [
  { regularization: 0.7, biasRegularization: 0.2, scaled: false },
  { regularization: 0.1, biasRegularization: 3, scaled: true },
];

/** Σ (r − r̂)² + the penalty of the users, written as the definition has it. */
function objective(own: BiasedSide, { regularization, biasRegularization, scaled }: Penalty): number {
  let sum = squaredErrorOf(own, items);
  for (let u = 0; u < USERS; u++) {
    if (counts[u] === 0) continue;
    sum += biasRegularization * own.biases[u] ** 2;
    for (const p of own.factors.subarray(u * K, (u + 1) * K))
      sum += regularization * (scaled ? counts[u] : 1) * p * p;
  }
  return sum;
}

function gradientOf(own: BiasedSide, penalty: Penalty, u: number): Float64Array {
  const x = Float64Array.of(own.biases[u], ...own.factors.subarray(u * K, (u + 1) * K));
  const down = new Float64Array(K + 1);
  negativeGradient(entries, offsets[u], offsets[u + 1], MEAN, items, penalty, x, down);
  return down;
}

describe("least squares for one side", () => {
  test.each([0, 1, 2, 7, 9])("the equations of %i ratings are the sums of their definition", (count) => {
    const u = counts.indexOf(count) < 0 ? 5 : counts.indexOf(count);
    const d = K + 1;
    const [A, b] = [new Float64Array(d * d), new Float64Array(d)];
    addNormalEquations(entries, offsets[u], offsets[u + 1], MEAN, items, A, b);
    for (let s = 0; s < d; s++) {
      const y = (n: number, t: number): number => (t === 0 ? 1 : items.factors[indices[n] * K + t - 1]);
      let right = 0;
      for (let n = offsets[u]; n < offsets[u + 1]; n++)
        right += (entries.values[n] - MEAN - items.biases[indices[n]]) * y(n, s);
      expect(b[s]).toBeCloseTo(right, 10);
      for (let t = 0; t <= s; t++) {
        let sum = 0;
        for (let n = offsets[u]; n < offsets[u + 1]; n++) sum += y(n, s) * y(n, t);
        expect(A[s * d + t]).toBeCloseTo(sum, 10);
      }
    }
  });

  test.each(penalties)("the gradient agrees with central differences: %o", (penalty) => {
    const step = 1e-5;
    for (const u of [0, 1, 3]) {
      const down = gradientOf(users, penalty, u);
      for (let s = 0; s <= K; s++) {
        const [above, below] = [step, -step].map((change) => {
          const moved = copy(users);
          if (s === 0) moved.biases[u] += change;
          else moved.factors[u * K + s - 1] += change;
          return objective(moved, penalty);
        });
        expect(-2 * down[s]).toBeCloseTo((above - below) / (2 * step), 6);
      }
    }
  });

  test.each(penalties)("the gradient of every solved row is 0: %o", (penalty) => {
    const own = copy(users);
    expect(solveSide(entries, MEAN, items, own, penalty)).toBe(true);
    for (let u = 0; u < USERS - 1; u++)
      for (const slope of gradientOf(own, penalty, u)) expect(Math.abs(slope)).toBeLessThan(1e-8);
    expect(gradientOf(users, penalty, 0).some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
  });

  test("rows without ratings stay as they are", () => {
    const own = copy(users);
    solveSide(entries, MEAN, items, own, penalties[0]);
    approachSide(entries, MEAN, items, own, penalties[0], 3);
    expect(own.biases[5]).toBe(users.biases[5]);
    expect(own.factors.subarray(5 * K)).toEqual(users.factors.subarray(5 * K));
  });

  test.each(penalties)("k + 1 steps of conjugate gradients arrive where the solution is: %o", (penalty) => {
    const [solved, approached] = [copy(users), copy(users)];
    solveSide(entries, MEAN, items, solved, penalty);
    approachSide(entries, MEAN, items, approached, penalty, K + 1);
    for (let n = 0; n < solved.factors.length; n++)
      expect(approached.factors[n]).toBeCloseTo(solved.factors[n], 8);
    for (let u = 0; u < USERS; u++) expect(approached.biases[u]).toBeCloseTo(solved.biases[u], 8);
  });

  test("each step of conjugate gradients lowers the objective", () => {
    const heights = [0, 1, 2, 3].map((steps) => {
      const own = copy(users);
      if (steps > 0) approachSide(entries, MEAN, items, own, penalties[0], steps);
      return objective(own, penalties[0]);
    });
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(heights[3]).toBeLessThan(heights[0] / 2);
  });

  test("without a penalty, fewer ratings than unknowns are fitted exactly", () => {
    const own = copy(users);
    const none = { regularization: 0, biasRegularization: 0, scaled: false };
    expect(solveSide(entries, MEAN, items, own, none)).toBe(true);
    for (const u of [1, 2]) {
      for (let n = offsets[u]; n < offsets[u + 1]; n++) {
        const i = indices[n];
        let predicted = MEAN + own.biases[u] + items.biases[i];
        for (let t = 0; t < K; t++) predicted += own.factors[u * K + t] * items.factors[i * K + t];
        expect(predicted).toBeCloseTo(entries.values[n], 5);
      }
    }
  });

  test("numbers that are too large are reported, not silently made NaN", () => {
    const huge = { ...side(ITEMS), factors: new Float64Array(ITEMS * K).fill(1e200) };
    expect(solveSide(entries, MEAN, huge, copy(users), penalties[0])).toBe(false);
  });

  test("items are solved for in the same way", () => {
    const own = copy(items);
    const before = squaredErrorOf(users, items);
    solveSide(transposed(entries), MEAN, users, own, { ...penalties[0], regularization: 1e-6 });
    expect(squaredErrorOf(users, own)).toBeLessThan(before / 10);
  });
});
