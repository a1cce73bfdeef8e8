import { expect, test } from "vitest";
import { BiasedMF } from "../../src/models/biased-mf";
import { tasteRatings } from "./contract/contract";
import { stochastic } from "./stochastic";

stochastic(BiasedMF);

test("a prediction is μ + b_u + b_i + p_u·q_i", () => {
  const ratings = tasteRatings(false);
  const model = new BiasedMF({ features: 2, epochs: 5, seed: 1 }).fit(ratings);
  const { userFactors: P, itemFactors: Q } = model;
  expect([P.rows, P.columns, Q.rows, Q.columns]).toEqual([12, 2, 10, 2]);
  const product = P.get(4, 0) * Q.get(7, 0) + P.get(4, 1) * Q.get(7, 1);
  const rating = model.globalMean + model.userBiases[4] + model.itemBiases[7] + product;
  expect(model.predict("Eva", "Heat")).toBeCloseTo(rating, 12);
  expect(model.globalMean).toBe(ratings.mean);
});

test("it is a model of biases where factors start at zero", () => {
  const model = new BiasedMF({ features: 2, epochs: 5, initScale: 0, seed: 1 }).fit(tasteRatings(false));
  expect(model.userFactors.values.every((value) => value === 0)).toBe(true);
  expect(model.userBiases.some((value) => value !== 0)).toBe(true);
});

test("a single feature is drawn and learnt like any other", () => {
  const model = new BiasedMF({ features: 1, epochs: 5, seed: 1 }).fit(tasteRatings(false));
  expect(model.userFactors.values.every((value) => value !== 0)).toBe(true);
});

test("the defaults are 100 features, 20 epochs, rate 0.005, regularization 0.02", () => {
  expect(new BiasedMF({ seed: 3 }).settings).toEqual({
    features: 100,
    epochs: 20,
    learningRate: 0.005,
    regularization: 0.02,
    initScale: 0.05,
    seed: 3,
  });
});
