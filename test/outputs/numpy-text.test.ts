import { describe, expect, it } from "vitest";
import { numpyText } from "../../src/outputs/numpy-text";
import cases from "../fixtures/numpy-text.json";

describe("the text of a matrix is that of NumPy's print", () => {
  for (const { name, rows, integers, text } of cases) {
    it(name, () => {
      // JSON has no minus zero, so the fixture's is put back.
      const values = rows.flat().map((x) => (name === "minus zero" && x === 0 ? -0 : x));
      expect(numpyText({ rows: rows.length, columns: rows[0].length, values }, integers)).toBe(text);
    });
  }
});

describe("unknown cells", () => {
  // Printed by NumPy 2.4.6.
  it.each([
    [[1, 2, NaN], "[[ 1.  2. nan]]"],
    [[0.25, NaN, 10], "[[ 0.25   nan 10.  ]]"],
    [[NaN], "[[nan]]"],
  ])("%j is %s", (values, text) => {
    expect(numpyText({ rows: 1, columns: values.length, values })).toBe(text);
  });
});
