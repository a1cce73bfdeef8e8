import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/matrix/random";
import { choleskyInPlace, solveCholesky } from "../../src/numerics/cholesky";
import { invertPositiveDefinite } from "../../src/numerics/positive-definite-inverse";

/** MᵀM + I of random numbers; the entries above the diagonal cannot be used. */
function made(n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const M = Float64Array.from({ length: n * n }, () => random() - 0.5);
  const A = new Float64Array(n * n).fill(NaN);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? 1 : 0;
      for (let t = 0; t < n; t++) sum += M[t * n + i] * M[t * n + j];
      A[i * n + j] = sum;
    }
  }
  return A;
}

/** The inverse, unit vector by unit vector. */
function reference(A: Float64Array, n: number): Float64Array {
  const factor = A.slice();
  expect(choleskyInPlace(factor, n)).toBe(true);
  const inverse = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    inverse[k * n + k] = 1;
    solveCholesky(factor, n, inverse.subarray(k * n, (k + 1) * n));
  }
  return inverse;
}

describe("the inverse of a symmetric positive definite matrix", () => {
  test("is the one found by hand for two rows", () => {
    const A = Float64Array.of(3, NaN, 1, 3);
    expect(invertPositiveDefinite(A, 2)).toBe(true);
    [3 / 8, -1 / 8, -1 / 8, 3 / 8].forEach((value, k) => expect(A[k]).toBeCloseTo(value, 15));
  });

  // One block, a whole one, one row more, several that are no multiple of three.
  test.each([1, 2, 3, 4, 31, 32, 33, 64, 65, 100, 130])("is what Cholesky solves for with %i rows", (n) => {
    const A = made(n, n);
    const expected = reference(A, n);
    expect(invertPositiveDefinite(A, n)).toBe(true);
    for (let k = 0; k < n * n; k++) expect(Math.abs(A[k] - expected[k])).toBeLessThan(1e-12);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) expect(A[i * n + j]).toBe(A[j * n + i]);
  });

  test.each([
    ["a negative number on the diagonal", 40, 35, -1],
    ["NaN", 40, 3, NaN],
    ["zeros", 5, 2, 0],
  ])("is refused for %s", (_, n, at, value) => {
    const A = new Float64Array(n * n);
    for (let i = 0; i < n; i++) A[i * n + i] = i === at ? value : 1;
    expect(invertPositiveDefinite(A, n)).toBe(false);
  });

  test("is refused where one row is another", () => {
    expect(invertPositiveDefinite(Float64Array.of(1, 1, 1, 1), 2)).toBe(false);
  });

  test("can be stopped after any block", () => {
    const seen: number[] = [];
    const stop = (swept: number): void => {
      seen.push(swept);
      if (swept >= 64) throw new Error("stopped");
    };
    expect(() => invertPositiveDefinite(made(100, 1), 100, stop)).toThrow("stopped");
    expect(seen).toEqual([32, 64]);
  });
});
