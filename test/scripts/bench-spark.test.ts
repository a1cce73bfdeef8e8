import { describe, expect, it } from "vitest";
import { explicitObjective, implicitObjective } from "../../bench/spark/objective.mjs";
import { blocksReached, iterationBytes } from "../../bench/spark/cost.mjs";
import { lawOf } from "../../bench/spark/law.mjs";
import { shuffled } from "../../bench/spark/metrics.mjs";
import { makeRatings } from "../../bench/speed/made-up.mjs";
import { ALS } from "../../src/models/als";
import { ImplicitALS } from "../../src/models/implicit-als";
import { Ratings } from "../../src/ratings/ratings";

type Side = Parameters<typeof iterationBytes>[0];

/** The vectors that an iteration sends, counted by dealing each user and item into its block, as Spark does by the rest of a division. */
function vectorsCounted(users: ArrayLike<number>, items: ArrayLike<number>, blocks: number): number {
  const sent = new Set<string>();
  for (let n = 0; n < users.length; n++) {
    sent.add(`user ${users[n]} to ${items[n] % blocks}`);
    sent.add(`item ${items[n]} to ${users[n] % blocks}`);
  }
  return sent.size;
}

/** The vectors that an iteration sends by the formula: each feature more is 4 bytes of each. */
function vectorsOf(users: Side, items: Side, blocks: number): number {
  const bytes = (features: number) =>
    iterationBytes(users, items, { features, userBlocks: blocks, itemBlocks: blocks });
  return (bytes(9) - bytes(8)) / 4;
}

function countsOf(places: ArrayLike<number>, rows: number): Int32Array {
  const counts = new Int32Array(rows);
  for (let n = 0; n < places.length; n++) counts[places[n]]++;
  return counts;
}

describe("what an iteration of Spark's ALS sends", () => {
  const shape = { users: 600, items: 400, ratings: 20_000 };
  const made = makeRatings(shape);
  const sides = [{ counts: countsOf(made.users, 600) }, { counts: countsOf(made.items, 400) }] as const;

  it("is a vector for each block that a user's or an item's ratings reach", () => {
    expect(blocksReached(1, 10)).toBeCloseTo(1, 12);
    expect(blocksReached(2, 10)).toBeCloseTo(1.9, 12);
    expect(blocksReached(1e6, 10)).toBeCloseTo(10, 12);
    for (const blocks of [4, 20]) {
      const counted = vectorsCounted(made.users, made.items, blocks);
      expect(Math.abs(vectorsOf(...sides, blocks) / counted - 1)).toBeLessThan(0.03);
      expect(vectorsOf(...sides, blocks)).toBeLessThan(1000 * blocks);
    }
  });

  it("is one vector each with a single block", () => {
    expect(vectorsOf(...sides, 1)).toBe(1000);
  });

  it("follows from the laws of the ratings alone", () => {
    const { users, items } = lawOf(shape);
    const sum = Array.from(users.counts).reduce((a, b) => a + b, 0) * users.each!;
    expect(sum).toBeCloseTo(20_000, 3);
    expect(Math.abs(vectorsOf(users, items, 20) / vectorsOf(...sides, 20) - 1)).toBeLessThan(0.05);
  });
});

describe("the objectives", () => {
  const made = makeRatings({ users: 30, items: 20, ratings: 200 });
  // So wide that no prediction has to be brought back to it.
  const scale = [-20, 20] as const;
  const columns = { users: made.users, items: made.items, ratings: made.values };
  const ratings = Ratings.fromColumns(columns, { scale });
  const options = { features: 3, epochs: 5, scaleRegularization: true, regularization: 0.2, seed: 1 };
  /** λ·(Σ n·|v|²) of both sides, rating by rating. */
  const penalty = (model: ALS | ImplicitALS) => {
    const { userFactors: p, itemFactors: q } = model;
    const [users, items] = [[...ratings.userIds], [...ratings.itemIds]];
    let sum = 0;
    for (const { user, item } of ratings)
      for (let f = 0; f < 3; f++)
        sum += p.values[3 * users.indexOf(user) + f] ** 2 + q.values[3 * items.indexOf(item) + f] ** 2;
    return 0.2 * sum;
  };

  it("of ratings is that of predictions and a penalty for each rating", () => {
    const model = new ALS({ ...options, biasRegularization: 1e12 }).fit(ratings);
    let expected = penalty(model);
    for (const { user, item, rating } of ratings) expected += (rating - model.predict(user, item)) ** 2;
    expect(explicitObjective(model, ratings, { regularization: 0.2 }) / expected).toBeCloseTo(1, 9);
  });

  it("of likes is that over all cells, one by one", () => {
    const model = new ImplicitALS({ ...options, alpha: 3 }).fit(ratings);
    let expected = penalty(model);
    for (const user of ratings.userIds)
      for (const item of ratings.itemIds) {
        const rating = ratings.get(user, item);
        const confidence = 1 + 3 * (rating ?? 0);
        expected += confidence * ((rating === undefined ? 0 : 1) - model.predict(user, item)) ** 2;
      }
    expect(implicitObjective(model, ratings, { regularization: 0.2, alpha: 3 }) / expected).toBeCloseTo(1, 9);
  });
});

describe("what Spark's stages say", () => {
  const settings = { iterations: 2, userBlocks: 3, itemBlocks: 4 };
  const fit = "session_id: 1\nplan { command { ml_command { fit { estimator";
  let stageId = 0;
  const stage = (shuffleWriteBytes: number, shuffleWriteRecords: number, details = fit) => ({
    ...{ stageId: stageId++, shuffleWriteBytes, shuffleWriteRecords, executorCpuTime: 5e8, details },
  });
  // Ratings as they come from two partitions, by user, and by item; then two halves of two iterations; then a count.
  const stages = [
    stage(5000, 12, "session_id: 1\nplan { root { sql"),
    ...[stage(900, 24), stage(700, 12), stage(800, 12)],
    ...[stage(30, 12), stage(50, 12), stage(32, 12), stage(48, 12)],
    ...[stage(9, 3), stage(0, 0)],
  ];

  it("are the bytes of an iteration, and those before the first", () => {
    expect(shuffled(stages, settings)).toEqual({ iteration: 80, before: 2400, cpu: 1 });
    expect(shuffled(stages.toReversed(), settings)).toEqual(shuffled(stages, settings));
  });

  it("are refused where halves of iterations are missing", () => {
    expect(() => shuffled(stages.slice(0, 7), settings)).toThrow(/5 stages by pairs of blocks, expected 6/);
  });
});
