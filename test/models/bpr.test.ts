import { describe, expect, test } from "vitest";
import { DivergenceError, ValueError } from "../../src/errors";
import { createRandom, uniform } from "../../src/matrix/random";
import { BPR } from "../../src/models/bpr";
import { pairDifference, pairwiseStep } from "../../src/numerics/pairwise-step";
import { Ratings } from "../../src/ratings/ratings";
import { inside, separation, twoTastes } from "./implicit-samples";

const ln = Math.log;

describe("a step of Bayesian personalized ranking", () => {
  const k = 3;
  const lambda = 0.2;
  const factors = (): Float64Array[] => {
    const random = createRandom(4);
    return [uniform(random, -1, 1, 2 * k), uniform(random, -1, 1, 4 * k), uniform(random, -1, 1, 4)];
  };
  /** −ln σ(z) + λ/2 × squares, for user 1, liked item 2, other item 0, written independently. */
  const loss = ([X, Y, b]: Float64Array[]): number => {
    const of = (A: Float64Array, row: number): number[] => [...A.slice(row * k, row * k + k)];
    const [x, y, w] = [of(X, 1), of(Y, 2), of(Y, 0)];
    const z = x.reduce((sum, value, t) => sum + value * (y[t] - w[t]), b[2] - b[0]);
    const squares = [...x, ...y, ...w, b[2], b[0]].reduce((sum, value) => sum + value * value, 0);
    return -ln(1 / (1 + Math.exp(-z))) + (lambda / 2) * squares;
  };

  test("goes down the gradient, as central differences have it", () => {
    const rates = { user: 1, liked: 1, other: 1 };
    const moved = factors();
    pairwiseStep(moved[0], k, moved[1], moved[2], 2, 0, k, rates, lambda);
    const h = 1e-5;
    factors().forEach((values, f) => {
      values.forEach((value, index) => {
        const [up, down] = [factors(), factors()];
        up[f][index] += h;
        down[f][index] -= h;
        const gradient = (loss(up) - loss(down)) / (2 * h);
        expect(Math.abs(value - gradient - moved[f][index])).toBeLessThan(1e-6);
      });
    });
  });

  test("returns −ln σ of the difference before it, and changes only what has a rate", () => {
    const [X, Y, b] = factors();
    const z = pairDifference(X, k, Y, b, 2, 0, k);
    expect(pairwiseStep(X, k, Y, b, 2, 0, k, { user: 0.1, liked: 0, other: 0 }, lambda)).toBeCloseTo(
      ln(1 + Math.exp(-z)),
      12,
    );
    expect([Y, b]).toEqual(factors().slice(1));
    expect(X).not.toEqual(factors()[0]);
  });

  test("stays finite where the difference is huge", () => {
    const X = Float64Array.of(1e3);
    const Y = Float64Array.of(1e3, -1e3);
    const b = new Float64Array(2);
    const rates = { user: 0.1, liked: 0.1, other: 0.1 };
    expect(pairwiseStep(X, 0, Y, b, 0, 1, 1, rates, 0)).toBe(0);
    expect(pairwiseStep(X, 0, Y, b, 1, 0, 1, rates, 0)).toBe(2e6);
    expect([...X, ...Y, ...b].every(Number.isFinite)).toBe(true);
  });
});

describe("Bayesian personalized ranking", () => {
  const options = { features: 4, learningRate: 0.1, seed: 1 };

  test("tells two tastes apart, from whichever starting factors", () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const models = seeds.map((seed) => new BPR({ ...options, seed }).fit(twoTastes()));
    const apart = models.map(separation);
    expect(apart.reduce((sum, x) => sum + x, 0) / seeds.length).toBeGreaterThan(0.97);
    const [model] = models;
    expect(model.history.loss[0]).toBeCloseTo(ln(2), 1);
    expect(model.history.loss.at(-1)).toBeLessThan(0.3);
  });

  test("learns which items everybody likes", () => {
    const likes = Array.from({ length: 30 }, (_, user) => [
      [user, "loved", 1] as const,
      [user, user % 5, 1] as const,
    ]);
    const model = new BPR(options).fit(Ratings.from(likes.flat()));
    const { itemBiases, ratings } = model;
    const loved = ratings.itemIds.indexOf("loved");
    for (let i = 0; i < ratings.items; i++)
      if (i !== loved) expect(itemBiases[loved]).toBeGreaterThan(itemBiases[i]);
  });

  test("skips users who like every item, and with nobody else learns nothing", () => {
    const all = Ratings.from([1, 2, 3].flatMap((user) => [1, 2].map((item) => [user, item, 1] as const)));
    const model = new BPR({ ...options, epochs: 3 });
    const [first] = model.trainingEvents(all);
    expect(first.loss).toBe(0);
    const start = model.userFactors.values.slice();
    model.fit(all);
    expect(model.userFactors.values).toEqual(start);
  });

  test("measures held-out ratings against the same items each time", () => {
    const ratings = twoTastes();
    const [train, heldOut] = [ratings.select((k) => k % 5 > 0), ratings.select((k) => k % 5 === 0)];
    const model = new BPR(options).fit(train, { validation: heldOut });
    const { validation } = model.history;
    expect(validation[0]).toBeCloseTo(ln(2), 1);
    expect(validation.at(-1)).toBeLessThan(0.5);
    expect(inside(model).lossOn(heldOut.rows)).toBe(validation.at(-1));
  });

  test("folds in a user and an item who rank as their like do", () => {
    const model = new BPR(options).fit(twoTastes());
    const ones = (count: number): Float64Array => new Float64Array(count).fill(1);
    const before = [...model.itemFactors.values];
    const { foldIn, score, itemRow, userRow } = inside(model);
    const user = foldIn("user", Int32Array.of(0, 3, 5), ones(3));
    const scores = Array.from({ length: 20 }, (_, i) => score(user, itemRow(i)));
    expect(Math.min(...scores.slice(0, 10))).toBeGreaterThan(Math.max(...scores.slice(10)));
    const item = foldIn("item", Int32Array.of(21, 25, 30, 33), ones(4));
    const fans = Array.from(
      { length: 40 },
      (_, u) => score(userRow(u), item) - score(userRow(u), itemRow(0)),
    );
    expect(Math.min(...fans.slice(20))).toBeGreaterThan(Math.max(...fans.slice(0, 20)));
    expect([...model.itemFactors.values]).toEqual(before);
    expect(foldIn("user", Int32Array.of(0, 3, 5), ones(3))).toEqual(user);
  });

  test("refuses a new user whose factors leave all bounds at a rate that is far too large", () => {
    const ratings = twoTastes();
    const model = new BPR({ ...options, learningRate: 1e6, regularization: 1 });
    expect(() => model.fit(ratings)).toThrow(DivergenceError);
    expect(() => model.transform([[3, 1]])).toThrow(ValueError);
    expect(() => model.transform([[3, 1]])).toThrow(
      "given is a new user's, whose parameters left all bounds",
    );
    expect([...model.scores(0)].every(Number.isFinite)).toBe(true);
  });
});
