import { describe, expect, it } from "vitest";
import { formatLoss, formatNumber } from "../../src/view";
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
    [Infinity, 2, "Infinity"],
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
});
