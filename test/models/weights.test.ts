import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { evaluate } from "../../src/evaluation/evaluate";
import { scoring } from "../evaluation/tiny-models";
import {
  ALS,
  BayesianMF,
  BiasedMF,
  BiasOnly,
  BPR,
  EASE,
  GlobalMean,
  ImplicitALS,
  LogisticMF,
  MostPopular,
  NonnegativeMF,
  SVDPlusPlus,
} from "../../src/index";
import type { Recommender } from "../../src/index";
import { WEIGHABLE } from "../../src/models/recommender/no-weights";
import { Ratings } from "../../src/ratings/ratings";
import { madeRatings } from "../evaluation/tiny-models";

const small = { features: 3, epochs: 4, seed: 1 };
const models: Record<string, () => Recommender> = {
  ALS: () => new ALS(small),
  "ALS by conjugate gradients": () => new ALS({ ...small, solver: "cg" }),
  "ALS with a penalty for each": () => new ALS({ ...small, scaleRegularization: true, regularization: 0.1 }),
  BayesianMF: () => new BayesianMF({ features: 3, epochs: 6, burnIn: 1, seed: 1 }),
  BiasedMF: () => new BiasedMF(small),
  BiasOnly: () => new BiasOnly(),
  GlobalMean: () => new GlobalMean(),
  ImplicitALS: () => new ImplicitALS(small),
  LogisticMF: () => new LogisticMF(small),
  MostPopular: () => new MostPopular(),
  NonnegativeMF: () => new NonnegativeMF(small),
  SVDPlusPlus: () => new SVDPlusPlus(small),
};
const without: Record<string, () => Recommender> = {
  BPR: () => new BPR(small),
  EASE: () => new EASE(),
};
const ratings = madeRatings(12, 9);
const uneven = ratings.weighted((_, k) => 0.5 + (k % 4));
const all = (model: Recommender): number[] => [...model.predictions(ratings)];

describe.each(Object.entries(models))("%s with weights", (_, make) => {
  test("has the same bytes as without where all are 1", () => {
    expect(all(make().fit(ratings.weighted(() => 1)))).toEqual(all(make().fit(ratings)));
  });

  test("takes a rating of 0 for one that is not there, and a tiny one for next to none", () => {
    const left = ratings.select((k) => k % 5 !== 0);
    const gone = make().fit(ratings.weighted((_, k) => Number(k % 5 !== 0)));
    expect(all(gone)).toEqual(all(make().fit(left)));
  });

  test("goes by them, says its loss by them, and keeps them in its file and through an interruption", () => {
    const model = make().fit(uneven, { warnings: false });
    expect(all(model)).not.toEqual(all(make().fit(ratings, { warnings: false })));
    const Model = model.constructor as unknown as { fromJSON(record: unknown): Recommender };
    const saved = JSON.parse(JSON.stringify(model)) as unknown;
    const again = Model.fromJSON(saved);
    expect(again.ratings.weights).toEqual(model.ratings.weights);
    expect(all(again)).toEqual(all(model));
    const stepped = make();
    const events = stepped.trainingEvents(uneven, { warnings: false });
    events.next();
    const resumed = Model.fromJSON(JSON.parse(JSON.stringify(stepped)));
    if (stepped.settings.epochs > 1) resumed.resume();
    expect(all(resumed)).toEqual(all(model));
  });
});

test.each(["ImplicitALS", "LogisticMF"])("%s takes a weight of 2 for the count of two rows", (name) => {
  const twice = [...ratings, ...ratings.select((k) => k % 3 === 0)];
  const summed = Ratings.from(twice, { duplicates: "sum" });
  const weighted = ratings.weighted((_, k) => (k % 3 === 0 ? 2 : 1));
  const [some, same] = [weighted, summed].map((given) => models[name]().fit(given, { warnings: false }));
  expect(all(some)).toEqual(all(same));
});

test("files in both formats keep weights, and refuse those that are none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "factorlab weights "));
  const model = new ALS(small).fit(uneven);
  for (const name of ["model.json", "model.safetensors"]) {
    await model.save(join(folder, name));
    const again = await ALS.load(join(folder, name));
    expect(again.ratings.weights).toEqual(uneven.weights);
    expect(again.partialFit(uneven.select((k) => k < 9)).ratings.weights).toEqual(uneven.weights);
  }
  rmSync(folder, { recursive: true });
  const { users, items } = { users: [1], items: [1, 2] };
  const given = { users, items, user: Int32Array.of(0, 0), item: Int32Array.of(1, 0), rating: Float64Array.of(5, 4), timestamp: null, scale: [1, 5] as const, titles: [] }; // prettier-ignore
  expect([...Ratings.fromIndices({ ...given, weight: Float64Array.of(3, 2) }).weights!]).toEqual([2, 3]);
  for (const weight of [0, -1, NaN])
    expect(() => Ratings.fromIndices({ ...given, weight: Float64Array.of(1, weight) })).toThrow(
      `ratings.weight[1] is ${weight}, expected a weight above 0`,
    );
});

test("the noise of BayesianMF is what it is, however often all ratings count", () => {
  const make = (): BayesianMF => new BayesianMF({ features: 2, epochs: 400, seed: 1 });
  const [once, often] = [make().fit(ratings), make().fit(ratings.weighted(() => 9))];
  // Counted 9 times, they are known better; an error that was added 9 times would be 3 times as large.
  expect(often.uncertainty("u1", "i1") / once.uncertainty("u1", "i1")).toBeLessThan(1.2);
  expect(often.history.loss.at(-1)! / once.history.loss.at(-1)!).toBeLessThan(1.2);
});

test("means, biases and popularity count a rating as often as its weight says", () => {
  const one = Ratings.from([{ user: 1, item: "a", rating: 5, weight: 3 }, { user: 2, item: "a", rating: 1 }, { user: 2, item: "b", rating: 2 }]); // prettier-ignore
  expect(new GlobalMean().fit(one).globalMean).toBeCloseTo(18 / 5, 12);
  expect([...new MostPopular().fit(one).itemCounts.values]).toEqual([4, 1]);
  // Three more users who rate as user 1 does, and no shrinkage: the same item biases but for the users'.
  const biased = new BiasOnly({ epochs: 1, itemRegularization: 2 }).fit(one);
  expect(biased.itemBiases[0]).toBeCloseTo((3 * 1.4 - 2.6) / (4 + 2), 12);
});

test("the loss of a training, and that of validation ratings, count by weights", () => {
  const model = new ALS(small).fit(uneven, { validation: uneven.select((k) => k % 2 === 0) });
  let [sum, total] = [0, 0];
  for (const { user, item, rating, weight } of uneven.select((k) => k % 2 === 0)) {
    sum += weight! * (rating - model.scores(user)[model.ratings.itemIds.indexOf(item)]) ** 2;
    total += weight!;
  }
  expect(model.history.validation.at(-1)).toBeCloseTo(Math.sqrt(sum / total), 6);
});

const learners = {
  ALS: () => new ALS({ ...small, epochs: 30 }),
  BayesianMF: () => new BayesianMF({ features: 3, epochs: 1000, seed: 1 }),
  BiasedMF: () => new BiasedMF({ ...small, epochs: 30 }),
  NonnegativeMF: () => new NonnegativeMF({ ...small, epochs: 60 }),
  SVDPlusPlus: () => new SVDPlusPlus({ ...small, epochs: 30 }),
};

test.each(Object.entries(learners))("%s goes closer to a rating of a larger weight", (_, make) => {
  const heavy = ratings.weighted(({ user, item }) => (user === "u1" && item === "i0" ? 40 : 1));
  const off = (given: Ratings): number =>
    Math.abs(make().fit(given).predict("u1", "i0") - ratings.get("u1", "i0")!);
  expect(off(heavy)).toBeLessThan(0.6 * off(ratings));
});

test.each(Object.entries(learners))("%s without kernels learns as with them", (_, make) => {
  // Weights that are all nearly 1, so that kernels are not asked.
  const model = make().fit(ratings.weighted((_, k) => 1 + 1e-12 * k));
  const rmse = (of: Recommender): number => evaluate(of, ratings, { metrics: ["rmse"] }).rmse;
  const same = rmse(make().fit(ratings));
  expect(rmse(model) / same).toBeGreaterThan(0.9);
  expect(rmse(model) / same).toBeLessThan(1.1);
});

/** What models keep to themselves. */
interface Opened {
  ratings: Ratings;
  itemRow(item: number): unknown;
  score(user: unknown, item: unknown): number;
  foldIn(per: "user", items: Int32Array, values: Float64Array, weights: Float64Array): unknown;
  influences(items: Int32Array, values: Float64Array, on: unknown[], weights: Float64Array): Float64Array[];
}

const explained: Record<string, () => Recommender> = {
  ...models,
  BayesianMF: () => new BayesianMF({ features: 3, epochs: 20, seed: 1 }),
};

test.each(Object.keys(explained).filter((name) => !/Implicit|Logistic/.test(name)))(
  "%s: what a rating of a weight adds to a score is what is lost without it",
  (name) => {
    const model = explained[name]().fit(uneven, { warnings: false }) as unknown as Opened;
    const { offsets, indices, values, weights } = model.ratings.rows;
    const [from, to] = [offsets[3], offsets[4]];
    const own = [indices.slice(from, to), values.slice(from, to), weights!.slice(from, to)] as const;
    const on = model.itemRow(2);
    const scoreOf = (left: number): number => {
      const [items, given, counts] = own.map((of) => of.filter((_, n) => n !== left));
      const user = model.foldIn("user", items as Int32Array, given as Float64Array, counts as Float64Array);
      return model.score(user, on);
    };
    const [added] = model.influences(own[0], own[1], [on], own[2]);
    added.forEach((value, n) => expect(value).toBeCloseTo(scoreOf(-1) - scoreOf(n), 8));
  },
);

describe.each(Object.entries(without))("%s", (name, make) => {
  test("refuses weights, and names the models that take them", () => {
    expect(() => make().fit(uneven)).toThrow(ValueError);
    expect(() => make().fit(uneven)).toThrow(
      `ratings has weights, expected ratings without weights, as ${name} takes none; ${WEIGHABLE.slice(0, -1).join(", ")} and SVDPlusPlus do`,
    );
    expect(() => make().fit(ratings, { validation: uneven })).toThrow("ratings has weights");
    expect(() =>
      make().fit(
        ratings.weighted(() => 1),
        { warnings: false },
      ),
    ).not.toThrow();
  });
});

test("every model is among those that take weights, or among those that refuse them", () => {
  const named = new Set(Object.values(models).map((make) => make().name));
  expect([...named].sort()).toEqual(WEIGHABLE);
});

test("held-out ratings count by their weights in the errors, as if they were there as often", () => {
  const users = ["Ada", "Ben", "Cem"];
  const train = Ratings.from(users.map((user) => [user, "z", 3] as const), { items: ["a", "b", "c"] }); // prettier-ignore
  const scores = scoring(train, { Ada: [5, 2, 3, 3], Ben: [1, 2, 3, 3], Cem: [4, 4, 4, 3] });
  const heldOut = Ratings.from([["Ada", "a", 4], ["Ada", "b", 4], ["Ada", "c", 1], ["Ben", "a", 3], ["Cem", "b", 5]]); // prettier-ignore
  const weights = [2, 1, 3, 1, 5];
  const { rmse, mae, fcp, recall } = evaluate(
    scores,
    heldOut.weighted((_, k) => weights[k]),
  );
  const errors = [1, -2, 2, -2, -1];
  const mean = (of: (error: number) => number): number =>
    errors.reduce((sum, error, k) => sum + weights[k] * of(error), 0) / 12;
  expect(rmse).toBeCloseTo(Math.sqrt(mean((error) => error * error)), 12);
  expect(mae).toBeCloseTo(mean(Math.abs), 12);
  // Of Ada's pairs, a before c is right (2 · 3 times), b before c is wrong (1 · 3 times).
  expect(fcp).toBeCloseTo(6 / 9, 12);
  expect(recall).toBe(evaluate(scores, heldOut).recall);
});
