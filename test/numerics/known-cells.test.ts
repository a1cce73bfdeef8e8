import * as fc from "fast-check";
import { MatrixFactorization } from "factorlab";
import { describe, expect, test } from "vitest";

const cell = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -5, max: 5 }) }, fc.constant(null));

/** Tables in which some cells, rows or columns may be unknown, and one cell at least is not. */
const table = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  .filter((data) => data.flat().some((value) => value !== null));

/** The iteration as the original notebook writes it, over the known cells: no residual, no lists, every product anew. */
function slowIteration(fac: MatrixFactorization, rate: number): void {
  const { rows, columns } = fac.data;
  const known = (i: number, j: number): boolean => !Number.isNaN(fac.data.get(i, j));
  const mean = (gradients: number[]): number =>
    gradients.length === 0 ? 0 : gradients.reduce((a, b) => a + b, 0) / gradients.length;
  const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k);
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < fac.features; t++) {
      const columnsKnown = range(columns).filter((j) => known(i, j));
      const step = mean(columnsKnown.map((j) => fac.singleGradient(i, j, { wrtUserIdx: t })));
      fac.L.values[i * fac.features + t] += rate * step;
    }
  }
  for (let t = 0; t < fac.features; t++) {
    for (let j = 0; j < columns; j++) {
      const rowsKnown = range(rows).filter((i) => known(i, j));
      const step = mean(rowsKnown.map((i) => fac.singleGradient(i, j, { wrtItemIdx: t })));
      fac.U.values[t * columns + j] += rate * step;
    }
  }
}

describe("training with unknown cells", () => {
  test("takes the mean of the original notebook's gradients over the known cells, entry after entry", () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 4 }), (data, features) => {
        const fast = new MatrixFactorization(data, features, { seed: 3 });
        const slow = new MatrixFactorization(data, features, { seed: 3 });
        fast.trainModel({ learningRate: 0.01, iterations: 3 });
        for (let k = 0; k < 3; k++) slowIteration(slow, 0.01);
        fast.L.values.forEach((x, k) => expect(x).toBeCloseTo(slow.L.values[k], 10));
        fast.U.values.forEach((x, k) => expect(x).toBeCloseTo(slow.U.values[k], 10));
      }),
      { numRuns: 300 },
    );
  });

  test("the blank of a table of rank 1 gets the value that the rank implies", () => {
    const data = [
      [1, 2, 3],
      [1, null, 3],
      [2, 4, 6],
    ];
    const fac = new MatrixFactorization(data, 1, { seed: 7 }).trainModel({ iterations: 2000 });
    expect(fac.reconstruct().get(1, 1)).toBeCloseTo(2, 6);
    expect(fac.loss).toBeLessThan(1e-12);
  });

  test("a row without a known cell stays as it was drawn", () => {
    const fac = new MatrixFactorization([[1, 2], [null, null]], 2, { seed: 7 }); // prettier-ignore
    const before = Array.from(fac.L.row(1));
    fac.trainModel();
    expect(Array.from(fac.L.row(1))).toEqual(before);
    expect(Array.from(fac.L.values).every(Number.isFinite)).toBe(true);
  });

  test("NaN means the same as null, and neither changes the input", () => {
    const data = [[1, NaN], [3, 4]]; // prettier-ignore
    const withNaN = new MatrixFactorization(data, 2, { seed: 7 }).trainModel();
    const withNull = new MatrixFactorization([[1, null], [3, 4]], 2, { seed: 7 }).trainModel(); // prettier-ignore
    expect(withNaN.L.values).toEqual(withNull.L.values);
    expect(data).toEqual([[1, NaN], [3, 4]]); // prettier-ignore
  });
});
