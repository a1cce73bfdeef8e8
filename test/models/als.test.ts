import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { createRandom, normal } from "../../src/matrix/random";
import { ALS } from "../../src/models/als";
import { Ratings } from "../../src/ratings/ratings";
import { contract, tasteRatings } from "./contract/contract";
import { madeRatings } from "./made-ratings";

contract("ALS", {
  Model: ALS,
  options: { features: 2, epochs: 8, regularization: 0.5, biasRegularization: 0.5 },
  hasLearningRate: false,
});

contract("ALS by conjugate gradients", {
  Model: ALS,
  options: { features: 2, epochs: 8, regularization: 0.1, scaleRegularization: true, solver: "cg" },
  hasLearningRate: false,
});

/** The objective of ALS, written as in its description. */
function objective(model: ALS, ratings: Ratings): number {
  const { regularization, biasRegularization, scaleRegularization } = model.settings;
  const [low, high] = ratings.scale;
  const spread = (high - low) / 4;
  const square = (values: Iterable<number>): number => [...values].reduce((sum, x) => sum + x * x, 0);
  let sum = model.history.loss.at(-1)! ** 2 * ratings.length;
  sum += biasRegularization * (square(model.userBiases) + square(model.itemBiases));
  for (const [factors, { offsets }] of [
    [model.userFactors, ratings.rows],
    [model.itemFactors, ratings.columns],
  ] as const) {
    factors.toArray().forEach((row, n) => {
      const count = offsets[n + 1] - offsets[n];
      if (count > 0) sum += regularization * spread * (scaleRegularization ? count : 1) * square(row);
    });
  }
  return sum;
}

describe("ALS", () => {
  test.each([false, true])("its objective never rises, scaleRegularization %s", (scaleRegularization) => {
    const { train } = madeRatings();
    const model = new ALS({ regularization: 0.3, scaleRegularization, seed: 2 });
    const heights = Array.from(model.trainingEvents(train), () => objective(model, train));
    heights.forEach((height, n) => expect(height).toBeLessThanOrEqual((heights[n - 1] ?? Infinity) + 1e-9));
    expect(heights[14]).toBeLessThan(heights[0]);
  });

  test("ratings that are biases and a product of two features are found again", () => {
    const { train, test: heldOut } = madeRatings({ noise: 0 });
    const model = new ALS({
      features: 2,
      epochs: 60,
      regularization: 1e-3,
      biasRegularization: 1e-3,
      seed: 1,
    });
    const predicted = model.fit(train).predictions(heldOut);
    const off = heldOut.rows.values.map((value, n) => Math.abs(value - predicted[n]));
    expect(off.reduce((sum, x) => sum + x) / off.length).toBeLessThan(0.01);
  });

  test("both solvers come to the same predictions", () => {
    const { train, test: heldOut } = madeRatings();
    const options = { features: 3, epochs: 40, regularization: 3, seed: 1 };
    const exact = new ALS(options).fit(train).predictions(heldOut);
    const stepwise = new ALS({ ...options, solver: "cg" }).fit(train).predictions(heldOut);
    exact.forEach((value, n) => expect(stepwise[n]).toBeCloseTo(value, 2));
  });

  test("a user folded in with the ratings of another is that user", () => {
    const { train } = madeRatings();
    const model = new ALS({ features: 2, epochs: 200, regularization: 2, seed: 1 }).fit(train);
    const given = [...train]
      .filter(({ user }) => user === 3)
      .map(({ item, rating }) => [item, rating] as const);
    const [own, folded] = [model.scores(3), model.scores(model.transform(given))];
    own.forEach((value, i) => expect(folded[i]).toBeCloseTo(value, 4));
  });

  test("mean, biases and factors make the prediction", () => {
    const ratings = tasteRatings(false);
    const model = new ALS({ features: 2, seed: 4 }).fit(ratings);
    const [u, i] = [ratings.userIds.indexOf("Ben"), ratings.itemIds.indexOf("Heat")];
    const product = [0, 1].reduce(
      (sum, t) => sum + model.userFactors.get(u, t) * model.itemFactors.get(i, t),
      0,
    );
    const sum = model.globalMean + model.userBiases[u] + model.itemBiases[i] + product;
    expect(model.predict("Ben", "Heat")).toBeCloseTo(sum, 12);
  });

  test("ratings from 1 to 660 give a model that is better than their mean", () => {
    const random = createRandom(3);
    const draw = normal(random);
    const levels = Array.from({ length: 30 }, () => 330 + 120 * draw());
    const ratings = Ratings.from(
      levels.flatMap((level, u) =>
        Array.from({ length: 8 }, (_, j): [number, number, number] => [
          u,
          (u * 3 + j) % 20,
          Math.min(660, Math.max(1, Math.round(level + 40 * draw()))),
        ]),
      ),
      { scale: [1, 660] },
    );
    const values = ratings.rows.values;
    const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - ratings.mean) ** 2, 0) / values.length);
    const { loss } = new ALS({ seed: 1 }).fit(ratings).history;
    expect(loss.at(-1)!).toBeLessThan(spread / 2);
  });

  test.each([
    ["features", 0],
    ["features", 2.5],
    ["regularization", -1],
    ["regularization", NaN],
    ["biasRegularization", Infinity],
    ["scaleRegularization", 1],
    ["solver", "qr"],
    ["steps", 0],
  ])("%s %s is refused", (option, value) => {
    expect(() => new ALS({ [option]: value })).toThrow(ValueError);
    expect(() => new ALS({ [option]: value })).toThrow(new RegExp(`^${option} is`));
  });

  test("whatever few ratings there are, predictions are finite and within the scale", () => {
    const entry = fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 660 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ([u, i]) => `${u} ${i}`, minLength: 1, maxLength: 20 }),
        fc.constantFrom(0, 1e-9, 1, 1e6),
        fc.constantFrom("cholesky" as const, "cg" as const),
        fc.boolean(),
        (given, regularization, solver, scaleRegularization) => {
          const ratings = Ratings.from(given);
          const options = { regularization, biasRegularization: regularization, solver, scaleRegularization };
          const model = new ALS({ features: 3, epochs: 4, seed: 1, ...options }).fit(ratings);
          for (const user of ratings.userIds) {
            for (const score of model.scores(user)) expect(Number.isFinite(score)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
