import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatrixFactorization } from "../../src";
import { explainCell, explainStep } from "../../src/view";
import type { CellsPayload, FactorEntry } from "../../src/view";

const factorEntries = (rows: number, features: number, columns: number): FactorEntry[] => [
  ...grid(rows, features).map(([row, column]) => ({ factor: "L" as const, row, column })),
  ...grid(features, columns).map(([row, column]) => ({ factor: "U" as const, row, column })),
];

function grid(rows: number, columns: number): [number, number][] {
  return Array.from({ length: rows * columns }, (_, k) => [Math.floor(k / columns), k % columns]);
}

function cells(data: readonly (readonly (number | null)[])[]): CellsPayload {
  return { rows: data.length, columns: data[0].length, values: data.flat() };
}

const anyProblem = fc
  .record({
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 5 }),
    features: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0, max: 1000 }),
    rate: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
  })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      data: fc.array(
        fc.array(fc.option(fc.double({ min: -3, max: 3, noNaN: true }), { freq: 3 }), {
          minLength: shape.columns,
          maxLength: shape.columns,
        }),
        { minLength: shape.rows, maxLength: shape.rows },
      ),
    }),
  )
  .filter(({ data }) => data.flat().some((cell) => cell !== null));

describe("the update of one entry", () => {
  it("leads from an entry to what one iteration of training makes of it, for every entry of L and U", () => {
    fc.assert(
      fc.property(anyProblem, ({ shape: { rows, columns, features, seed, rate }, data }) => {
        const fac = new MatrixFactorization(data, features, { seed });
        const start = { L: fac.L.values.slice(), U: fac.U.values.slice() };
        fac.trainModel({ iterations: 1, learningRate: rate });
        for (const entry of factorEntries(rows, features, columns)) {
          const wide = entry.factor === "L" ? features : columns;
          const at = entry.row * wide + entry.column;
          const step = explainStep(cells(data), start, entry, rate);
          expect(step.before).toBe(start[entry.factor][at]);
          expect(step.after).toBeCloseTo(fac[entry.factor].values[at], 10);
        }
      }),
    );
  });

  it("leaves unknown cells out of the mean", () => {
    const data = [
      [1, null, 3],
      [null, 2, 3],
      [null, null, null],
    ];
    const start = values(new MatrixFactorization(data, 2, { seed: 3 }));
    const step = explainStep(cells(data), start, { factor: "L", row: 0, column: 1 }, 0.1);
    expect(step.parts.map(({ index }) => index)).toEqual([0, 2]);
    expect(step.mean).toBeCloseTo((step.parts[0].gradient + step.parts[1].gradient) / 2, 14);
  });

  it("moves nothing where no cell is known", () => {
    const data: CellsPayload = { rows: 1, columns: 2, values: [null, null] };
    const step = explainStep(data, { L: [0.5], U: [1, 2] }, { factor: "L", row: 0, column: 0 }, 0.1);
    expect(step).toMatchObject({ parts: [], mean: 0, before: 0.5, after: 0.5 });
  });

  it("is made of the model's own gradients for the first entry, which nothing comes before", () => {
    const data = Array.from({ length: 6 }, () => [1, 2, 3]);
    const fac = new MatrixFactorization(data, 2, { seed: 10 });
    const { parts } = explainStep(cells(data), values(fac), { factor: "L", row: 4, column: 0 }, 0.1);
    expect(parts).toHaveLength(3);
    for (const { index, gradient, error, other } of parts) {
      expect(gradient).toBeCloseTo(fac.singleGradient(4, index, { wrtUserIdx: 0 }), 12);
      expect(gradient).toBeCloseTo(2 * error * other, 12);
    }
  });

  it("is made of the model's own gradients for a later entry too, once those before it are done", () => {
    const data = Array.from({ length: 6 }, () => [1, 2, 3]);
    const fac = new MatrixFactorization(data, 2, { seed: 10 });
    const { L, U } = values(fac);
    const first = explainStep(cells(data), { L, U }, { factor: "L", row: 4, column: 0 }, 0.1);
    const next = explainStep(cells(data), { L, U }, { factor: "L", row: 4, column: 1 }, 0.1);
    const moved = L.with(8, first.after);
    const then = new MatrixFactorization(data, 2, {
      init: { L: { rows: 6, columns: 2, values: moved }, U: { rows: 2, columns: 3, values: U } },
    });
    for (const { index, gradient } of next.parts) {
      expect(gradient).toBeCloseTo(then.singleGradient(4, index, { wrtUserIdx: 1 }), 12);
    }
  });

  it("does not change the factors it is given", () => {
    const start = { L: [0.5, 0.6], U: [0.7, 0.8] };
    explainStep(
      { rows: 2, columns: 2, values: [1, 2, 3, 4] },
      start,
      { factor: "U", row: 0, column: 1 },
      0.1,
    );
    expect(start).toEqual({ L: [0.5, 0.6], U: [0.7, 0.8] });
  });
});

describe("a cell of L·U", () => {
  const data: CellsPayload = { rows: 2, columns: 2, values: [1, 2, null, 4] };
  const factors = { L: [1, 2, 3, 4], U: [5, 6, 7, 8] };

  it("is the sum of its terms", () => {
    expect(explainCell(data, factors, 0, 1)).toEqual({
      ...{ row: 0, column: 1, predicted: 22, wanted: 2, error: -20 },
      terms: [
        { l: 1, u: 6 },
        { l: 2, u: 8 },
      ],
    });
  });

  it("has no error where it is unknown", () => {
    expect(explainCell(data, factors, 1, 0)).toMatchObject({ predicted: 43, wanted: null, error: null });
  });
});

function values(fac: MatrixFactorization): { L: Float64Array; U: Float64Array } {
  return { L: fac.L.values.slice(), U: fac.U.values.slice() };
}
