import { describe, expect, test } from "vitest";
import { compareModels } from "../../src/evaluation/compare-models";
import type { Comparison } from "../../src/evaluation/compare-models";
import { crossValidate } from "../../src/evaluation/cross-validate";
import { evaluate } from "../../src/evaluation/evaluate";
import { kFolds } from "../../src/evaluation/folds";
import type { TrainableModel } from "../../src/evaluation/model";
import { gridSearch } from "../../src/evaluation/search/search";
import { randomSplit, userSplit } from "../../src/evaluation/split";
import type { Split } from "../../src/evaluation/split";
import { asGoodAs, pairedDifference, standardError } from "../../src/evaluation/uncertainty";
import { createRandom, normal } from "../../src/matrix/random";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { PAYLOAD_MIME } from "../../src/payload/types";
import { checkPayload } from "../../src/payload/check";
import { Ratings } from "../../src/ratings/ratings";
import { ItemMean, madeRatings } from "./tiny-models";
import { plainWords } from "../plain-words";

const ratings = madeRatings(12, 9);

/** A model that is off by `size`, at random for each rating; two of these are as good as each other. */
function noisy(seed: number, size: number = 1): () => TrainableModel {
  const draw = normal(createRandom(seed, "noise"));
  return () => {
    const model = {
      ratings,
      fit: (trained: Ratings) => (model.ratings = trained),
      scores: () => Float64Array.from({ length: model.ratings.items }, () => draw()),
      predictions: (of: Ratings) => of.rows.values.map((value) => value + size * draw()),
    };
    return model;
  };
}

describe("the standard error over users", () => {
  test("is that of a mean where each user has one value", () => {
    const model = new ItemMean().fit(ratings);
    const { test: heldOut } = userSplit(ratings, { test: 0.4 });
    const trained = new ItemMean().fit(userSplit(ratings, { test: 0.4 }).train);
    const { standardError: errors, users } = evaluate(trained, heldOut, { k: 3, metrics: ["recall"] });
    const each = Array.from(heldOut.userIds, (user) => {
      const own = heldOut.select((k) => {
        const u = heldOut.userIds.indexOf(user);
        return k >= heldOut.rows.offsets[u] && k < heldOut.rows.offsets[u + 1];
      });
      return evaluate(trained, own, { k: 3, metrics: ["recall"] }).recall;
    });
    const mean = each.reduce((sum, value) => sum + value, 0) / users;
    const variance = each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (users - 1);
    expect(errors.recall).toBeCloseTo(Math.sqrt(variance / users), 12);
    expect(model.ratings).toBe(ratings);
  });

  test("of RMSE, MAE and FCP is what leaving out one user after the other says", () => {
    const many = madeRatings(80, 12);
    const { train, test: heldOut } = randomSplit(many, { test: 0.5 });
    const model = new ItemMean().fit(train);
    const metrics = ["rmse", "mae", "fcp"] as const;
    const whole = evaluate(model, heldOut, { metrics });
    const { offsets } = heldOut.rows;
    const without = Array.from({ length: 80 }, (_, u) =>
      evaluate(model, heldOut.select((k) => k < offsets[u] || k >= offsets[u + 1]), { metrics }),
    ); // prettier-ignore
    for (const metric of metrics) {
      const mean = without.reduce((sum, each) => sum + each[metric], 0) / 80;
      const jackknife = Math.sqrt(
        (79 / 80) * without.reduce((sum, each) => sum + (each[metric] - mean) ** 2, 0),
      );
      expect(whole.standardError[metric]! / jackknife, metric).toBeCloseTo(1, 1);
    }
  });

  test("goes with the scale of the ratings, however large, and is 0 where all is right", () => {
    const scaled = (by: number): Ratings =>
      Ratings.from(Array.from(ratings, ({ user, item, rating }) => [user, item, rating * by] as const));
    const errorOf = (by: number): number => {
      const { train, test: heldOut } = randomSplit(scaled(by));
      return evaluate(new ItemMean().fit(train), heldOut, { metrics: ["rmse"] }).standardError.rmse! / by;
    };
    expect(errorOf(1e14) / errorOf(1)).toBeCloseTo(1, 10);
    expect(errorOf(1e-120) / errorOf(1)).toBeCloseTo(1, 10);
    const right = noisy(1, 0)();
    expect(evaluate(right, ratings, { metrics: ["rmse", "mae"] }).standardError).toEqual({ rmse: 0, mae: 0 });
  });
});

describe("the standard error over folds", () => {
  test("allows for the training ratings that folds have in common", () => {
    const { folds, standardError: errors } = crossValidate(() => new ItemMean(), ratings, { folds: 4, metrics: ["mae"] }); // prettier-ignore
    const mean = folds.reduce((sum, { mae }) => sum + mae, 0) / 4;
    const variance = folds.reduce((sum, { mae }) => sum + (mae - mean) ** 2, 0) / 3;
    // Each fold is a quarter, which three quarters were trained for.
    expect(errors.mae).toBeCloseTo(Math.sqrt(variance * (1 / 4 + 1 / 3)), 12);
  });

  test("is that over users where there is one split", () => {
    const split = randomSplit(ratings);
    const { standardError: errors } = crossValidate(() => new ItemMean(), split);
    expect(errors).toEqual(evaluate(new ItemMean().fit(split.train), split.test).standardError);
    expect(errors.coverage).toBeNull();
  });
});

describe("a test of differences", () => {
  const sampleOf = (each: readonly number[], share = 1 / each.length) => ({
    value: each.reduce((sum, value) => sum + value, 0) / each.length,
    each: Float64Array.from(each),
    share,
  });

  test("is Student's, of pairs", () => {
    // Student 1908, "The probable error of a mean": hours of sleep gained by two drugs, t = −4.0621, p = 0.0028329.
    const first = sampleOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = sampleOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const { difference, standardError: error, pValue } = pairedDifference(first, second);
    expect(difference).toBeCloseTo(-1.58, 12);
    expect(difference / error!).toBeCloseTo(-4.0621, 4);
    expect(pValue).toBeCloseTo(0.0028329, 6);
    // Folds vary more than they seem to.
    const folds = pairedDifference({ ...first, share: 1 / 10 + 1 / 9 }, second);
    expect(folds.standardError! / error!).toBeCloseTo(Math.sqrt(1 + 10 / 9), 12);
  });

  test("pairs only who counts for both, and says nothing of one pair", () => {
    const { pValue } = pairedDifference(sampleOf([1, NaN, 2]), sampleOf([0, 5, NaN]));
    expect(pValue).toBeNull();
    expect(standardError(sampleOf([7]))).toBeNull();
    expect(asGoodAs(sampleOf([7]), [sampleOf([6])])).toBeNull();
  });

  test("takes two that are the same for equal, and two that always differ by as much for different", () => {
    expect(pairedDifference(sampleOf([1, 2, 3]), sampleOf([1, 2, 3])).pValue).toBe(1);
    expect(pairedDifference(sampleOf([0, 0]), sampleOf([0, 0])).pValue).toBe(1);
    expect(pairedDifference(sampleOf([1, 2, 3]), sampleOf([2, 3, 4])).pValue).toBe(0);
  });

  test("asks more of each of several comparisons", () => {
    const best = sampleOf([0, 0, 0, 0]);
    // t = 4.01 with three degrees of freedom: p = 0.028.
    const other = sampleOf([0.7, 1, 1.3, 2.2]);
    const p = pairedDifference(other, best).pValue!;
    expect(p).toBeGreaterThan(0.025);
    expect(p).toBeLessThan(0.05);
    expect(asGoodAs(best, [other])).toEqual([false]);
    expect(asGoodAs(best, [other, sampleOf([1, -1, 2, -2])])).toEqual([true, true]);
    expect(asGoodAs(best, [other, sampleOf([5, 5.1, 5, 5.1])])).toEqual([false, false]);
  });
});

describe("a comparison of models", () => {
  /** How often, of 60 comparisons, the first column marks one model alone. */
  function alone(makers: (seed: number) => Record<string, () => TrainableModel>, data: (seed: number) => Iterable<Split> & { length: number }): number {
    return Array.from({ length: 60 }, (_, seed) =>
      compareModels(makers(seed), data(seed), { metrics: ["rmse"] }).amongBest("rmse"),
    ).filter((best) => best.length === 1).length;
  } // prettier-ignore

  test("does not call one of equally good models the best, on one split or on folds, but by chance", () => {
    const equal = (seed: number): Record<string, () => TrainableModel> => ({ a: noisy(3 * seed), b: noisy(3 * seed + 1), c: noisy(3 * seed + 2) }); // prettier-ignore
    // At 5 %, 60 comparisons have 3 by chance, and more than 8 less than once in a hundred times.
    expect(alone(equal, (seed) => [randomSplit(ratings, { test: 0.4, seed })])).toBeLessThan(9);
    expect(alone(equal, (seed) => kFolds(ratings, { seed }))).toBeLessThan(9);
  });

  test("calls a better one the best", () => {
    const unequal = (seed: number): Record<string, () => TrainableModel> => ({ a: noisy(2 * seed, 0.5), b: noisy(2 * seed + 1, 1.5) }); // prettier-ignore
    expect(alone(unequal, (seed) => [randomSplit(ratings, { test: 0.4, seed })])).toBeGreaterThan(50);
    expect(alone(unequal, (seed) => kFolds(ratings, { seed }))).toBeGreaterThan(50);
  });

  const models = { worse: noisy(1, 3), "as good": noisy(2), good: noisy(3), same: noisy(3) };
  const compared = compareModels(models, randomSplit(ratings, { test: 0.5 }), {
    metrics: ["rmse", "coverage"],
  });

  test("marks the best and what is as good alike, and says so, in text, html and payload", () => {
    const best = compared.best("rmse")!;
    expect(["as good", "good", "same"]).toContain(best);
    expect(compared.amongBest("rmse")[0]).toBe(best);
    expect(compared.amongBest("rmse").toSorted()).toEqual(["as good", "good", "same"]);
    const lines = String(compared).split("\n");
    const marked = lines.filter((line) => line.includes("*")).map((line) => line.split(/ {2,}/)[0]);
    expect(marked).toEqual(["as good", "good", "same", expect.stringMatching(/^\* the best of its column, and what a paired t-test over users/)]); // prettier-ignore
    expect(lines.at(-1)).toBe("± is one standard error over users.");
    expect(lines[3]).toMatch(/^± +\d\.\d+$/);
    const bundle = compared[jupyterDisplay]();
    expect(bundle["text/html"]!.match(/<b>\d/g)).toHaveLength(3);
    expect(bundle["text/html"]!.match(/>± \d\.\d+</g)).toHaveLength(4);
    const payload = plainWords(bundle[PAYLOAD_MIME]) as unknown as { columns: object[]; notes: string[] };
    expect(checkPayload(payload)).toEqual(payload);
    const errors = Object.values(compared.results).map((result) => result.standardError.rmse);
    expect(payload.columns[1]).toEqual({ name: "RMSE", better: "low", marked: [1, 2, 3], errors });
    expect(payload.columns[2]).toEqual({ name: "coverage@10" });
    expect(payload.notes[0]).toMatch(/^Bold: the best of its column, and what/);
  });

  test("marks nothing in a column where no difference is more than noise, and says so", () => {
    const none = compareModels({ one: noisy(3), same: noisy(3) }, randomSplit(ratings, { test: 0.5 }), {
      metrics: ["rmse", "mae"],
    });
    expect(none.amongBest("rmse")).toHaveLength(2);
    expect(String(none)).not.toContain("*");
    const told = "No number is marked: a paired t-test over users (at 5 %, with Holm's correction) tells none apart."; // prettier-ignore
    expect(String(none).split("\n")).toContain(told);
    const bundle = none[jupyterDisplay]();
    expect(bundle["text/html"]).not.toContain("<b>0");
    expect(bundle["text/html"]).not.toContain("<b>1");
    const payload = plainWords(bundle[PAYLOAD_MIME]) as unknown as { columns: object[]; notes: string[] };
    expect(payload.columns[1]).toMatchObject({ name: "RMSE", marked: [] });
    expect(payload.notes).toContain(told);

    const models = { worse: noisy(1, 3), good: noisy(3), same: noisy(3) };
    const split = randomSplit(ratings, { test: 0.5 });
    const some = compareModels(models, split, { metrics: ["rmse", "mrr"] });
    expect([some.amongBest("rmse").length, some.amongBest("mrr").length]).toEqual([2, 3]);
    const lines = String(some).split("\n");
    expect(lines).toContain("No number is marked under MRR@10: the test tells none apart there.");
    expect(lines.filter((line) => line.startsWith("* the best of its column"))).toHaveLength(1);

    const search = gridSearch(() => noisy(3)(), { shrinkage: [0, 3] }, ratings, { folds: 3 });
    expect(String(search)).not.toContain("*");
    expect(String(search)).toContain("No number is marked: a paired t-test over folds");
  });

  test("tells how large a difference is, and how sure", () => {
    const { difference, standardError: error, pValue } = compared.difference("rmse", "worse", "good")!;
    const { worse, good } = compared.results;
    expect(difference).toBe(worse.mean.rmse - good.mean.rmse);
    expect(error).toBeGreaterThan(0);
    expect(pValue).toBeLessThan(0.05);
    expect(compared.difference("rmse", "good", "same")!.pValue).toBe(1);
    expect(compared.difference("rmse", "worse")).toEqual(
      compared.difference("rmse", "worse", compared.best("rmse")),
    );
    expect(compared.difference("coverage", "good", "worse")!.pValue).toBeNull();
    expect(() => compared.difference("rmse", "MF" as never)).toThrow(
      'model is "MF", expected one of "worse"',
    );
  });

  test("has nothing to mark and no NaN where one user of one split is all there is", () => {
    const few = Ratings.from(["a", "b", "c", "d"].map((item, k) => ["Ada", item, k + 1] as const));
    const make = { a: () => new ItemMean(), b: () => new ItemMean({ shrinkage: 3 }) };
    const one = compareModels(make, randomSplit(few, { test: 0.5 }), { metrics: ["rmse", "recall"] });
    expect(one.results.a.standardError).toEqual({ rmse: null, recall: null });
    expect(one.amongBest("rmse")).toEqual(["a", "b"]);
    expect(String(one)).not.toMatch(/NaN|\*|±/);
    expect(String(one)).toContain("One user on one split does not tell which difference is more than noise.");
    expect(JSON.stringify(one[jupyterDisplay]())).not.toContain("NaN");
    const search = gridSearch((options: object) => new ItemMean(options), { shrinkage: [0, 3] }, few, { validation: 0.5 }); // prettier-ignore
    expect([search.amongBest.length, search.trials[0].standardError]).toEqual([2, null]);
    expect(String(search)).not.toMatch(/NaN|\*/);
  });

  test("has no mark for a model that diverged, and none to be told apart from one alone", () => {
    const wild = { wild: () => new ItemMean({ learningRate: 9 }), calm: () => new ItemMean() };
    const mixed: Comparison<"wild" | "calm"> = compareModels(wild, ratings, { folds: 3, metrics: ["rmse"] }) as never; // prettier-ignore
    expect(mixed.amongBest("rmse")).toEqual(["calm"]);
    expect(mixed.difference("rmse", "wild")).toBeNull();
    expect(mixed.results.wild.standardError.rmse).toBeNull();
  });
});

test("a search marks the trials that may be the best, and says why", () => {
  const grid = { shrinkage: [0, 0.01, 60] };
  const make = (options: { shrinkage: number }): ItemMean => new ItemMean(options);
  const search = gridSearch(make, grid, ratings, { folds: 5 });
  expect(search.amongBest.map(({ options }) => options.shrinkage).toSorted()).toEqual([0, 0.01]);
  expect(search.amongBest[0]).toBe(search.trials[0]);
  expect(search.trials[0].standardError).toBe(
    crossValidate(() => new ItemMean(search.best), ratings, { folds: 5, metrics: ["rmse"] }).standardError
      .rmse,
  );
  expect(String(search)).toContain("* the best, and what a paired t-test over folds");
  const onOne = gridSearch(make, grid, ratings, { validation: 0.4 });
  expect(String(onOne)).toContain("* the best, and what a paired t-test over users");
});
