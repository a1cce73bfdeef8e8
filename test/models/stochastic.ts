import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DivergenceError, ValueError } from "../../src/errors";
import type { BiasedFactorModel } from "../../src/models/factors/biased-factors";
import { Ratings } from "../../src/ratings/ratings";
import { contract, tasteRatings } from "./contract/contract";
import type { ModelClass } from "./contract/contract";

/** A class of models that stochastic gradient descent trains. */
export interface StochasticClass extends ModelClass {
  new (options?: object): BiasedFactorModel;
}

/** The checks that BiasedMF and SVDPlusPlus must pass besides the contract. */
export function stochastic(Model: StochasticClass): void {
  const name = Model.name;
  const make = (options: object = {}): BiasedFactorModel =>
    new Model({ features: 3, epochs: 30, learningRate: 0.03, seed: 7, ...options });

  const options = { features: 3, epochs: 30, learningRate: 0.03 };
  contract(name, { Model, options, lossAfterEpoch: false });

  describe(`${name} by stochastic gradient descent`, () => {
    test.each([
      ["features", 0],
      ["features", 2.5],
      ["features", -1],
      ["features", 1e9],
      ["features", "3"],
      ["learningRate", 0],
      ["learningRate", -1],
      ["learningRate", NaN],
      ["regularization", -0.1],
      ["regularization", Infinity],
      ["initScale", -1],
      ["initScale", null],
    ])("%s %s is refused", (option, value) => {
      expect(() => make({ [option]: value })).toThrow(ValueError);
      expect(() => make({ [option]: value })).toThrow(`${option} is`);
    });

    test("ratings from 1 to 660 are learnt, or training says that it diverged; never NaN", () => {
      const wide = Ratings.from(
        [...tasteRatings(false)].map(({ user, item, rating }) => [user, item, 1 + (rating - 1) * 164.75]),
      );
      const learnt: number[] = [];
      for (const learningRate of [0.005, 1e-4, 1]) {
        const model = make({ learningRate });
        try {
          model.fit(wide);
          expect(model.history.loss.at(-1)).toBeLessThan(model.history.loss[0]);
          learnt.push(learningRate);
        } catch (error) {
          expect(error).toBeInstanceOf(DivergenceError);
        }
        const predicted = model.predictions(wide);
        expect(predicted.every((rating) => rating >= 1 && rating <= 660)).toBe(true);
        expect(model.userFactors.values.every(Number.isFinite)).toBe(true);
      }
      expect(learnt).toContain(1e-4);
      expect(() => make({ learningRate: 1 }).fit(wide)).toThrow(DivergenceError);
    });

    test("one user, one item, and a user with one rating are enough", () => {
      const oneUser = Ratings.from([
        ["Ada", "Alien", 5],
        ["Ada", "Heat", 1],
      ]);
      const learnt = make({ epochs: 300 }).fit(oneUser);
      expect(learnt.predict("Ada", "Alien")).toBeGreaterThan(4);
      expect(learnt.predict("Ada", "Heat")).toBeLessThan(2);
      const oneItem = Ratings.from([
        ["Ada", "Alien", 5],
        ["Ben", "Alien", 1],
      ]);
      const model = make({ epochs: 300 }).fit(oneItem);
      expect(model.predict("Ada", "Alien")).toBeGreaterThan(4);
      expect(model.predict("Ben", "Alien")).toBeLessThan(2);
    });

    test("a user without ratings is expected to give an item the mean and the item's bias", () => {
      const ratings = tasteRatings(false, (u) => u === 3);
      const model = make().fit(ratings);
      const item = ratings.itemIds.indexOf("Alien");
      expect(model.scores("Dan")[item]).toBeCloseTo(model.globalMean + model.itemBiases[item], 12);
    });

    test("it learns two camps of taste, also in blank cells", () => {
      const ratings = tasteRatings(false);
      const model = make({ epochs: 200 }).fit(ratings);
      expect(model.history.loss.at(-1)).toBeLessThan(0.4);
      let right = 0;
      let blank = 0;
      for (const user of ratings.userIds) {
        for (const item of ratings.itemIds) {
          if (ratings.get(user, item) !== undefined) continue;
          const likes = ratings.userIds.indexOf(user) % 2 === ratings.itemIds.indexOf(item) % 2;
          blank++;
          if (model.predict(user, item) > 3 === likes) right++;
        }
      }
      expect(right / blank).toBeGreaterThan(0.95);
    });

    test("a new user with the ratings of a trained user gets that user's predictions", () => {
      const ratings = tasteRatings(false);
      const model = make({ epochs: 300, regularization: 0.1 }).fit(ratings);
      const given = [...ratings].filter(({ user }) => user === "Eva");
      const foldedIn = model.transform(given.map(({ item, rating }) => [item, rating] as const));
      for (const { item } of given)
        expect(Math.abs(model.predict(foldedIn, item) - model.predict("Eva", item))).toBeLessThan(0.35);
    });

    test("whatever the ratings, the model is finite or the training diverged", () => {
      const entry = fc.tuple(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      );
      const options = fc.record({
        features: fc.integer({ min: 1, max: 5 }),
        epochs: fc.integer({ min: 1, max: 8 }),
        learningRate: fc.constantFrom(1e-3, 0.1, 3),
        regularization: fc.constantFrom(0, 0.02, 5),
      });
      const some = fc.uniqueArray(entry, { selector: ([u, i]) => `${u} ${i}`, minLength: 1 });
      let trained = 0;
      fc.assert(
        fc.property(some, options, (given, chosen) => {
          const ratings = Ratings.from(given);
          const model = make(chosen);
          try {
            model.fit(ratings);
            trained++;
          } catch (error) {
            expect(error).toBeInstanceOf(DivergenceError);
          }
          for (const user of ratings.userIds) expect(model.scores(user).every(Number.isFinite)).toBe(true);
        }),
        { numRuns: 300 },
      );
      expect(trained).toBeGreaterThan(150);
    });
  });
}
