import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { choleskyInPlace, downdateCholesky, solveCholesky, solveLower } from "../../src/numerics/cholesky";
import { solverWithout } from "../../src/numerics/leave-one-out";

const k = 6;
const random = createRandom(4);
const rows = Array.from({ length: 15 }, () => uniform(random, -1, 1, k));

/** 0.3·I + Σ y·yᵀ of these rows. */
function gramOf(some: readonly Float64Array[]): Float64Array {
  const A = new Float64Array(k * k);
  for (let s = 0; s < k; s++) {
    A[s * k + s] = 0.3;
    for (let t = 0; t < k; t++) for (const y of some) A[s * k + t] += y[s] * y[t];
  }
  return A;
}

function factorOf(A: Float64Array): Float64Array {
  const C = A.slice();
  expect(choleskyInPlace(C, k)).toBe(true);
  return C;
}

const determinant = (C: Float64Array): number =>
  Array.from({ length: k }, (_, s) => C[s * k + s] ** 2).reduce((product, x) => product * x, 1);

describe("a Cholesky factor without one row", () => {
  test("is that of the rows that are left, and tells how much of the determinant is left", () => {
    const [first, ...rest] = rows;
    const [C, expected] = [factorOf(gramOf(rows)), factorOf(gramOf(rest))];
    const share = determinant(expected) / determinant(C);
    expect(downdateCholesky(C, k, first.slice())).toBeCloseTo(share, 12);
    for (let s = 0; s < k; s++)
      for (let t = 0; t <= s; t++) expect(C[s * k + t]).toBeCloseTo(expected[s * k + t], 12);
  });

  test("is none where more is taken away than there is", () => {
    const C = factorOf(gramOf(rows));
    expect(downdateCholesky(C, k, Float64Array.of(0, 0, 50, 0, 0, 0))).toBe(0);
  });
});

describe("equations without one term", () => {
  test.each([1, 0.4])(
    "have, with a weight of %d, the solution of equations that are set up anew",
    (weight) => {
      const solve = solverWithout(gramOf(rows), k);
      for (const [n, y] of rows.entries()) {
        const A = gramOf(rows);
        for (let s = 0; s < k; s++) for (let t = 0; t < k; t++) A[s * k + t] -= weight * y[s] * y[t];
        const expected = rows[(n + 1) % rows.length].slice();
        const x = expected.slice();
        solveCholesky(factorOf(A), k, expected);
        expect(solve(y, weight, x)).toBe(true);
        x.forEach((value, s) => expect(value).toBeCloseTo(expected[s], 11));
      }
    },
  );

  test("are a draw where there is noise: Cᵀ·x = C⁻¹·b + noise", () => {
    const [y, ...rest] = rows;
    const noise = uniform(random, -1, 1, k);
    const C = factorOf(gramOf(rest));
    const expected = rows[2].slice();
    solveLower(C, k, expected);
    const x = rows[2].slice();
    solverWithout(gramOf(rows), k)(y, 1, x, noise);
    for (let s = 0; s < k; s++) {
      let sum = 0;
      for (let t = s; t < k; t++) sum += C[t * k + s] * x[t];
      expect(sum).toBeCloseTo(expected[s] + noise[s], 11);
    }
  });

  test("are left alone where the term was nearly all that settled a direction", () => {
    const A = gramOf(rows);
    A[2 * k + 2] += 1e6;
    const x = rows[3].slice();
    const solve = solverWithout(A, k);
    expect(solve(Float64Array.of(0, 0, 1e3, 0, 0, 0), 1, x)).toBe(false);
    expect(x).toEqual(rows[3]);
    expect(solverWithout(new Float64Array(k * k), k)(rows[0], 1, x)).toBe(false);
  });
});
