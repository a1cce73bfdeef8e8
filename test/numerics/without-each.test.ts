import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nonnegativeWithout, ridgeWithout } from "../../src/numerics/without-each";
import { ridge } from "../../src/numerics/ridge";

const row = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));

const problems = fc
  .record({ n: fc.integer({ min: 4, max: 8 }), k: fc.integer({ min: 1, max: 3 }) })
  .chain(({ n, k }) => fc.record({ k: fc.constant(k), X: row(n * k), y: row(n) }));

const leaveOut = (values: Float64Array, n: number, width: number): Float64Array =>
  values.filter((_, p) => Math.floor(p / width) !== n);

describe("least squares without each equation in turn", () => {
  test("are those of the other equations", () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 0.1, max: 3, noNaN: true }), ({ k, X, y }, penalty) => {
        ridgeWithout(X, y, k, penalty).forEach((w, n) => {
          const expected = ridge(leaveOut(X, n, k), leaveOut(y, n, 1), k, penalty);
          w.forEach((value, t) => expect(value).toBeCloseTo(expected[t], 8));
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("leave no weight that can be moved to lower the sum where weights are ≥ 0, by central differences", () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 0.1, max: 3, noNaN: true }), ({ k, X, y }, penalty) => {
        const { whole, without } = nonnegativeWithout(X, y, k, penalty);
        [whole, ...without].forEach((w, m) => {
          const isIn = (n: number): boolean => n !== m - 1;
          const sum = (): number =>
            y.reduce((total, value, n) => {
              if (!isIn(n)) return total;
              const error = w.reduce((rest, x, t) => rest - x * X[n * k + t], value);
              return total + error ** 2 + penalty * w.reduce((squares, x) => squares + x * x, 0);
            }, 0);
          w.forEach((x, t) => {
            const h = 1e-4;
            const [up, down] = [h, -h].map((step) => {
              w[t] = x + step;
              return sum();
            });
            w[t] = x;
            expect(x).toBeGreaterThanOrEqual(0);
            // At the boundary an entry can only grow.
            if (x === 0) expect(up - sum()).toBeGreaterThan(0);
            else expect(Math.abs((up - down) / (2 * h))).toBeLessThan(1e-6);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  test("keep a weight ≥ 0 that only the left-out equation has finite without it", () => {
    for (const x of [2, 0.1, 1 / 3]) {
      const { whole, without } = nonnegativeWithout(Float64Array.of(1, 0, 1, x), Float64Array.of(1, 3), 2, 0);
      expect(whole[1]).toBeCloseTo(2 / x, 8);
      expect(without[1][0]).toBeCloseTo(1, 8);
      expect(without[1][1] >= 0 && without[1][1] <= whole[1]).toBe(true);
    }
  });
});
