import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ridge } from "../../src/numerics/ridge";
import { wideRidge } from "../../src/numerics/wide-ridge";

const row = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length });

const problems = fc
  .record({ n: fc.integer({ min: 1, max: 4 }), k: fc.integer({ min: 1, max: 7 }) })
  .chain(({ n, k }) => fc.record({ k: fc.constant(k), X: row(n * k), y: row(n) }));

describe("ridge regression with fewer equations than weights", () => {
  test("gives the weights of ordinary ridge regression, where a penalty settles them", () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 0.1, max: 3, noNaN: true }), ({ k, X, y }, penalty) => {
        const given = [Float64Array.from(X), Float64Array.from(y)] as const;
        const wide = wideRidge(...given, k, penalty);
        ridge(...given, k, penalty).forEach((w, t) => expect(wide[t]).toBeCloseTo(w, 8));
        expect([...given[1]]).toEqual(y);
      }),
      { numRuns: 1000 },
    );
  });

  test("without a penalty it is the shortest solution", () => {
    // For w₀ + 2 w₁ + 2 w₂ = 9 it is X times 9 ÷ |X|² = 1.
    const w = wideRidge(Float64Array.of(1, 2, 2), Float64Array.of(9), 3, 0);
    [1, 2, 2].forEach((expected, t) => expect(w[t]).toBeCloseTo(expected, 10));
  });

  test("neither a repeated equation nor one of zeros changes the solution", () => {
    const X = [1, 2, 2, 1, 2, 2, 0, 0, 0];
    const w = wideRidge(Float64Array.from(X), Float64Array.of(9, 9, 0), 3, 0);
    [1, 2, 2].forEach((expected, t) => expect(w[t]).toBeCloseTo(expected, 6));
    expect([...wideRidge(new Float64Array(4), Float64Array.of(1, 1), 2, 0)]).toEqual([0, 0]);
  });
});
