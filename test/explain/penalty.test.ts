import { describe, expect, test } from "vitest";
import { Matrix, MatrixFactorization, TruncatedSVD } from "../../src";
import { crc32 } from "../../src/crc32";
import { product, pullIn } from "../../src/view";
import type { CellsPayload } from "../../src/view";

const data: CellsPayload = { rows: 4, columns: 3, values: [5, 4, 1, 4, 5, 2, 1, 2, 5, 2, 1, 4] };
const start = {
  L: Float64Array.of(1, 0.2, 0.9, 0.4, 0.3, 1, 0.2, 0.8),
  U: Float64Array.of(1, 0.7, 0.3, 0.2, 0.4, 1),
};

const factorsOf = ({ L, U }: { L: Float64Array; U: Float64Array }, { rows, columns }: CellsPayload) => {
  const features = L.length / rows;
  return { L: { rows, columns: features, values: L }, U: { rows: features, columns, values: U } };
};

/** The mean of error² + λ·(‖L[i]‖² + ‖U[:,j]‖²) over the known cells, added up cell by cell. */
function objective(
  cells: CellsPayload,
  factors: { L: Float64Array; U: Float64Array },
  penalty: number,
): number {
  const { L, U } = factorsOf(factors, cells);
  const LU = product(L, U).values;
  const norm = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x * x, 0);
  const known = cells.values.flatMap((value, k) => (value === null ? [] : [{ value, k }]));
  const total = known.reduce((sum, { value, k }) => {
    const [i, j] = [Math.floor(k / cells.columns), k % cells.columns];
    const row = norm(L.values.slice(i * L.columns, (i + 1) * L.columns));
    const column = norm(Array.from({ length: U.rows }, (_, t) => U.values[t * U.columns + j]));
    return sum + (value - LU[k]) ** 2 + penalty * (row + column);
  }, 0);
  return total / known.length;
}

function singularValues(cells: {
  rows: number;
  columns: number;
  values: ArrayLike<number | null>;
}): number[] {
  const rows = Array.from({ length: cells.rows }, (_, i) =>
    Array.from({ length: cells.columns }, (_, j) => cells.values[i * cells.columns + j] ?? NaN),
  );
  return [...new TruncatedSVD({ features: 2, seed: 1 }).fit(Matrix.from(rows)).singularValues];
}

describe("a penalty", () => {
  test("takes λ·√(rows × columns) from each singular value of known data, down to 0", () => {
    // Mazumder, Hastie & Tibshirani 2010: the minimum over factors is the singular values, softly thresholded.
    const before = singularValues(data);
    for (const penalty of [0.2, 0.8, 1.2]) {
      const { L, U } = factorsOf(pullIn(data, start, penalty), data);
      const expected = before.map((value) => Math.max(0, value - penalty * Math.sqrt(12)));
      singularValues(product(L, U)).forEach((value, t) => expect(value).toBeCloseTo(expected[t], 4));
    }
  });

  test("as large as the data's size pulls all arrows to nothing", () => {
    const size = Math.sqrt(data.values.reduce<number>((sum, x) => sum + (x ?? 0) ** 2, 0) / 12);
    const { L, U } = pullIn(data, start, size);
    for (const value of [...L, ...U]) expect(Math.abs(value)).toBeLessThan(1e-3);
  });

  test("reaches a lower objective than training with the same penalty, with unknown cells too", () => {
    const holes = { ...data, values: data.values.map((value, k) => (k % 5 === 1 ? null : value)) };
    const rows = [0, 1, 2, 3].map((i) => holes.values.slice(3 * i, 3 * i + 3));
    const fac = new MatrixFactorization(rows, 2, { seed: 1 });
    const begun = { L: Float64Array.from(fac.L.values), U: Float64Array.from(fac.U.values) };
    fac.trainModel({ iterations: 2000, learningRate: 0.05, regularization: 0.1 });
    const pulled = objective(holes, pullIn(holes, begun, 0.1), 0.1);
    const trained = objective(holes, { L: fac.L.values, U: fac.U.values }, 0.1);
    expect(pulled).toBeLessThan(trained + 1e-6);
    expect(pulled).toBeGreaterThan(trained - 0.05);
  });

  test("of 0 changes nothing, and none changes what was given or whom no cell is known of", () => {
    expect(pullIn(data, start, 0)).toEqual(start);
    const alone = { ...data, values: data.values.map((value, k) => (k < 3 ? null : value)) };
    const kept = { L: Float64Array.from(start.L), U: Float64Array.from(start.U) };
    const { L } = pullIn(alone, start, 0.5);
    expect([...L.slice(0, 2)]).toEqual([1, 0.2]);
    expect(start).toEqual(kept);
  });
});

test("a table without unknown cells is pulled as with a row of which nothing is known, cell by cell", () => {
  for (const [rows, columns] of [
    [4, 3],
    [9, 14],
  ]) {
    const values = Array.from({ length: rows * columns }, (_, k) => ((k * 37) % 11) - 3);
    const L = Float64Array.from({ length: 3 * rows }, (_, k) => 1 / (k + 2));
    const U = Float64Array.from({ length: 3 * columns }, (_, k) => ((k * 5) % 8) / 7);
    const nothing = Array.from({ length: columns }, () => null);
    for (const penalty of [0.01, 0.3, 1]) {
      const whole = pullIn({ rows, columns, values }, { L, U }, penalty);
      const given = { rows: rows + 1, columns, values: [...values, ...nothing] };
      const other = pullIn(given, { L: Float64Array.of(...L, 1, 2, 3), U }, penalty);
      whole.L.forEach((value, k) => expect(value).toBeCloseTo(other.L[k], 6));
      whole.U.forEach((value, k) => expect(value).toBeCloseTo(other.U[k], 6));
    }
  }
});

test("its bytes are those of the normal equations, added up vector by vector", () => {
  for (const blank of [null, 5]) {
    const values = Array.from({ length: 63 }, (_, k) =>
      blank !== null && k % blank === 0 ? null : ((k * 37) % 11) - 3,
    );
    const L = Float64Array.from({ length: 27 }, (_, k) => Math.fround(1 / (k + 2)));
    const U = Float64Array.from({ length: 21 }, (_, k) => Math.fround(((k * 5) % 8) / 7));
    const pulled = pullIn({ rows: 9, columns: 7, values }, { L, U }, 0.3);
    const bytes = new Uint8Array(Float64Array.of(...pulled.L, ...pulled.U).buffer);
    expect(crc32(bytes).toString(16)).toBe(blank === null ? "6be2ea7f" : "a74a8832");
  }
});
