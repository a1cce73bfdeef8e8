import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLoss, formatNumber, fewDigits } from "../../src/view";
import { decimalsFor } from "../../src/outputs/number";

describe("numbers for people", () => {
  it.each([
    [1.005, 2, "1.00"],
    [-1.5, 2, "−1.50"],
    [-0.001, 2, "0.00"],
    [-0, 0, "0"],
    [3, 0, "3"],
    [1234567, 2, "1.23e6"],
    [-1e12, 2, "−1e12"],
    [Infinity, 2, "∞"],
    [-Infinity, 2, "−∞"],
    [NaN, 2, "–"],
    // Small numbers alone have many decimals, and then a zero says that it is one.
    [0, 9, "0"],
    [-1.23e-12, 9, "−1.23e-12"],
    [0.5, 9, "0.500000000"],
  ])("%d with %d decimals is %s", (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  it.each([
    [0, "0"],
    [0.25, "0.25"],
    [5.972e-7, "5.97e-7"],
    [1e-28, "1e-28"],
    [0.01, "0.01"],
    [123456, "123000"],
  ])("a loss of %d is %s", (value, text) => {
    expect(formatLoss(value)).toBe(text);
  });

  it.each([
    [[1, 2, 3], 0],
    [[1, 2.5], 2],
    [[0.9, 0.1], 2],
    [[0.09, -0.01], 3],
    [[1e-30], 9],
    [[0, 0], 0],
  ])("%j is shown with %d decimals", (values, decimals) => {
    expect(decimalsFor(values)).toBe(decimals);
  });

  it("are never NaN, Infinity, a negative zero or a long row of zeros", () => {
    const ugly = /NaN|Infinity|^−0\.?0*$|^0\.0{6,}$/;
    fc.assert(
      fc.property(fc.double(), fc.integer({ min: 0, max: 12 }), (value, digits) => {
        for (const text of [formatNumber(value, digits), formatLoss(value)]) expect(text).not.toMatch(ugly);
      }),
    );
  });

  it("a rate has at most four digits", () => {
    expect([0.1, 0.1 + 0.2, 1e-5, 1 / 3, 1e21].map(fewDigits)).toEqual([
      ...["0.1", "0.3", "0.00001", "0.3333", "1e21"],
    ]);
  });
});
