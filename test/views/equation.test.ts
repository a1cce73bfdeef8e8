import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainCell, explainStep } from "../../src/view";
import type { StepExplanation } from "../../src/view";
import { panelWindow } from "../../extension/src/views/equation/cut";
import { movedCell } from "../../extension/src/views/equation/keys";
import { dataWindow, litBy, intersection, termWindow } from "../../extension/src/views/equation/matrix-cell";
import type { Region } from "../../extension/src/views/equation/matrix-cell";
import { cellSentence, plainSentence } from "../../extension/src/views/equation/sentence";
import { cancels, nearlyCancels, updateRows } from "../../extension/src/views/equation/update-rows";
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
    expect(lit.error).toEqual(lit["L·U"]);
    expect(lit.data).toBeUndefined();
  });
});

it("what belongs to a cell of L is its row of the error, by which its update goes", () => {
  const lit = litBy({ term: "L", row: 4, column: 1 }, sizes);
  expect(lit.error).toEqual({ row: 4, column: 0, rows: 1, columns: 3 });
  expect(lit.error).toEqual(lit["L·U"]);
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

/** The number that a text stands for, such as one in brackets. */
const read = (text: string): number => Number(text.replace(/[()]/g, "").replace("−", "-"));

describe("a cell in words", () => {
  const data = { rows: 1, columns: 2, values: [2, null] };

  it("is its dot product, what was wanted and the error; a factor below zero stands in brackets", () => {
    const cell = explainCell(data, { L: [1.16, -0.95], U: [0.83, 1, -1.07, 1] }, 0, 0);
    expect(plainSentence(cellSentence(cell, {}, decimals))).toBe(
      "L·U[0,0] = 1.16 × 0.83 + (−0.95) × (−1.07) = 1.979 · wanted 2 · error 0.021",
    );
  });

  it("has as many digits as it takes to get from what is written to what comes out", () => {
    const cell = explainCell(
      { rows: 1, columns: 1, values: [2] },
      { L: [1.0712, 0.9944], U: [1.1263, 0.796] },
      0,
      0,
    );
    // With two decimals, 1.07 × 1.13 + 0.99 × 0.80 would be 2.001.
    expect(plainSentence(cellSentence(cell, {}, decimals))).toBe(
      "L·U[0,0] = 1.0712 × 1.1263 + 0.9944 × 0.7960 = 1.998 · wanted 2 · error 0.002",
    );
  });

  it("says that it is not exact where more digits than anybody reads would be needed", () => {
    const cell = explainCell(
      { rows: 1, columns: 1, values: [null] },
      { L: [1234567.8], U: [0.3333333] },
      0,
      0,
    );
    expect(plainSentence(cellSentence(cell, {}, decimals))).toContain("1.23e6 × 0.33 ≈ 411522.559");
  });

  it("adds up, whatever its numbers are", () => {
    const entries = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(entries, fc.double({ min: -5, max: 5, noNaN: true }), (L, wanted) => {
        const U = L.map((l, k) => Math.cos(l) + k);
        const cell = explainCell({ rows: 1, columns: 1, values: [wanted] }, { L, U }, 0, 0);
        const [sum, error] = plainSentence(cellSentence(cell, {}, decimals)).split(" · wanted ");
        const [, terms, sign, result] = /^L·U\[0,0\] = (.*) ([=≈]) (\S+)$/.exec(sum)!;
        const added = terms.split(" + ").reduce(
          (all, term) =>
            all +
            term
              .split(" × ")
              .map(read)
              .reduce((a, b) => a * b),
          0,
        );
        if (sign === "=")
          expect(Math.abs(added - read(result))).toBeLessThanOrEqual(
            0.5001 * 10 ** -result.split(".")[1].length,
          );
        const [, known, about, left] = /^(\S+) · error (≈ )?(\S+)$/.exec(error)!;
        if (!about) expect(read(known) - read(result)).toBeCloseTo(read(left), 9);
      }),
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
    expect(plainSentence(cellSentence(cell, {}, decimals, { most: 13 })).split("1.00 × 1.00")).toHaveLength(
      14,
    );
  });
});

describe("an update's table", () => {
  const entry = { factor: "L", row: 0, column: 1 } as const;

  it("shows small numbers with as many decimals as they need, and cuts long ones", () => {
    const parts = Array.from({ length: 70 }, (_, index) => ({
      index,
      error: 1e-5,
      other: 0.5,
      gradient: 1e-5,
    }));
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

  it("adds up: error times twice the other factor's entry is the gradient, and their mean the mean", () => {
    const data = { rows: 3, columns: 3, values: [1, 2, 3, 1, 2, 3, 1, 2, 3] };
    const L = [0.52, 0.47, 0.51, 0.68, 0.37, 0.66].map((value) => value + 0.0037);
    const U = [0.77, 0.83, 0.79, 0.58, 0.33, 0.79].map((value) => value - 0.0041);
    for (const row of [0, 1, 2]) {
      const { rows } = updateRows(explainStep(data, { L, U }, { ...entry, row }, 0.1), {}, null);
      const [errors, others, gradients] = rows.map(({ numbers }) => numbers.map(read));
      const places = rows[2].numbers[0].split(".")[1].length;
      expect(rows[2].name).toBe("= gradient");
      errors.forEach((error, k) =>
        expect((error * others[k]).toFixed(places)).toBe(gradients[k].toFixed(places)),
      );
      const mean = gradients.reduce((sum, gradient) => sum + gradient, 0) / 3;
      expect(mean.toFixed(rows[2].mean!.split(".")[1].length)).toBe(rows[2].mean);
    }
  });

  it("knows gradients that cancel from an update that moves something", () => {
    const step = (gradients: number[]): StepExplanation => ({
      ...entry,
      parts: gradients.map((gradient, index) => ({ index, error: gradient / 2, other: 1, gradient })),
      mean: gradients.reduce((sum, gradient) => sum + gradient, 0) / gradients.length,
      ...{ learningRate: 0.1, before: 1, after: 1 },
    });
    expect(cancels(step([0.3, -0.1, -0.2]))).toBe(true);
    expect(updateRows(step([0.3, -0.1, -0.2]), {}, null).rows[2].mean).toBe("0");
    expect(cancels(step([0.3, -0.1, -0.1999]))).toBe(false);
    expect(cancels(step([0, 0]))).toBe(false);
  });

  it("writes what is left of gradients that nearly cancel as a power of ten, not with its zeros", () => {
    const step = (gradients: number[]): StepExplanation => ({
      ...entry,
      parts: gradients.map((gradient, index) => ({ index, error: gradient / 2, other: 1, gradient })),
      mean: gradients.reduce((sum, gradient) => sum + gradient, 0) / gradients.length,
      ...{ learningRate: 0.1, before: 1, after: 1 },
    });
    const nearly = step([2.1, -2.1000003]);
    expect([cancels(nearly), nearlyCancels(nearly)]).toEqual([false, true]);
    expect(updateRows(nearly, {}, null).rows[2].mean).toBe("−1.5e-7");
    expect(nearlyCancels(step([2.1, -2.09]))).toBe(false);
    expect(nearlyCancels(step([2.1, -2.1]))).toBe(false);
    expect(nearlyCancels(step([0, 0]))).toBe(false);
  });
});
