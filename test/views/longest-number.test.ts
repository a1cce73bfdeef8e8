import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNumber } from "../../src/view";
import type { Panel } from "../../src/view";
import { longestNumber } from "../../extension/src/views/equation/table-cells";

function panelOf(values: (number | null)[], decimals: number): Panel {
  const matrix = { rows: 1, columns: values.length, values };
  return {
    name: "L·U",
    note: "",
    sign: "",
    matrix,
    decimals,
    scale: { ramp: "diverging", share: () => 0.5 },
  };
}

const number = fc.oneof(
  fc.double({ min: -2000, max: 2000, noNaN: true }),
  fc.double(),
  fc.constantFrom(999_999.7, -0.004, 1e6, -1e7, 1e-9, NaN, Infinity),
);

test("a column is as wide as its longest number, whatever the numbers are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(number), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 9 }),
      (values, decimals) => {
        const written = values.map((value) => (value === null ? "?" : formatNumber(value, decimals)));
        expect(longestNumber(panelOf(values, decimals))).toBe(
          Math.max(...written.map(({ length }) => length)),
        );
      },
    ),
    { numRuns: 3000 },
  );
});
