import { expect, test } from "vitest";
import { createRandom, gamma } from "../../src/matrix/random";

test.each([1, 1.5, 4, 60])("numbers from a gamma distribution of shape %f have its moments", (shape) => {
  const random = createRandom(9);
  const drawn = Array.from({ length: 20_000 }, () => gamma(random, shape));
  const mean = drawn.reduce((sum, x) => sum + x) / drawn.length;
  const moment = (power: number): number =>
    drawn.reduce((sum, x) => sum + (x - mean) ** power, 0) / drawn.length;
  expect(Math.min(...drawn)).toBeGreaterThan(0);
  expect(mean / shape).toBeCloseTo(1, 1);
  expect(moment(2) / shape).toBeCloseTo(1, 1);
  // Its skewness is 2 / √shape, unlike that of anything symmetric.
  expect(Math.abs(moment(3) / moment(2) ** 1.5 - 2 / Math.sqrt(shape))).toBeLessThan(0.2);
});

test("a gamma distribution of shape 1 is exponential", () => {
  const random = createRandom(2);
  const drawn = Array.from({ length: 20_000 }, () => gamma(random, 1));
  for (const limit of [0.1, 0.5, 1, 3]) {
    const share = drawn.filter((x) => x > limit).length / drawn.length;
    expect(Math.abs(share - Math.exp(-limit))).toBeLessThan(0.012);
  }
});
