import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainCell } from "../../src/view";
import { panelWindow } from "../../extension/src/views/equation/cut";
import { movedCell } from "../../extension/src/views/equation/keys";
import { dataWindow, litBy, intersection, termWindow } from "../../extension/src/views/equation/matrix-cell";
import type { Region } from "../../extension/src/views/equation/matrix-cell";
import { cellSentence, plainSentence } from "../../extension/src/views/equation/sentence";
import { updateRows } from "../../extension/src/views/equation/update-rows";
import { fittedWindow, isWhole, scaled, wholeOf } from "../../extension/src/views/equation/zoom";

const sizes = { rows: 6, columns: 3, features: 2 };
const decimals = { factors: 2, product: 2, data: 0 };

describe("what belongs to a cell", () => {
  it("of the data: the row of L and the column of U, and the same cell in L·U and the error", () => {
    const lit = litBy({ term: "data", row: 4, column: 1 }, sizes);
    expect(lit.L).toEqual({ row: 4, column: 0, rows: 1, columns: 2 });
    expect(lit.U).toEqual({ row: 0, column: 1, rows: 2, columns: 1 });
    expect(lit["L·U"]).toEqual({ row: 4, column: 1, rows: 1, columns: 1 });
    expect(lit.error).toEqual(lit["L·U"]);
  });

  it("of U: the column of L it is multiplied with, and the column of L·U it goes into", () => {
    const lit = litBy({ term: "U", row: 1, column: 2 }, sizes);
    expect(lit.L).toEqual({ row: 0, column: 1, rows: 6, columns: 1 });
    expect(lit["L·U"]).toEqual({ row: 0, column: 2, rows: 6, columns: 1 });
    expect(lit.data).toBeUndefined();
  });
});

describe("keys", () => {
  it("stop at the edges", () => {
    expect(movedCell("ArrowUp", false, { row: 0, column: 1 }, sizes)).toEqual({ row: 0, column: 1 });
    expect(movedCell("ArrowRight", false, { row: 0, column: 2 }, sizes)).toEqual({ row: 0, column: 2 });
  });

  it("lead to the ends of the row, and with Ctrl of the matrix", () => {
    expect(movedCell("End", false, { row: 1, column: 0 }, sizes)).toEqual({ row: 1, column: 2 });
    expect(movedCell("End", true, { row: 1, column: 0 }, sizes)).toEqual({ row: 5, column: 2 });
    expect(movedCell("Home", true, { row: 1, column: 1 }, sizes)).toEqual({ row: 0, column: 0 });
  });

  it("are left to others where they do not move", () => {
    expect(movedCell("Tab", false, { row: 0, column: 0 }, sizes)).toBeNull();
    expect(movedCell("a", false, { row: 0, column: 0 }, sizes)).toBeNull();
  });
});

describe("a window on a large matrix", () => {
  const shape = { rows: 60, columns: 40 };
  const part = fc.record({
    row: fc.integer({ min: -5, max: 70 }),
    column: fc.integer({ min: -5, max: 50 }),
    rows: fc.integer({ min: 1, max: 70 }),
    columns: fc.integer({ min: 1, max: 50 }),
  });
  const inside = (window: Region): void => {
    expect(intersection(window, wholeOf(shape))).toEqual(window);
    expect(Object.values(window).every(Number.isInteger)).toBe(true);
    expect(Math.min(window.rows, window.columns)).toBeGreaterThanOrEqual(4);
  };

  it("lies within it, whatever was dragged or scaled", () => {
    fc.assert(
      fc.property(part, fc.double({ min: 0.01, max: 10, noNaN: true }), (wanted, factor) => {
        const window = fittedWindow(wanted, shape);
        inside(window);
        inside(scaled(window, factor, wanted, shape));
      }),
    );
  });

  it("grows back to the whole", () => {
    let window = fittedWindow({ row: 50, column: 3, rows: 5, columns: 5 }, shape);
    for (let k = 0; k < 5; k++) window = scaled(window, 2, { row: 52, column: 5 }, shape);
    expect(isWhole(window, shape)).toBe(true);
  });

  it("is shared by the terms: rows with L, columns with U", () => {
    const window = { row: 10, column: 20, rows: 5, columns: 6 };
    const all = { ...shape, features: 3 };
    expect(termWindow("L", window, all)).toEqual({ row: 10, column: 0, rows: 5, columns: 3 });
    expect(termWindow("U", window, all)).toEqual({ row: 0, column: 20, rows: 3, columns: 6 });
    const own = { row: 1, column: 0, rows: 2, columns: 3 };
    expect(dataWindow("L", own, window)).toEqual({ row: 1, column: 20, rows: 2, columns: 6 });
  });

  it("cuts numbers, names and marks alike", () => {
    const panel = {
      ...{
        name: "data",
        note: "",
        sign: "",
        decimals: 0,
        rowLabels: ["a", "b"],
        columnLabels: ["x", "y", "z"],
      },
      matrix: { rows: 2, columns: 3, values: [1, 2, 3, 4, 5, null] },
      predicted: [false, false, false, false, false, true],
      scale: { ramp: "sequential" as const, share: () => 0 },
    };
    expect(panelWindow(panel, { row: 1, column: 1, rows: 1, columns: 2 })).toMatchObject({
      matrix: { rows: 1, columns: 2, values: [5, null] },
      ...{ rowLabels: ["b"], columnLabels: ["y", "z"], predicted: [false, true] },
    });
  });
});

describe("a cell in words", () => {
  const data = { rows: 1, columns: 2, values: [2, null] };

  it("is its dot product, what was wanted and the error; a factor below zero stands in brackets", () => {
    const cell = explainCell(data, { L: [1.16, -0.95], U: [0.83, 1, -1.07, 1] }, 0, 0);
    expect(plainSentence(cellSentence(cell, {}, decimals))).toBe(
      "L·U[0,0] = 1.16 × 0.83 + (−0.95) × (−1.07) = 1.979 · wanted 2 · error 0.02",
    );
  });

  it("says what an unknown cell might be, with its names", () => {
    const cell = explainCell(data, { L: [1, 1], U: [1, 1, 1, 1] }, 0, 1);
    expect(plainSentence(cellSentence(cell, { rows: ["Ada"], columns: ["A", "B"] }, decimals))).toBe(
      "L·U[0,1] Ada, B = 1.00 × 1.00 + 1.00 × 1.00 = 2.000 · unknown · predicted 2.00",
    );
  });

  it("leaves out the middle of a long sum, and says how much", () => {
    const ones = Array.from({ length: 13 }, () => 1);
    const cell = explainCell({ rows: 1, columns: 1, values: [13] }, { L: ones, U: ones }, 0, 0);
    const short = plainSentence(cellSentence(cell, {}, decimals));
    expect(short.split("1.00 × 1.00")).toHaveLength(8);
    expect(short).toContain(" + … 6 more … + ");
    expect(plainSentence(cellSentence(cell, {}, decimals, 13)).split("1.00 × 1.00")).toHaveLength(14);
  });
});

it("an update's table shows small numbers with as many decimals as they need, and cuts long ones", () => {
  const parts = Array.from({ length: 70 }, (_, index) => ({
    index,
    error: 1e-5,
    other: 0.5,
    gradient: 1e-5,
  }));
  const entry = { factor: "L", row: 0, column: 1 } as const;
  const step = { ...entry, parts, mean: 1e-5, learningRate: 0.1, before: 1, after: 1.000001 };
  const { columns, rows } = updateRows(step, {}, null);
  expect(columns).toHaveLength(61);
  expect(columns.at(-1)).toBe("… 10 more");
  expect(rows[0].numbers[0]).toBe("0.000010");
  expect(rows[1]).toMatchObject({
    name: "× 2 × U[1, column]",
    numbers: expect.arrayContaining(["1.000", "…"]),
  });
});
