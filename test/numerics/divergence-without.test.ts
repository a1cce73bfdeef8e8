import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { kernelSlopes } from "../../src/models/nmf/slopes";
import { divergenceWithout, plainSlopes } from "../../src/numerics/divergence-without";

/** What the slopes of f promise where one coordinate after the other may still move, as a share of what they sum. */
function unsettled(
  x: Float64Array,
  values: Float64Array,
  Y: Float64Array,
  penalty: number,
  left: number,
): number {
  const k = x.length;
  const known = values.length - (left < 0 ? 0 : 1);
  let most = 0;
  for (let t = 0; t < k; t++) {
    let [slope, size] = [penalty * known * x[t], penalty * known * x[t]];
    for (let j = 0; j < values.length; j++) {
      if (j === left) continue;
      let product = 0;
      for (let s = 0; s < k; s++) product += x[s] * Y[j * k + s];
      slope += Y[j * k + t] * (1 - values[j] / product);
      size += Y[j * k + t] * (1 + values[j] / product);
    }
    // Zero may have a slope that rises.
    most = Math.max(most, (x[t] > 0 ? Math.abs(slope) : -slope) / size);
  }
  return most;
}

describe("the slopes of the divergence by a kernel", () => {
  test.each([
    [1, 1],
    [6, 3],
    [13, 5],
    [100, 20],
  ])("are those of the reference for %d cells and %d weights", (n, k) => {
    const random = createRandom(n);
    const values = uniform(random, 0, 5, n);
    values[0] = 0;
    const Y = uniform(random, 0, 2, n * k);
    // A cell whose product is zero.
    Y.fill(0, 0, k);
    const x = uniform(random, 0, 1, k);
    const [ours, theirs] = [new Float64Array(k), new Float64Array(k)];
    for (const left of [-1, 0, n - 1, n >> 1]) {
      kernelSlopes(values, Y, k)(x, left, ours);
      plainSlopes(values, Y, k)(x, left, theirs);
      const most = theirs.reduce((found, slope) => Math.max(found, Math.abs(slope)), 1);
      ours.forEach((slope, t) => expect(Math.abs(slope - theirs[t]) / most).toBeLessThan(1e-13));
    }
  });
});

describe("the weights of least divergence", () => {
  test("are the quotient of the sums for one weight, without each cell in turn", () => {
    const { whole, without } = divergenceWithout(Float64Array.of(3, 0, 8), Float64Array.of(1, 2, 4), 1, 0, Float64Array.of(1)); // prettier-ignore
    expect(whole[0]).toBeCloseTo(11 / 7, 12);
    expect(without.map((x) => x[0])).toEqual(
      [8 / 6, 11 / 5, 3 / 3].map((x) => expect.closeTo(x, 12) as number),
    );
  });

  test("leave no slope to go down, with counts, zeros, and a penalty", () => {
    const cases = fc.record({
      n: fc.integer({ min: 4, max: 30 }),
      k: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer(),
      penalty: fc.constantFrom(0, 0.01, 1),
    });
    fc.assert(
      fc.property(cases, ({ n, k, seed, penalty }) => {
        const random = createRandom(seed);
        const Y = uniform(random, 0, 2, n * k);
        const values = uniform(random, 0, 6, n).map(Math.floor).fill(1, 0, 4);
        const { whole, without } = divergenceWithout(values, Y, k, penalty, new Float64Array(k).fill(1));
        expect(unsettled(whole, values, Y, penalty, -1)).toBeLessThan(1e-8);
        without.forEach((x, j) => expect(unsettled(x, values, Y, penalty, j)).toBeLessThan(1e-8));
      }),
    );
  });

  test("stay where they are in a direction that no cell knows", () => {
    const Y = Float64Array.of(1, 0, 2, 0, 3, 0);
    const { whole } = divergenceWithout(Float64Array.of(1, 2, 3), Y, 2, 0, Float64Array.of(5, 7));
    expect(whole[0]).toBeCloseTo(1, 12);
    expect(whole[1]).toBe(7);
  });
});
