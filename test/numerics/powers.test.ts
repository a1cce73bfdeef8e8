import { describe, expect, test } from "vitest";
import { exponentOf, powerOfTwo, square } from "../../src/numerics/powers";

describe("powers of two", () => {
  test("are exact, from the smallest number to the largest", () => {
    let power = 2 ** -1074;
    for (let exponent = -1074; exponent <= 1023; exponent++, power *= 2) {
      expect(powerOfTwo(exponent)).toBe(power);
      expect(exponentOf(power)).toBe(exponent);
    }
  });

  test("bound a number from below, however close it is to the next one", () => {
    for (let exponent = -1021; exponent <= 1023; exponent += 7) {
      const power = powerOfTwo(exponent);
      expect(exponentOf(power * (1 + Number.EPSILON))).toBe(exponent);
      expect(exponentOf(power * (2 - Number.EPSILON))).toBe(exponent);
      expect(exponentOf(power * (1 - Number.EPSILON / 2))).toBe(exponent - 1);
    }
    expect(exponentOf(Number.MAX_VALUE)).toBe(1023);
    expect(exponentOf(Number.MIN_VALUE)).toBe(-1074);
    expect(exponentOf(2 ** -1022 - Number.MIN_VALUE)).toBe(-1023);
    expect(exponentOf(3 * Number.MIN_VALUE)).toBe(-1073);
  });

  test("a square is the rounded product", () => {
    for (const x of [0, -3, 0.1, 1e-200, 1e200, 1 / 3]) expect(square(x)).toBe(x * x);
  });
});
