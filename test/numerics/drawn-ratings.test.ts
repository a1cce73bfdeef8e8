import { expect, test } from "vitest";
import { drawnRatings } from "../../src/numerics/drawn-ratings";

// Room for three draws of two factors, two of them made: the contents of the third do not count.
const draws = { capacity: 3, filled: 2, k: 2, mean: 3, deviation: 0.5, low: 1, high: 5 };
const user = { biases: Float64Array.of(1, -1, 99), factors: Float64Array.of(1, 2, 0.5, -1, 99, 99) };
const items = {
  biases: Float64Array.of(8, -8, 99, 0.2, 0.4, 99),
  factors: Float64Array.of(0, 0, 0, 0, 99, 99, 0.5, 0.25, 2, 1, 99, 99),
};

test("each draw expects μ + σ·(b_u + b_i + p_u·q_i), and their mean is the rating", () => {
  const expected = new Float64Array(2);
  const mean = drawnRatings(user, items, 1, draws, expected);
  // 3 + ½·(1 + 0.2 + 0.5 + 0.5) and 3 + ½·(−1 + 0.4 + 1 − 1).
  expect([...expected].map((x) => x.toFixed(12))).toEqual(["4.100000000000", "2.700000000000"]);
  expect(mean).toBeCloseTo(3.4, 12);
});

test("each draw is clamped to the scale before the mean is taken", () => {
  const expected = new Float64Array(2);
  expect(drawnRatings(user, items, 0, { ...draws, low: 0.5 }, expected)).toBe((5 + 0.5) / 2);
  expect([...expected]).toEqual([5, 0.5]);
});
