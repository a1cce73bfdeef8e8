import { describe, expect, test } from "vitest";
import { createRandom, normal, shuffle } from "../../src/matrix/random";
import type { Random } from "../../src/matrix/random";
import { atOneGo } from "../../src/kernels/slices";
import { BiasedMF } from "../../src/models/biased-mf";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import { blockwiseBytes, blockwiseDescent } from "../../src/models/factors/blockwise";
import { userwiseBytes, userwiseDescent } from "../../src/models/factors/userwise";
import { ratingsPerItem } from "../../src/models/recommender/parameters";
import type { Parameters } from "../../src/models/recommender/parameters";
import type { Epoch } from "../../src/models/recommender/rating-model";
import type { BiasedFactors } from "../../src/numerics/biased-factors";
import { biasedEpoch } from "../../src/numerics/biased-sgd";
import { diagonals, planBlocks } from "../../src/numerics/rating-blocks";
import { implicitParts, svdPlusPlusEpoch } from "../../src/numerics/svd-plus-plus";
import { Ratings } from "../../src/ratings/ratings";
import { rowOfEach } from "../../src/ratings/sparse";
import { Generator } from "./generator";

const REGULARIZATION = 0.02;
const RATE = 0.01;

/** Ratings around 100 of some of the cells; with a user and an item that have none. */
function someRatings(users: number, items: number, share: number): Ratings {
  const random = createRandom(users);
  const known: [number, number, number][] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++) if (random() < share) known.push([u, i, 98 + 4 * random()]);
  known.push([0, 0, 99]);
  const ids = (count: number): number[] => Array.from({ length: count + 1 }, (_, k) => k);
  return Ratings.from(known.slice(known.length > 1 && known[0][0] + known[0][1] === 0 ? 1 : 0), {
    users: ids(users),
    items: ids(items),
    // Four wide, so that models work with the ratings as they are, as the readable forms do.
    scale: [98, 102],
  });
}

function someParameters(ratings: Ratings, k: number): Parameters {
  const draw = normal(createRandom(k));
  const drawn = (length: number): Float64Array =>
    Float64Array.from({ length }, () => Math.fround(0.1 * draw()));
  return {
    globalMean: Float64Array.of(ratings.mean),
    userBiases: drawn(ratings.users),
    itemBiases: drawn(ratings.items),
    userFactors: drawn(ratings.users * k),
    itemFactors: drawn(ratings.items * k),
    implicitFactors: drawn(ratings.items * k),
    userImplicitFactors: new Float64Array(ratings.users * k),
  };
}

const copied = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, values.slice()]));

function factorsOf(parameters: Parameters, k: number): BiasedFactors {
  const { globalMean, userBiases, itemBiases, userFactors: P, itemFactors: Q } = parameters;
  return { mean: globalMean[0], userBiases, itemBiases, P, Q, k };
}

const epochOf = (random: Random, more: Partial<Epoch> = {}): Epoch => ({
  ...{ epoch: 1, learningRate: RATE, random, threads: 1, check: () => undefined },
  ...more,
});

/** The largest distance of a parameter from what is expected, as a share of its length. */
function apart(found: Parameters, expected: Parameters): number {
  const length = (values: Float64Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
  const distances = Object.keys(expected).map((name) => {
    const size = length(expected[name]);
    const distance = length(expected[name].map((x, t) => x - found[name][t]));
    return distance === 0 ? 0 : distance / size;
  });
  return Math.max(...distances);
}

/** The order in which an epoch takes the ratings. */
function blockwiseOrder(ratings: Ratings, k: number, random: Random): Int32Array {
  const { groups, userGroups, itemGroups } = planBlocks(
    ratings.rows,
    ratingsPerItem(ratings),
    16 * Math.ceil(k / 4),
  );
  const diagonal = Array.from({ length: groups }, (_, d) => d);
  shuffle(diagonal, random);
  const blocks = new Int32Array(groups * groups);
  diagonals(groups, diagonal, blocks);
  const seed = Math.floor(random() * 2 ** 32);
  const userOf = rowOfEach(ratings.rows);
  const inBlocks = Array.from(blocks, (): number[] => []);
  ratings.rows.indices.forEach((i, n) => inBlocks[userGroups[userOf[n]] * groups + itemGroups[i]].push(n));
  const order = [...blocks].flatMap((block) => {
    const generator = new Generator(seed, block);
    const users = [...new Set(inBlocks[block].map((n) => userOf[n]))];
    return generator.permutation(users.length).flatMap((r) => {
      const own = inBlocks[block].filter((n) => userOf[n] === users[r]);
      return generator.permutation(own.length).map((m) => own[m]);
    });
  });
  return Int32Array.from(order);
}

const CASES: [number, number, number, number][] = [
  [60, 40, 0.5, 1],
  [60, 40, 0.5, 3],
  [60, 40, 0.5, 5],
  [60, 40, 0.5, 16],
  [300, 200, 0.1, 100],
  [3, 500, 0.3, 7],
  [500, 2, 0.5, 9],
  [1, 1, 0, 4],
];

const byUsers: typeof blockwiseDescent = (ratings, parameters, features, regularization) => {
  const descend = userwiseDescent(ratings, parameters, features, regularization);
  return (epoch) => atOneGo(descend(epoch));
};

describe.each(CASES)("of %d users × %d items, a share of %d rated, with %d features,", (...sizes) => {
  const [users, items, share, k] = sizes;
  const ratings = someRatings(users, items, share);
  const { rows } = ratings;

  test("blocks are descended as the readable form does it in the same order", () => {
    const found = someParameters(ratings, k);
    const list = { users: rowOfEach(rows), items: rows.indices, values: rows.values };
    const descend = blockwiseDescent(ratings, found, k, REGULARIZATION);
    for (const epoch of [1, 2, 3]) {
      const seeded = `epoch ${epoch}`;
      const [expected, other] = [copied(found), copied(found)];
      const order = blockwiseOrder(ratings, k, createRandom(1, seeded));
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, n) => n));
      const sum = biasedEpoch(list, order, factorsOf(expected, k), RATE, REGULARIZATION);
      const of = descend(epochOf(createRandom(1, seeded)));
      expect(Math.abs(of / sum - 1)).toBeLessThan(1e-5);
      expect(apart(found, expected)).toBeLessThan(1e-5);
      // A control: the order matters, so that the bound tells one from another.
      if (ratings.length === 1) continue;
      biasedEpoch(list, order.reverse(), factorsOf(other, k), RATE, REGULARIZATION);
      expect(apart(other, expected)).toBeGreaterThan(3e-5);
    }
  });

  test("SVD++ is descended user by user as the readable form does it", () => {
    const found = someParameters(ratings, k);
    const descend = byUsers(ratings, found, k, REGULARIZATION);
    for (const epoch of [1, 2, 3]) {
      const expected = copied(found);
      const { implicitFactors: Y, userImplicitFactors: Z } = expected;
      const order = Int32Array.from({ length: ratings.users }, (_, u) => u);
      shuffle(order, createRandom(1, `epoch ${epoch}`));
      const factors = factorsOf(expected, k);
      const sum = svdPlusPlusEpoch(rows, order, factors, Y, RATE, REGULARIZATION);
      implicitParts(rows, Y, k, Z);
      expect(Math.abs(descend(epochOf(createRandom(1, `epoch ${epoch}`))) / sum - 1)).toBeLessThan(1e-5);
      expect(apart(found, expected)).toBeLessThan(1e-5);
    }
    const parts = new Float64Array(ratings.users * k);
    implicitParts(rows, found.implicitFactors, k, parts);
    expect(found.userImplicitFactors).toEqual(parts);
  });
});

describe("an epoch of a descent", () => {
  const ratings = someRatings(400, 300, 0.15);
  const [small, k] = [someRatings(60, 40, 0.5), 100];
  const DESCENTS = { "block by block": blockwiseDescent, "user by user": byUsers };

  test.each(Object.entries(DESCENTS))(
    "%s comes to the same bytes with any number of threads",
    (_, prepare) => {
      const runs = [1, 2, 3, 8].map((threads) => {
        const found = someParameters(ratings, k);
        const descend = prepare(ratings, found, k, REGULARIZATION);
        const sums = [1, 2].map((epoch) => descend(epochOf(createRandom(epoch), { threads })));
        return { sums, found };
      });
      for (const run of runs) expect(run).toEqual(runs[0]);
    },
  );

  test.each(Object.entries(DESCENTS))("%s that is stopped on the way changes nothing", (_, prepare) => {
    for (const threads of [1, 2]) {
      const found = someParameters(ratings, k);
      const before = copied(found);
      const descend = prepare(ratings, found, k, REGULARIZATION);
      let looks = 0;
      // Where there is another thread, it may have done everything before the second look.
      const check = (): void => {
        if (++looks >= 3 - threads) throw new Error("stopped");
      };
      expect(() => descend(epochOf(createRandom(1), { threads, check }))).toThrow("stopped");
      expect(found).toEqual(before);
      const again = copied(before);
      const whole = prepare(ratings, again, k, REGULARIZATION)(epochOf(createRandom(1)));
      expect(descend(epochOf(createRandom(1), { threads }))).toBe(whole);
      expect(found).toEqual(again);
    }
  });

  test.each(Object.entries(DESCENTS))("%s that diverged leaves nothing behind for the next", (_, prepare) => {
    const found = someParameters(small, 3);
    const before = copied(found);
    const descend = prepare(small, found, 3, REGULARIZATION);
    expect(descend(epochOf(createRandom(1), { learningRate: 1e6 }))).toBeNaN();
    for (const [name, values] of Object.entries(found)) values.set(before[name]);
    const sum = descend(epochOf(createRandom(1)));
    expect(sum).toBe(prepare(small, before, 3, REGULARIZATION)(epochOf(createRandom(1))));
    expect(found).toEqual(before);
  });

  test.each(Object.entries(DESCENTS))(
    "%s leaves users and items without ratings as they are",
    (_, prepare) => {
      const found = someParameters(small, 3);
      const before = copied(found);
      prepare(small, found, 3, REGULARIZATION)(epochOf(createRandom(1)));
      expect(found.userFactors.slice(-3)).toEqual(before.userFactors.slice(-3));
      expect(found.itemFactors.slice(-3)).toEqual(before.itemFactors.slice(-3));
      expect(found.userBiases.at(-1)).toBe(before.userBiases.at(-1));
      expect(found.itemBiases[0]).not.toBe(before.itemBiases[0]);
    },
  );
});

test.each([
  ["of BiasedMF", blockwiseBytes, 12, 4],
  ["of SVD++", userwiseBytes, 8, 12],
] as const)("the memory %s is counted before it is taken", (_, bytesOf, perRating, perFactor) => {
  const [few, k] = [{ users: 1000, items: 500, length: 2e5 }, 40];
  const fixed = bytesOf({ ...few, length: 0 }, k);
  expect(bytesOf(few, k) - fixed).toBeGreaterThan(perRating * few.length);
  expect(bytesOf(few, k) - fixed).toBeLessThan(2 * perRating * few.length);
  expect(bytesOf({ ...few, users: 2000 }, k) - bytesOf(few, k)).toBeGreaterThan(perFactor * 1000 * k);
});

test("ratings that 32-bit floats cannot hold are trained on all the same", () => {
  const given = [...someRatings(12, 10, 0.6)];
  for (const Model of [BiasedMF, SVDPlusPlus])
    for (const scale of [1e-60, 1e12]) {
      const ratings = Ratings.from(
        given.map(({ user, item, rating }) => [user, item, rating * scale] as const),
      );
      const model = new Model({ features: 2, seed: 1, initScale: 0, learningRate: 0.05 }).fit(ratings);
      const usual = new Model({ features: 2, seed: 1, initScale: 0, learningRate: 0.05 }).fit(
        Ratings.from(given),
      );
      const [first, last] = [model.history.loss[0], model.history.loss.at(-1)!];
      expect(last).toBeLessThan(first);
      expect(last / first).toBeCloseTo(usual.history.loss.at(-1)! / usual.history.loss[0], 1);
    }
});

test("ratings far from zero that differ by little are told apart", () => {
  const far = Ratings.from(
    [...someRatings(12, 10, 0.6)].map(({ user, item, rating }) => [user, item, rating + 1e9]),
  );
  const near = someRatings(12, 10, 0.6);
  const [a, b] = [far, near].map((ratings) =>
    new BiasedMF({ features: 2, seed: 1 }).fit(ratings).history.loss.at(-1)!,
  );
  expect(Math.abs(a / b - 1)).toBeLessThan(1e-3);
});
