import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { singularValues } from "../../src/numerics/singular-values";

const close = (actual: Float64Array, expected: number[]): void => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, k) => expect(actual[k]).toBeCloseTo(value, 10));
};

describe("singular values", () => {
  it("are 3√5 and √5 for [[3, 0], [4, 5]], as in Strang's book", () => {
    // Strang, "Linear Algebra and Learning from Data", 2019, I.8.
    close(singularValues([3, 0, 4, 5], 2, 2), [3 * Math.sqrt(5), Math.sqrt(5)]);
  });

  it("are the sizes of the diagonal for a diagonal matrix", () => {
    close(singularValues([0, 0, 2, 0, -7, 0, 0.5, 0, 0], 3, 3), [7, 2, 0.5]);
  });

  it("are one number and zeros for six equal rows", () => {
    const rows = Array.from({ length: 6 }, () => [1, 2, 3]).flat();
    close(singularValues(rows, 6, 3), [Math.sqrt(6 * 14), 0, 0]);
  });

  it("are zeros for zeros, and do not overflow for the largest numbers", () => {
    close(singularValues([0, 0, 0, 0, 0, 0], 2, 3), [0, 0]);
    expect(singularValues([1e300, 0, 0, 1e300], 2, 2)[0] / 1e300).toBeCloseTo(1, 12);
    expect(singularValues([1e-300, 0, 0, 1e-300], 2, 2)[1] / 1e-300).toBeCloseTo(1, 12);
  });

  it("are exact to the last digits for a tiny one beside a large one", () => {
    // [[1, 1], [0, 1e-9]]: their product is the determinant.
    const [large, small] = singularValues([1, 1, 0, 1e-9], 2, 2);
    expect((large * small) / 1e-9).toBeCloseTo(1, 12);
  });

  const matrices = fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
    .chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        values: fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
          minLength: rows * columns,
          maxLength: rows * columns,
        }),
      }),
    );

  it("have the matrix's sum of squares, are the same for its transpose, and fall", () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, values }) => {
        const singular = singularValues(values, rows, columns);
        const squares = (list: ArrayLike<number>): number =>
          Array.from(list).reduce((sum, x) => sum + x * x, 0);
        const total = squares(values);
        expect(Math.abs(squares(singular) - total)).toBeLessThanOrEqual(1e-9 * total);
        const flipped = Array.from({ length: columns }, (_, j) =>
          Array.from({ length: rows }, (_, i) => values[i * columns + j]),
        ).flat();
        singularValues(flipped, columns, rows).forEach((value, k) =>
          expect(Math.abs(value - singular[k])).toBeLessThanOrEqual(1e-9 * (1 + singular[0])),
        );
        expect(Array.from(singular)).toEqual(Array.from(singular).sort((a, b) => b - a));
      }),
    );
  });
});
