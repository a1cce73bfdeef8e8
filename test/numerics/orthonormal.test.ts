import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { multiply, multiplyTransposed } from "../../src/numerics/dense";
import { orthonormalize } from "../../src/numerics/orthonormal";

/** The largest distance of QᵀQ from the identity. */
function skew(Q: Float64Array, n: number, k: number): number {
  const product = new Float64Array(k * k);
  multiplyTransposed(Q, Q, n, k, k, product);
  return Math.max(...product.map((x, p) => Math.abs(x - (Math.floor(p / k) === p % k ? 1 : 0))));
}

describe("columns made orthonormal", () => {
  it("are those that one finds by hand for [[3, 0], [4, 5]], up to signs", () => {
    const A = Float64Array.from([3, 0, 4, 5]);
    const R = new Float64Array(4);
    orthonormalize(A, 2, 2, R);
    expect([...A].map(Math.abs).map((x) => Number(x.toFixed(12)))).toEqual([0.6, 0.8, 0.8, 0.6]);
    expect([...R].map(Math.abs).map((x) => Number(x.toFixed(12)))).toEqual([5, 4, 0, 3]);
  });

  it("give the matrix again with R, also where columns are zero or the same", () => {
    const shapes = fc.record({
      k: fc.integer({ min: 1, max: 6 }),
      more: fc.integer({ min: 0, max: 6 }),
      seed: fc.integer(),
      kind: fc.constantFrom("any", "zero", "same"),
    });
    fc.assert(
      fc.property(shapes, ({ k, more, seed, kind }) => {
        const n = k + more;
        const A = uniform(createRandom(seed), -2, 3, n * k);
        if (kind !== "any") for (let i = 0; i < n; i++) A[i * k + k - 1] = kind === "zero" ? 0 : A[i * k];
        const Q = A.slice();
        const R = new Float64Array(k * k);
        orthonormalize(Q, n, k, R);
        expect(skew(Q, n, k)).toBeLessThan(1e-13);
        const product = new Float64Array(n * k);
        multiply(Q, R, n, k, k, product);
        product.forEach((x, p) => expect(Math.abs(x - A[p])).toBeLessThan(1e-12));
        for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) expect(R[i * k + j]).toBe(0);
      }),
    );
  });
});
