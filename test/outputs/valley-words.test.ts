import { describe, expect, it } from "vitest";
import { stepInValley, valleyOf } from "../../src/explain/valley";
import { english } from "../../src/outputs/translate";
import { valleyRemarks } from "../../src/outputs/valley-words";

describe("what is said of a valley", () => {
  const data = { rows: 2, columns: 2, values: [1, 2, 3, 4] };
  const factors = { L: [1, 2], U: [0.5, 0.5] };
  const remarks = (factor: "L" | "U", table = data, nonnegative = false): string => {
    const valley = valleyOf(table, factors, { factor, row: 0, column: 0 });
    const step = stepInValley(valley, nonnegative ? 1000 : 0.1, nonnegative);
    return valleyRemarks(valley, step, 2, english).join(" ");
  };

  it("names whose loss the bottom's is: that of a row, or of a column", () => {
    // (1·0.5 + 2·0.5) ÷ (0.5² + 0.5²) = 3, where L·U is 1.5 twice.
    expect(remarks("L")).toContain(
      "The bottom is at 3.00, where the row has the loss 0.25; the rate 2 leads there.",
    );
    // (1·1 + 3·2) ÷ (1² + 2²) = 1.4, where L·U is 1.4 and 2.8.
    expect(remarks("U")).toContain("at 1.40, where the column has the loss 0.1; the rate 0.2 leads there.");
  });

  it("names no rate that leads to a bottom below 0 where no number may be negative", () => {
    const below = { ...data, values: [-1, -2, 3, 4] };
    expect(remarks("L", below, true)).toBe(
      "The step stops at 0: in NMF no number is negative. The bottom is at −3.00, out of reach.",
    );
  });
});
