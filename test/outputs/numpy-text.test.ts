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
