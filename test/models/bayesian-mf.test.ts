import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { checkDraws } from "../../src/models/bayesian-mf/memory";
import { BayesianMF } from "../../src/models/bayesian-mf";
import type { Id } from "../../src/ratings/ids";
import { Ratings } from "../../src/ratings/ratings";
import { contract, tasteRatings } from "./contract/contract";
import { madeRatings } from "./made-ratings";

contract("BayesianMF", {
  Model: BayesianMF,
  options: { features: 2, epochs: 40 },
  hasLearningRate: false,
  stopsEarly: false,
  lossAfterEpoch: false,
});

const rmse = (ratings: Ratings, predicted: Float64Array): number =>
  Math.sqrt(ratings.rows.values.reduce((sum, x, n) => sum + (x - predicted[n]) ** 2, 0) / ratings.length);

function refusalOf(action: () => unknown): ValueError {
  try {
    action();
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** The share of ratings that lie within the model's intervals. */
function covered(model: BayesianMF, heldOut: Ratings, level: number): number {
  const inside = [...heldOut].filter(({ user, item, rating }) => {
    const [low, high] = model.predictInterval(user, item, { level });
    return low <= rating && rating <= high;
  });
  return inside.length / heldOut.length;
}

describe("BayesianMF", () => {
  const noise = 0.5;
  const { train, test: heldOut } = madeRatings({ noise });
  const model = new BayesianMF({ features: 4, epochs: 150, seed: 1 }).fit(train, { validation: heldOut });

  test("comes close to the noise in the ratings, though it has features to spare", () => {
    expect(rmse(heldOut, model.predictions(heldOut))).toBeLessThan(1.2 * noise);
  });

  test("the mean of many draws is better than one draw", () => {
    const { validation } = model.history;
    expect(validation.at(-1)!).toBeLessThan(0.95 * Math.min(...validation.slice(0, 20)));
    expect(validation.at(-1)!).toBeCloseTo(rmse(heldOut, model.predictions(heldOut)), 10);
  });

  test.each([0.5, 0.8, 0.95])(
    "a share of %f of unseen ratings lies within the intervals of that level",
    (level) => {
      // About 450 ratings are held out; a share of them strays by some 0.02.
      expect(Math.abs(covered(model, heldOut, level) - level)).toBeLessThan(0.06);
    },
  );

  test("an interval is around the prediction, within the scale, and wider for a higher level", () => {
    const [low, high] = model.predictInterval(5, 7);
    expect((low + high) / 2).toBeCloseTo(model.predict(5, 7), 10);
    expect((high - low) / 2).toBeCloseTo(1.2815515655446 * model.uncertainty(5, 7), 8);
    const [lower, higher] = model.predictInterval(5, 7, { level: 0.9 });
    expect(lower < low && high < higher).toBe(true);
    const wide = [...heldOut].map(({ user, item }) =>
      model.predictInterval(user, item, { level: 1 - 1e-12 }),
    );
    const ends = [0, 1].map((end) => wide.map((interval) => interval[end]));
    expect([Math.min(...ends[0]), Math.max(...ends[1])]).toEqual([...train.scale]);
  });

  test("it is less sure of a user with few ratings", () => {
    const few = train.select((k) => k >= train.rows.offsets[1] || k % 12 === 0);
    const unsure = new BayesianMF({ features: 4, epochs: 150, seed: 1 }).fit(few);
    const mean = (of: BayesianMF, user: number): number =>
      [...train.itemIds].reduce<number>((sum, item) => sum + of.uncertainty(user, item) / train.items, 0);
    expect(mean(unsure, 0)).toBeGreaterThan(1.1 * mean(model, 0));
    expect(Math.abs(mean(unsure, 1) / mean(model, 1) - 1)).toBeLessThan(0.1);
  });

  test("it is least sure of a newcomer, or a new item, of which nothing is known", () => {
    const [user, item] = [model.transform([]), model.transformItem([])];
    const mean = (of: (who: Id) => number, ids: Iterable<Id>): number => {
      const all = [...ids].map(of);
      return all.reduce((sum, x) => sum + x / all.length, 0);
    };
    const known = mean((each) => model.uncertainty(5, each), train.itemIds);
    expect(mean((each) => model.uncertainty(user, each), train.itemIds)).toBeGreaterThan(1.3 * known);
    expect(mean((each) => model.uncertainty(each, item), train.userIds)).toBeGreaterThan(1.3 * known);
    const [low, high] = model.predictInterval(user, 7, { level: 0.05 });
    expect((low + high) / 2).toBeCloseTo(model.predict(user, 7), 10);
  });

  test("the scale of the ratings makes no difference: 1 to 660 is as good as 1 to 5", () => {
    const stretched = Ratings.from(
      [...train].map(({ user, item, rating }) => [user, item, 130 * rating + 10]),
      { users: train.userIds, items: train.itemIds },
    );
    const own = Ratings.from([...train], { users: train.userIds, items: train.itemIds });
    const options = { features: 2, epochs: 30, seed: 1 };
    const [plain, other] = [new BayesianMF(options).fit(own), new BayesianMF(options).fit(stretched)];
    expect(other.predict(3, 4)).toBeCloseTo(130 * plain.predict(3, 4) + 10, 5);
    expect(other.uncertainty(3, 4)).toBeCloseTo(130 * plain.uncertainty(3, 4), 5);
    expect(other.userBiases[3]).toBeCloseTo(130 * plain.userBiases[3], 5);
  });

  test("how many draws are kept changes nothing in how they are drawn", () => {
    const losses = [1, 3, 100].map((thinning) => {
      const { history } = new BayesianMF({ features: 2, epochs: 30, burnIn: 10, thinning, seed: 3 }).fit(
        train,
      );
      return history.loss;
    });
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[2]).toEqual(losses[0]);
  });

  test("the parts of an explanation are means over the draws", () => {
    const { parts, prediction } = model.explain(5, 7);
    const [u, i] = [train.userIds.indexOf(5), train.itemIds.indexOf(7)];
    expect(parts.slice(0, 3).map(({ value }) => value)).toEqual([
      train.mean,
      model.userBiases[u],
      model.itemBiases[i],
    ]);
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(prediction, 10);
  });

  test("a folded-in user is predicted much as one who was trained on", () => {
    const own = new BayesianMF({ features: 2, epochs: 60, seed: 1 });
    const more = train.select((k) => k < train.rows.offsets[1]);
    own.fit(Ratings.from([...train].filter(({ user }) => user !== train.userIds.at(0))));
    const given = [...more].map(({ item, rating }) => [item, rating] as const);
    const foldedIn = own.transform(given);
    const items = [...train.itemIds];
    const apart = (predict: (item: string | number) => number): number =>
      Math.sqrt(
        items.reduce<number>((sum, item) => sum + (predict(item) - model.predict(0, item)) ** 2, 0) /
          items.length,
      );
    expect(apart((item) => own.predict(foldedIn, item))).toBeLessThan(0.25);
    const doubt = (of: BayesianMF, who: Parameters<BayesianMF["uncertainty"]>[0]): number =>
      items.reduce<number>((sum, item) => sum + of.uncertainty(who, item) / items.length, 0);
    expect(Math.abs(doubt(own, foldedIn) / doubt(model, 0) - 1)).toBeLessThan(0.15);
    expect(doubt(own, own.transform(given.slice(0, 1)))).toBeGreaterThan(1.1 * doubt(own, foldedIn));
    own.partialFit(Ratings.from([...more]));
    expect(apart((item) => own.predict(0, item))).toBeLessThan(0.25);
    // Another user's predictions are further away.
    expect(apart((item) => own.predict(1, item))).toBeGreaterThan(0.4);
  });

  test("trained on past its last epoch, it keeps the newest draws", () => {
    const going = new BayesianMF({ features: 2, epochs: 20, burnIn: 10, thinning: 1, seed: 1 }).fit(train);
    const before = going.predict(3, 4);
    going.fit(train, { warmStart: true, epochs: 10 });
    expect(going.predict(3, 4)).not.toBe(before);
    // The ten draws from epoch 21 to 30, which a longer training without thinning keeps as its last ten.
    const long = new BayesianMF({ features: 2, epochs: 30, burnIn: 20, thinning: 1, seed: 1 }).fit(train);
    expect(going.predict(3, 4)).toBeCloseTo(long.predict(3, 4), 10);
  });

  test.each([
    ["features", 0],
    ["features", 2.5],
    ["features", 1e6],
    ["burnIn", -1],
    ["burnIn", 300],
    ["thinning", 0],
    ["epochs", 0],
  ])("%s %s is refused", (option, value) => {
    expect(() => new BayesianMF({ [option]: value })).toThrow(ValueError);
    expect(() => new BayesianMF({ [option]: value })).toThrow(new RegExp(`^${option} is`));
  });

  test.each([0, 1, -0.1, NaN, "0.8", null])("an interval of level %s is refused", (level) => {
    expect(() => model.predictInterval(5, 7, { level } as never)).toThrow(/^level is/);
  });

  test("unknown options, users and items of an interval are refused", () => {
    expect(() => model.predictInterval(5, 7, { levels: 0.8 } as never)).toThrow(/did you mean "level"/);
    expect(() => model.predictInterval("Zoe", 7)).toThrow(/user is "Zoe"/);
    expect(() => model.uncertainty(5, "Zulu")).toThrow(/item is "Zulu"/);
    expect(() => new BayesianMF().uncertainty(1, 1)).toThrow(/not trained yet/);
  });

  test("draws that would fill the memory are refused before there are any, with what to change", () => {
    const { users, items } = train;
    // By hand: 20,000 draws of a bias and 100 factors each, and of two priors with 101 + 101² numbers.
    const options = { features: 100, epochs: 40_000, burnIn: 0, thinning: 2 };
    const bytes = 8 * 20_000 * (101 * (users + items) + 2 * (101 + 101 ** 2));
    const thinning = Math.ceil(2 * (bytes / 2e9));
    const refusal = refusalOf(() => new BayesianMF(options).fit(train));
    expect(refusal.message).toContain(`would take ${(bytes / 1e9).toPrecision(3)} GB, more than 2.00 GB`);
    expect(refusal).toMatchObject({ argument: "thinning", actual: 2, expected: `at least ${thinning}` });
    const asked = { ...options, thinning };
    expect(() => checkDraws(train, asked, 100)).not.toThrow();
    expect(() => checkDraws(train, { ...asked, thinning: thinning - 1 }, 100)).toThrow(ValueError);
  });

  test("fewer features are asked for where not even one draw fits", () => {
    const many = { users: 30_000_000, items: 1 };
    const keeping = { epochs: 300, burnIn: 20, thinning: 1e6 };
    expect(refusalOf(() => checkDraws(many, keeping, 10))).toMatchObject({
      argument: "features",
      actual: 10,
    });
  });

  test("early stopping is refused: no draw is the best one", () => {
    const stop = { validation: heldOut, earlyStopping: true };
    expect(() => new BayesianMF().fit(train, stop)).toThrow(/earlyStopping is asked for, expected false/);
  });

  test("ratings that are all equal are predicted without doubt", () => {
    const equal = tasteRatings(false).select((k) => tasteRatings(false).rows.values[k] === 5);
    const sure = new BayesianMF({ features: 2, epochs: 20, seed: 1 }).fit(equal);
    expect(sure.predict("Ada", "Casino")).toBeCloseTo(5, 0);
    expect(sure.uncertainty("Ada", "Casino")).toBeLessThan(1);
  });

  test("whatever few ratings there are, predictions are finite and intervals within the scale", () => {
    const entry = fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 660 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ([u, i]) => `${u} ${i}`, minLength: 1, maxLength: 20 }),
        fc.nat(1000),
        (given, seed) => {
          const ratings = Ratings.from(given);
          const any = new BayesianMF({ features: 2, epochs: 6, seed }).fit(ratings);
          const [lowest, highest] = ratings.scale;
          for (const user of ratings.userIds) {
            for (const item of ratings.itemIds) {
              const predicted = any.predict(user, item);
              const [low, high] = any.predictInterval(user, item);
              expect(lowest <= low && low <= predicted && predicted <= high && high <= highest).toBe(true);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
