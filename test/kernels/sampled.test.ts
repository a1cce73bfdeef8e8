import { describe, expect, test } from "vitest";
import { createRandom, normal } from "../../src/matrix/random";
import { MOST_IN_TURN } from "../../src/models/factors/sampled";
import type { Parameters } from "../../src/models/recommender/parameters";
import type { Epoch } from "../../src/models/recommender/rating-model";
import { BPR } from "../../src/models/bpr";
import { LogisticMF } from "../../src/models/logistic-mf";
import { logisticSteps } from "../../src/numerics/logistic-step";
import type { LogisticSample } from "../../src/numerics/logistic-step";
import { pairwiseStep } from "../../src/numerics/pairwise-step";
import { evenStarts } from "../../src/numerics/rating-blocks";
import { missingColumn } from "../../src/numerics/sparse-row";
import type { Ratings } from "../../src/ratings/ratings";
import { Generator } from "./generator";
import { counts } from "../models/implicit-samples";

const [RATE, REGULARIZATION, ALPHA, NEGATIVES] = [0.05, 0.02, 1.5, 3];

/** A rating that is taken, and the items drawn for it. */
interface Taken {
  readonly user: number;
  readonly liked: number;
  readonly value: number;
  readonly others: number[];
  /** Whether it is the first of those that are taken of its user in a row. */
  readonly begins: boolean;
}

/** What an epoch takes, in order, written plainly. */
function taken(ratings: Ratings, groups: number, seed: number, draws: number): Taken[] {
  const { rows, items } = ratings;
  const shuffled = new Generator(seed, 0).permutation(items);
  const members = Array.from({ length: groups }, (): number[] => []);
  shuffled.forEach((item, n) => members[Math.floor((n * groups) / items)].push(item));
  for (const group of members) group.sort((a, b) => a - b);
  const firsts = evenStarts(rows.offsets, groups);
  const all: Taken[] = [];
  for (let task = 0; task < groups ** 2; task++) {
    const ofUsers = task % groups;
    const ofItems = (ofUsers + Math.floor(task / groups)) % groups;
    const generator = new Generator(seed, ofUsers * groups + ofItems + 1);
    const group = members[ofItems];
    const ratedBy = (user: number): { slot: number; value: number }[] =>
      Array.from({ length: rows.offsets[user + 1] - rows.offsets[user] }, (_, n) => {
        const at = rows.offsets[user] + n;
        return { slot: group.indexOf(rows.indices[at]), value: rows.values[at] };
      }).filter(({ slot }) => slot >= 0);
    const users = Array.from(
      { length: firsts[ofUsers + 1] - firsts[ofUsers] },
      (_, n) => firsts[ofUsers] + n,
    ).filter((user) => ratedBy(user).length > 0);
    const pieces = users.flatMap((user) => {
      const rated = ratedBy(user);
      const begins = Array.from(
        { length: Math.ceil(rated.length / MOST_IN_TURN) },
        (_, n) => n * MOST_IN_TURN,
      );
      return begins.map((begin) => ({ user, rated, piece: rated.slice(begin, begin + MOST_IN_TURN) }));
    });
    for (const r of generator.permutation(pieces.length)) {
      const { user, rated, piece } = pieces[r];
      const known = Int32Array.from(rated, ({ slot }) => slot);
      const missing = group.length - known.length;
      if (missing === 0 && draws === 1) continue;
      for (const [n, m] of generator.permutation(piece.length).entries()) {
        const others = Array.from({ length: missing === 0 ? 0 : draws }, () => {
          // Where most are rated, one of the others; else any, until one is not rated.
          if (8 * missing < group.length)
            return group[missingColumn(known, 0, known.length, generator.below(missing))];
          let slot = generator.below(group.length);
          while (known.includes(slot)) slot = generator.below(group.length);
          return group[slot];
        });
        all.push({ user, liked: group[piece[m].slot], value: piece[m].value, others, begins: n === 0 });
      }
    }
  }
  return all;
}

function someParameters(ratings: Ratings, k: number): Parameters {
  const draw = normal(createRandom(k));
  const drawn = (length: number): Float64Array =>
    Float64Array.from({ length }, () => Math.fround(0.3 * draw()));
  return {
    userFactors: drawn(ratings.users * k),
    itemFactors: drawn(ratings.items * k),
    userBiases: drawn(ratings.users),
    itemBiases: drawn(ratings.items),
  };
}

const copied = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, values.slice()]));

const epochOf = (seed: number, more: Partial<Epoch> = {}): Epoch => ({
  ...{ epoch: 1, learningRate: RATE, random: createRandom(seed), threads: 1, check: () => undefined },
  ...more,
});

/** The largest distance of a parameter from what is expected, as a share of its length. */
function apart(found: Parameters, expected: Parameters): number {
  const length = (values: Float64Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
  return Math.max(
    ...Object.keys(expected).map((name) => {
      return length(expected[name].map((x, t) => x - found[name][t])) / length(expected[name]);
    }),
  );
}

type Descent = (ratings: Ratings, parameters: Parameters, k: number) => (epoch: Epoch) => number;
/** The steps of each model: what its kernel is, and what it does in the readable form. */
const DESCENTS: Record<
  string,
  { descent: Descent; draws: number; readable: (of: Taken[], to: Parameters, k: number) => number }
> = {
  BPR: {
    draws: 1,
    descent: (ratings, parameters, features) => {
      const model = new BPR({ features, regularization: REGULARIZATION, seed: 1 });
      return begun(model, ratings, parameters);
    },
    readable: (all, { userFactors: X, itemFactors: Y, itemBiases }, k) => {
      const rates = { user: RATE, liked: RATE, other: RATE };
      let sum = 0;
      for (const { user, liked, others } of all)
        sum += pairwiseStep(X, user * k, Y, itemBiases, liked, others[0], k, rates, REGULARIZATION);
      return sum / all.length;
    },
  },
  LogisticMF: {
    draws: NEGATIVES,
    descent: (ratings, parameters, features) => {
      const options = { regularization: REGULARIZATION, alpha: ALPHA, negatives: NEGATIVES, seed: 1 };
      return begun(new LogisticMF({ features, ...options }), ratings, parameters);
    },
    readable: (all, { userFactors, itemFactors, userBiases, itemBiases }, k) => {
      const [users, items] = [
        { factors: userFactors, biases: userBiases },
        { factors: itemFactors, biases: itemBiases },
      ];
      const turns: { user: number; samples: LogisticSample[] }[] = [];
      for (const { user, liked, value, others, begins } of all) {
        if (begins) turns.push({ user, samples: [] });
        const missed = others.map((item) => ({ item, weight: -1 }));
        turns.at(-1)!.samples.push({ item: liked, weight: ALPHA * value }, ...missed);
      }
      let [sum, weights] = [0, 0];
      for (const { user, samples } of turns) {
        sum += logisticSteps(users, user, items, samples, k, RATE, REGULARIZATION);
        for (const { weight } of samples) weights += Math.abs(weight);
      }
      return sum / weights;
    },
  },
};

/** The step of a model on these parameters. */
function begun(model: BPR | LogisticMF, ratings: Ratings, parameters: Parameters): (epoch: Epoch) => number {
  const open = model as unknown as {
    begin: (ratings: Ratings, parameters: Parameters) => (epoch: Epoch) => number;
  };
  return open.begin(ratings, parameters);
}

const SIZES: [number, number, number, number, number][] = [
  [40, 30, 0.4, 1, 5],
  [40, 30, 1, 1, 3],
  [40, 30, 0.94, 1, 3],
  // So many users that nothing marks what they have rated.
  [70_000, 120, 0.01, 1, 1],
  [60, 300, 0.2, 4, 1],
  [60, 300, 0.2, 4, 16],
  [50, 600, 0.1, 8, 30],
];

describe.each(Object.entries(DESCENTS))("%s", (_, { descent, draws, readable }) => {
  test.each(SIZES)(
    "of %d users × %d items, a share of %d known, descends as its readable form in %d groups, with %d features",
    (users, items, share, groups, k) => {
      const ratings = counts(users, items, share, 1);
      const found = someParameters(ratings, k);
      const descend = descent(ratings, found, k);
      for (const seed of [1, 2]) {
        const expected = copied(found);
        const drawn = Math.floor(createRandom(seed)() * 2 ** 32);
        const all = taken(ratings, groups, drawn, draws);
        const loss = readable(all, expected, k);
        const now = descend(epochOf(seed));
        if (all.length === 0) expect(now).toBe(0);
        else expect(Math.abs(now / loss - 1)).toBeLessThan(1e-5);
        expect(apart(found, expected)).toBeLessThan(1e-5);
      }
    },
  );

  test("comes to the same bytes with any number of threads", () => {
    const ratings = counts(200, 600, 0.15, 3);
    const runs = [1, 2, 3, 8].map((threads) => {
      const found = someParameters(ratings, 40);
      const loss = descent(ratings, found, 40)(epochOf(1, { threads }));
      return { loss, found };
    });
    for (const run of runs) expect(run).toEqual(runs[0]);
  });

  test("changes nothing where it is stopped on the way, nor after it has diverged", () => {
    const ratings = counts(60, 300, 0.2, 1);
    const found = someParameters(ratings, 5);
    const before = copied(found);
    const descend = descent(ratings, found, 5);
    let looks = 0;
    const check = (): void => {
      if (++looks > 6) throw new Error("stopped");
    };
    expect(() => descend(epochOf(1, { check }))).toThrow("stopped");
    expect(found).toEqual(before);
    descend(epochOf(1, { learningRate: 1e30 }));
    expect(found.itemFactors.every(Number.isFinite)).toBe(false);
    for (const [name, values] of Object.entries(found)) values.set(before[name]);
    const fresh = copied(before);
    expect(descend(epochOf(1))).toBe(descent(ratings, fresh, 5)(epochOf(1)));
    expect(found).toEqual(fresh);
  });
});

test("an epoch takes each rating once, with items that its user has not rated, all of them alike", () => {
  const ratings = counts(30, 260, 0.1, 2);
  const drawn = new Map<string, number>();
  let draws = 0;
  for (let seed = 0; seed < 400; seed++) {
    const all = taken(ratings, 4, seed, 1);
    expect(new Set(all.map(({ user, liked }) => `${user} ${liked}`)).size).toBe(ratings.length);
    for (const { user, liked, others } of all.filter((each) => each.user === 3)) {
      expect(ratings.get(ratings.userIds.at(user), ratings.itemIds.at(others[0]))).toBeUndefined();
      const pair = `${liked} ${others[0]}`;
      drawn.set(pair, (drawn.get(pair) ?? 0) + 1);
      draws++;
    }
  }
  const own = [...ratings].filter(({ user }) => user === ratings.userIds.at(3)).length;
  const pairs = own * (ratings.items - own);
  // Whatever the groups, the number of draws of a pair is nearly that of a Poisson distribution.
  const mean = draws / pairs;
  let variance = (pairs - drawn.size) * mean ** 2;
  for (const count of drawn.values()) variance += (count - mean) ** 2;
  expect(variance / pairs / mean).toBeGreaterThan(0.85);
  expect(variance / pairs / mean).toBeLessThan(1.15);
});
