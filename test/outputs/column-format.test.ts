import { expect, it } from "vitest";
import { numberFormat } from "../../src/outputs/table/column-format";

it.each([
  ["whole numbers have no decimals", [1, -20, 300000000], ["1", "−20", "300000000"]],
  ["all have as many decimals as the longest needs", [1, 2.5, 0.25], ["1.00", "2.50", "0.25"]],
  ["no more decimals than the size deserves", [0.1 + 0.2, 12.3456789], ["0.3000", "12.3457"]],
  ["small numbers have more of them", [0.001234, 0.00002], ["0.001234", "0.000020"]],
  ["what would round to zero is a power of ten", [1, 0.5, -1e-20], ["1.0", "0.5", "−1e-20"]],
  ["minus zero is told from zero", [0, -0], ["0", "−0"]],
  ["the largest numbers are powers of ten", [1e308, 1, 2 ** 53], ["1e308", "1", "9.01e15"]],
  [
    "NaN and the infinities are named",
    [NaN, Infinity, -Infinity, 2.5],
    ["NaN", "Infinity", "−Infinity", "2.5"],
  ],
  ["no numbers at all are no problem", [], []],
])("%s", (_, values, written) => {
  expect(values.map(numberFormat(values))).toEqual(written);
});
