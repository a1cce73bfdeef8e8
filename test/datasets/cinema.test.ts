import { expect, test } from "vitest";
import { datasets } from "../../src/datasets/datasets";
import { evaluate } from "../../src/evaluation/evaluate";
import { randomSplit } from "../../src/evaluation/split";
import { ALS } from "../../src/models/als";
import { BiasOnly } from "../../src/models/bias-only";

const { ratings, genres, truth } = datasets.cinema();
const stars = [...ratings];
const split = randomSplit(ratings, { test: 0.2, seed: 1 });

const countsOf = (offsets: ArrayLike<number>): number[] =>
  Array.from({ length: offsets.length - 1 }, (_, k) => offsets[k + 1] - offsets[k]);

/** The error of what the ratings were drawn around, on ratings that no model has seen. */
function errorOfTruth(): number {
  const within = (value: number): number => Math.min(5, Math.max(0.5, value));
  const squares = [...split.test].map(
    ({ user, item, rating }) => (rating - within(truth.predict(user, item))) ** 2,
  );
  return Math.sqrt(squares.reduce((sum, square) => sum + square) / squares.length);
}

test("the cinema has the size of MovieLens's smallest editions, and is the same each time", () => {
  expect([ratings.users, ratings.items, ratings.length]).toEqual([600, 1000, 100_896]);
  expect(ratings.mean).toBe(344_067 / 100_896);
  const again = datasets.cinema();
  expect(again.ratings.rows).toEqual(ratings.rows);
  expect(again.ratings.timestamps).toEqual(ratings.timestamps);
  expect(again.ratings.titles).toEqual(ratings.titles);
});

test("its ratings are half stars from 0.5 to 5, and all of them are given", () => {
  expect(ratings.scale).toEqual([0.5, 5]);
  const given = [...new Set(stars.map(({ rating }) => rating))].sort((a, b) => a - b);
  expect(given).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]);
});

test("a few films have most of the ratings, and everybody has rated some", () => {
  const ofFilms = countsOf(ratings.columns.offsets).sort((a, b) => b - a);
  const best = ofFilms.slice(0, 200).reduce((sum, count) => sum + count);
  expect(best / ratings.length).toBeGreaterThan(0.45);
  expect(ofFilms[500]).toBeLessThan(100);
  const ofPeople = countsOf(ratings.rows.offsets);
  expect(Math.min(...ofPeople)).toBeGreaterThanOrEqual(15);
  expect(Math.max(...ofPeople)).toBeLessThanOrEqual(700);
});

test("each film has a title of its own, a year and one genre to three", () => {
  expect(new Set(ratings.titles.values()).size).toBe(1000);
  const known = new Set([...genres.values()].flat());
  expect([...known].sort()).toEqual([
    ...["Adventure", "Animation", "Comedy", "Crime", "Drama", "Horror", "Romance", "Science Fiction"],
  ]);
  for (const [id, title] of ratings.titles) {
    expect(title).toMatch(/^[A-Z].* \((19[6-9]\d|20[012]\d)\)$/);
    expect(genres.get(id)?.length).toBeOneOf([1, 2, 3]);
  }
});

test("nobody rates a film before it is out, and all rate between 2015 and 2024", () => {
  for (const { item, timestamp = 0 } of stars) {
    const year = Number(ratings.titles.get(String(item))?.slice(-5, -1));
    const rated = new Date(timestamp * 1000).getUTCFullYear();
    if (rated <= year || rated < 2015 || rated > 2024)
      expect.fail(`film ${item} of ${year} rated in ${rated}`);
  }
});

test("the truth is better than any model, and a model comes close to it", () => {
  const rmse = (model: ALS | BiasOnly): number =>
    evaluate(model.fit(split.train), split.test, { metrics: ["rmse"] }).rmse;
  const [biases, taste, known] = [
    rmse(new BiasOnly()),
    rmse(new ALS({ features: 5, seed: 1 })),
    errorOfTruth(),
  ];
  expect(known).toBeLessThan(taste - 0.03);
  expect(taste).toBeLessThan(known + 0.08);
  expect(biases).toBeGreaterThan(taste + 0.08);
});

test("the truth is a mean, biases and five tastes, which say nothing twice", () => {
  const { tastes, mean, userBias, itemBias, userFactors, itemFactors } = truth;
  expect(tastes).toHaveLength(5);
  for (const factors of [userFactors, itemFactors])
    for (let t = 0; t < 5; t++)
      expect(factors.reduce((sum, row) => sum + row[t], 0) / factors.length).toBeCloseTo(0, 12);
  const product = userFactors[6].reduce((sum, value, t) => sum + value * itemFactors[41][t], 0);
  expect(truth.predict(7, 42)).toBeCloseTo(mean + userBias[6] + itemBias[41] + product, 12);
  expect(() => truth.predict(601, 1)).toThrow("601");
});
