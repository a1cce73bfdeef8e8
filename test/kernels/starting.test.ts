import { describe, expect, test } from "vitest";
import { cos, log, sin } from "../../src/kernels/math";
import { createRandom } from "../../src/matrix/random";
import { BiasedMF } from "../../src/models/biased-mf";
import { BPR } from "../../src/models/bpr";
import { distributionOf, drawInto, evenOf, normalOf } from "../../src/models/factors/starting";
import { NonnegativeMF } from "../../src/models/nonnegative-mf";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import { Ratings } from "../../src/ratings/ratings";
import type { Random } from "../../src/matrix/random";

const WORD = (1n << 64n) - 1n;
const BITS = 0xffffffffn;
const BLOCK = 2 ** 14;

const mixed = (number: bigint): bigint => {
  let z = (number * 0x9e3779b97f4a7c15n) & WORD;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD;
  return z ^ (z >> 31n);
};
const rotated = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (32n - by))) & BITS;

/** Four generators, written plainly: each call gives the next number of 32 bits of each. */
function generators(seed: number, block: number): () => number[] {
  const start = mixed((BigInt(seed) << 32n) | BigInt(block + 1)) || 1n;
  const words = Array.from({ length: 8 }, (_, n) =>
    mixed((2n * (start + BigInt(n >> 1)) + BigInt(n & 1)) & WORD),
  );
  const lanes = Array.from({ length: 4 }, (_, lane) =>
    Array.from({ length: 4 }, (_, n) => (words[2 * n + (lane >> 1)] >> (lane & 1 ? 32n : 0n)) & BITS),
  );
  return () =>
    lanes.map((s) => {
      const bits = (rotated((s[0] + s[3]) & BITS, 7n) + s[0]) & BITS;
      const shifted = (s[1] << 9n) & BITS;
      s[2] ^= s[0];
      s[3] ^= s[1];
      s[1] ^= s[2];
      s[0] ^= s[3];
      s[2] ^= shifted;
      s[3] = rotated(s[3], 11n);
      return Number(bits);
    });
}

/** The first numbers of a block from N(0, 1). */
function normals(seed: number, block: number, count: number): number[] {
  const next = generators(seed, block);
  const found: number[] = [];
  while (found.length < count) {
    const radii = next().map((bits) => Math.sqrt(-2 * log((bits + 0.5) / 2 ** 32)));
    const angles = next();
    const x = angles.map((bits) => ((bits << 2) / 2 ** 32) * (Math.PI / 2));
    const signed = radii.map((r, lane) => (angles[lane] >= 2 ** 31 ? -r : r));
    const isSwapped = angles.map((bits) => (bits & (2 ** 30)) !== 0);
    found.push(...signed.map((r, n) => r * (isSwapped[n] ? sin(x[n]) : cos(x[n]))));
    found.push(...signed.map((r, n) => r * (isSwapped[n] ? cos(x[n]) : sin(x[n]))));
  }
  return found.slice(0, count);
}

const options = (threads: number) => ({ threads, check: () => undefined });

/** Numbers that a kernel draws, and the seed that they were drawn with. */
function drawn(of: (random: Random) => Random, count: number, threads: number = 1): [Float64Array, number] {
  const values = new Float64Array(count);
  drawInto(values, distributionOf(of(createRandom(1)))!, createRandom(5), options(threads));
  return [values, Math.floor(createRandom(5)() * 2 ** 32)];
}

/** The mean of a function of numbers. */
const meanOf = (values: Float64Array, of: (x: number) => number): number =>
  values.reduce((sum, x) => sum + of(x), 0) / values.length;

describe("the numbers that factors start with", () => {
  const standard = (random: Random): Random => normalOf(1, random);

  test("are those of Box and Muller's formula, block by block", () => {
    const [values, seed] = drawn(standard, 3 * BLOCK + 5);
    for (const block of [0, 1, 3]) {
      const own = values.subarray(block * BLOCK, block * BLOCK + 1000);
      const expected = normals(seed, block, own.length);
      own.forEach((x, n) => expect(Math.abs(x - expected[n])).toBeLessThan(3e-6));
      // A control: another block has others.
      expect(Math.abs(own[0] - normals(seed, block + 1, 1)[0])).toBeGreaterThan(1e-3);
    }
  });

  test("have the moments of a normal distribution", () => {
    const [values] = drawn((random) => normalOf(3, random), 2 ** 20);
    const z = values.map((x) => x / 3);
    // Four standard errors of each.
    const bound = 4 / 2 ** 10;
    expect(Math.abs(meanOf(z, (x) => x))).toBeLessThan(bound);
    expect(Math.abs(meanOf(z, (x) => x * x) - 1)).toBeLessThan(bound * Math.sqrt(2));
    expect(Math.abs(meanOf(z, (x) => x * x * x))).toBeLessThan(bound * Math.sqrt(15));
    expect(Math.abs(meanOf(z, (x) => x ** 4) - 3)).toBeLessThan(bound * Math.sqrt(96));
    for (const [beyond, share] of [
      [1, 0.3173],
      [3, 0.0027],
    ])
      expect(Math.abs(meanOf(z, (x) => (Math.abs(x) > beyond ? 1 : 0)) - share)).toBeLessThan(bound);
    // Neighbours, and the two of a pair, which lie four apart, have nothing to do with each other.
    for (const lag of [1, 4, 8, BLOCK]) {
      const pairs = z.subarray(lag).map((x, n) => x * z[n]);
      expect(Math.abs(meanOf(pairs, (x) => x))).toBeLessThan(bound);
      const squares = z.subarray(lag).map((x, n) => (x * x - 1) * (z[n] * z[n] - 1));
      expect(Math.abs(meanOf(squares, (x) => x))).toBeLessThan(2 * bound);
    }
  });

  test("are spread evenly where they are to be, without either end", () => {
    const [values] = drawn((random) => evenOf(-2, 4, random), 2 ** 20);
    expect(values.every((x) => x > -2 && x < 2)).toBe(true);
    const counts = new Float64Array(16);
    for (const x of values) counts[Math.floor(4 * (x + 2))]++;
    for (const count of counts) expect(Math.abs(count / 2 ** 16 - 1)).toBeLessThan(4 / 2 ** 8);
    const pairs = values.subarray(1).map((x, n) => x * values[n]);
    expect(Math.abs(meanOf(pairs, (x) => x))).toBeLessThan((4 * 4) / 3 / 2 ** 10);
  });

  test("are the same for any number of threads, and the first of many are those of few", () => {
    const [values] = drawn(standard, 70 * BLOCK + 3);
    for (const threads of [2, 3]) {
      const [others] = drawn(standard, values.length, threads);
      expect(others.every((x, n) => x === values[n])).toBe(true);
    }
    expect(drawn(standard, 1000)[0]).toEqual(values.slice(0, 1000));
  });
});

describe("a model starts with factors", () => {
  // The user 3 and the item 4 have no ratings.
  const ratings = Ratings.from([["1", "1", 3] as const, ["2", "2", 4] as const, ["2", "1", 1] as const], {
    users: ["1", "2", "3"],
    items: ["1", "2", "4"],
  });

  test("that are zeros where there are no ratings", () => {
    for (const Model of [BiasedMF, SVDPlusPlus]) {
      const { userFactors, itemFactors } = new Model({ features: 5, seed: 1 }).fit(ratings);
      for (const factors of [userFactors, itemFactors]) {
        expect([...factors.row(2)]).toEqual([0, 0, 0, 0, 0]);
        for (const row of [factors.row(0), factors.row(1)])
          expect(Math.min(...row.map(Math.abs))).toBeGreaterThan(0);
      }
    }
  });

  test("of its own distribution", () => {
    const sparse = Ratings.from(Array.from({ length: 300 }, (_, n) => [n, n % 20, 1 + (n % 5)] as const));
    const rate = { learningRate: 1e-12, epochs: 1, seed: 2 };
    const spread = (model: { userFactors: { values: Float64Array } }): number =>
      Math.sqrt(meanOf(model.userFactors.values, (x) => x * x));
    expect(spread(new BiasedMF({ features: 40, initScale: 0.3, ...rate }).fit(sparse))).toBeCloseTo(0.3, 2);
    expect(spread(new BPR({ features: 40, ...rate }).fit(sparse))).toBeCloseTo(1 / 40 / Math.sqrt(12), 4);
    const { itemFactors } = new NonnegativeMF({ features: 4, epochs: 1, seed: 1 }).fit(sparse);
    expect(Math.min(...itemFactors.values)).toBeGreaterThanOrEqual(0);
  });

  test("one by one, where a class says anew how those of one are drawn", () => {
    class Constant extends BiasedMF {
      protected override start({ name }: { name: string }, values: Float64Array): void {
        if (name.endsWith("Factors")) values.fill(0.25);
      }
    }
    const model = new Constant({ features: 3, epochs: 1, learningRate: 1e-12, seed: 1 }).fit(
      ratings.scaled([1, 5]),
    );
    for (const x of model.userFactors.row(0)) expect(x).toBeCloseTo(0.25, 6);
    expect([...model.userFactors.row(2)]).toEqual([0, 0, 0]);
  });
});
