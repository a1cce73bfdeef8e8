import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { ridge } from "../../src/numerics/ridge";

describe("ridge regression", () => {
  test("finds the line through points of a line", () => {
    const X = Float64Array.of(1, 0, 1, 1, 1, 2);
    const [offset, slope] = ridge(X, Float64Array.of(3, 5, 7), 2, 0);
    expect(offset).toBeCloseTo(3, 6);
    expect(slope).toBeCloseTo(2, 6);
  });

  test("is where the gradient is zero", () => {
    const [n, k, penalty] = [7, 4, 0.3];
    const random = createRandom(1);
    const [X, y] = [uniform(random, -1, 1, n * k), uniform(random, -1, 1, n)];
    const w = ridge(X, y, k, penalty);
    for (let t = 0; t < k; t++) {
      let gradient = penalty * w[t];
      for (let i = 0; i < n; i++) {
        const fitted = w.reduce((sum, weight, s) => sum + weight * X[i * k + s], 0);
        gradient -= (y[i] - fitted) * X[i * k + t];
      }
      expect(Math.abs(gradient)).toBeLessThan(1e-12);
    }
  });

  test("finds the shortest weights without a penalty and with fewer equations than weights", () => {
    const w = ridge(Float64Array.of(3, 4), Float64Array.of(10), 2, 0);
    expect(w[0]).toBeCloseTo(1.2, 6);
    expect(w[1]).toBeCloseTo(1.6, 6);
  });

  test("gives zeros without any equation", () => {
    expect(ridge(new Float64Array(0), new Float64Array(0), 3, 0)).toEqual(new Float64Array(3));
    expect(ridge(new Float64Array(4), Float64Array.of(1, 2), 2, 0)).toEqual(new Float64Array(2));
  });

  test("leaves its input as it is", () => {
    const [X, y] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6)];
    ridge(X, y, 2, 1);
    expect([[...X], [...y]]).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });
});
