import { describe, expect, test } from "vitest";
import { quickDraws } from "../../src/matrix/random";

const drawn = (seed: number, count: number, times: number): number[] => {
  const draw = quickDraws(seed);
  return Array.from({ length: times }, () => draw(count));
};

describe("quick draws", () => {
  test("are the same for the same seed, in every engine", () => {
    expect(drawn(1, 1000, 5)).toEqual([522, 170, 941, 24, 116]);
    expect(drawn(1, 1000, 50)).toEqual(drawn(1, 1000, 50));
  });

  test("are whole numbers below the count, each as often as the others", () => {
    const counts = new Int32Array(10);
    for (const number of drawn(7, 10, 100_000)) counts[number]++;
    // The standard deviation of each is 95.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(new Set(drawn(3, 1, 100))).toEqual(new Set([0]));
    expect(drawn(3, 2 ** 32, 1000).every((number) => Number.isInteger(number) && number < 2 ** 32)).toBe(
      true,
    );
  });

  test("of near seeds, and 0, have nothing in common", () => {
    const lists = [0, 1, 2, 3, -1, 2 ** 31, 0.5].map((seed) => drawn(seed, 1000, 2000));
    const same = (a: number[], b: number[]): number => a.filter((number, k) => number === b[k]).length;
    lists.slice(0, 6).forEach((a, k) => {
      for (const b of lists.slice(k + 1, 6)) expect(same(a, b)).toBeLessThan(15);
    });
    // Fractions are no part of a seed.
    expect(lists[6]).toEqual(lists[0]);
  });

  test("do not follow each other", () => {
    const numbers = drawn(5, 1000, 50_000).map((number) => number / 1000 - 0.4995);
    const product = numbers.slice(1).reduce((sum, x, k) => sum + x * numbers[k], 0);
    const square = numbers.reduce((sum, x) => sum + x * x, 0);
    expect(Math.abs(product / square)).toBeLessThan(0.02);
  });
});
