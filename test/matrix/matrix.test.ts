import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix, ShapeError, ValueError } from "../../src";
import type { MatrixInput, FactorlabError } from "../../src";

describe("a matrix", () => {
  const m = Matrix.from([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  it("holds its numbers row by row", () => {
    expect([m.rows, m.columns, ...m.values]).toEqual([2, 3, 1, 2, 3, 4, 5, 6]);
    expect([m.get(1, 2), [...m.row(1)], [...m.column(0)]]).toEqual([6, [4, 5, 6], [1, 4]]);
  });

  it("prints as NumPy prints: integers as they came, results as floats", () => {
    expect(inspect(m)).toBe("[[1 2 3]\n [4 5 6]]");
    expect(String(new Matrix(1, 2, Float64Array.of(1, 2)))).toBe("[[1. 2.]]");
    expect(String(Matrix.from([[1, 2.5]]))).toBe("[[1.  2.5]]");
  });

  it("copies what it is made from", () => {
    const rows = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
    const copy = Matrix.from(rows);
    copy.values[0] = 9;
    expect(rows[0][0]).toBe(1);
    expect(Matrix.from(copy).toArray()).toEqual([[9, 2], [3, 4]]); // prettier-ignore
  });

  it("survives the trip through nested arrays", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const rows = fc.array(fc.array(number, { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (given) => {
        expect(Matrix.from(given).toArray()).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [2, 0, "row is 2, expected a whole number from 0 to 1"],
    [0, 3, "column is 3"],
    [0.5, 0, "row is 0.5"],
  ])(
    // prettier-ignore
    "has no cell (%d, %d)",
    (row, column, message) => {
      expect(() => m.get(row, column)).toThrow(message);
    },
  );
});

describe("bad matrices are refused, naming the position", () => {
  const detached = new Float64Array(4);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });

  it.each<[string, unknown, typeof FactorlabError, string, number[]]>([
    ["nothing", undefined, ShapeError, "data is missing", []],
    ["null", null, ShapeError, "data is null", []],
    ["a number", 3, ShapeError, "data is 3, expected rows of numbers", []],
    ["text", "1 2 3", ShapeError, 'data is "1 2 3"', []],
    ["a plain object", {}, ShapeError, "data is an object", []],
    ["no rows", [], ShapeError, "data has no rows, expected at least one row", []],
    ["no columns", [[]], ShapeError, "data[0] has no columns", [0]],
    ["one dimension", [1, 2, 3], ShapeError, "data[0] is 1, expected a row of numbers", [0]],
    ["three dimensions", [[[1]]], ShapeError, "data[0][0] is a list of 1", [0, 0]],
    ["ragged rows", [[1, 2, 3], [1, 2, 3], [1, 2]], ShapeError, "data[2] has 2 columns, expected 3, as row 0 has", [2]], // prettier-ignore
    ["a missing row", [[1], undefined], ShapeError, "data[1] is missing", [1]],
    ["a hole", [[1, , 3]], ValueError, "data[0][1] is missing", [0, 1]], // eslint-disable-line no-sparse-arrays
    ["NaN", [[1], [NaN]], ValueError, "data[1][0] is NaN, expected a finite number", [1, 0]],
    ["Infinity", [[1, -Infinity]], ValueError, "data[0][1] is -Infinity", [0, 1]],
    ["null in a cell", [[null]], ValueError, "data[0][0] is null", [0, 0]],
    ["text in a cell", [[1, "3"]], ValueError, 'data[0][1] is "3"', [0, 1]],
    ["a BigInt", [[1n]], ValueError, "data[0][0] is the BigInt 1n", [0, 0]],
    ["too few values", { rows: 2, columns: 2, values: [1, 2, 3] }, ShapeError, "data.values has 3 numbers, expected 2 × 2 = 4", []], // prettier-ignore
    [
      "a detached buffer",
      { rows: 2, columns: 2, values: detached },
      ShapeError,
      "data.values has 0 numbers",
      [],
    ],
    [
      "too many cells",
      { rows: 2 ** 20, columns: 2 ** 20, values: [] },
      ShapeError,
      "expected at most 4294967296",
      [],
    ],
    ["half a row", { rows: 1.5, columns: 2, values: [] }, ShapeError, "data.rows is 1.5", []],
    ["values that are no list", { rows: 1, columns: 1, values: 3 }, ShapeError, "data.values is 3", []],
    [
      "NaN in flat values",
      { rows: 2, columns: 2, values: [1, 2, NaN, 4] },
      ValueError,
      "data[1][0] is NaN",
      [1, 0],
    ],
  ])("%s", (_name, input, kind, message, index) => {
    let error: unknown;
    try {
      Matrix.from(input as MatrixInput);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(kind);
    expect((error as FactorlabError).message).toContain(message);
    expect((error as FactorlabError).index ?? []).toEqual(index);
    expect((error as FactorlabError).expected).toBeDefined();
  });
});
