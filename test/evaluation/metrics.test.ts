import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ShapeError } from "../../src/errors";
import * as metrics from "../../src/evaluation/metrics";
import { topIndices } from "../../src/models/shared/top";
import { Ratings } from "../../src/ratings/ratings";

const { auc, averagePrecision, fcp, hit, mae, ndcg, precision, recall, reciprocalRank, rmse } = metrics;

describe("errors of predictions", () => {
  test("are scikit-learn 1.9.1's", () => {
    const actual = [5, 3, 4, 1, 2];
    const predicted = [4.2, 3.1, 4.4, 2.0, 2.5];
    expect(rmse(predicted, actual)).toBeCloseTo(0.6418722614352486, 14);
    expect(mae(predicted, actual)).toBeCloseTo(0.56, 14);
  });

  test("need a prediction for each rating", () => {
    expect(() => rmse([1], [1, 2])).toThrow(ShapeError);
    expect(() => mae([], [])).toThrow("predicted has 0 predictions, expected at least one rating");
  });

  test("the mean absolute error is never above the root mean squared one", () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), (pairs) => {
        const [predicted, actual] = [pairs.map(([p]) => p), pairs.map(([, a]) => a)];
        expect(mae(predicted, actual)).toBeLessThanOrEqual(rmse(predicted, actual) + 1e-9);
      }),
    );
  });
});

describe("the fraction of concordant pairs", () => {
  const ratings = Ratings.from([
    ["A", "a", 5], ["A", "b", 3], ["A", "c", 1], ["A", "d", 3], ["B", "a", 2], ["B", "c", 4], ["B", "d", 2], ["C", "a", 3],
  ]); // prettier-ignore
  const predicted = [4.2, 4.2, 2.0, 4.5, 3.6, 3.5, 3.1, 3];

  test("is Surprise 1.1.5's: predictions that are equal do not agree with ratings that are not", () => {
    expect(fcp(predicted, ratings)).toBeCloseTo(4 / 7, 14);
  });

  test("asks only for the order within each user", () => {
    const stretched = predicted.map((value, k) => value ** 3 - 100 * k * Number(k > 6));
    expect(fcp(stretched, ratings)).toBe(fcp(predicted, ratings));
    expect(fcp(ratings.rows.values, ratings)).toBe(1);
    expect(
      fcp(
        ratings.rows.values.map((value) => -value),
        ratings,
      ),
    ).toBe(0);
    expect(fcp([1], Ratings.from([["A", "a", 5]]))).toBeNaN();
  });
});

describe("metrics of one list", () => {
  // Scores .9 .3 .8 .1 .7 .6 .2 .5, of which indices 1, 2, 5 and 7 are relevant.
  const ranked = [0, 2, 4, 5, 7, 1, 6, 3];
  const relevant = new Set([1, 2, 5, 7]);

  test("are scikit-learn 1.9.1's", () => {
    expect(ndcg(ranked, relevant, 3)).toBeCloseTo(0.2960819109658652, 14);
    expect(ndcg(ranked, relevant, 5)).toBeCloseTo(0.5654495432396527, 14);
    expect(ndcg(ranked, relevant, 8)).toBeCloseTo(0.7045057227504283, 14);
    expect(averagePrecision(ranked, relevant, 8)).toBeCloseTo(0.5666666666666667, 14);
    expect(auc([0.3, 0.8, 0.6, 0.5], [0.9, 0.1, 0.7, 0.2])).toBe(0.5625);
    // With equal scores: .5 .5 .8 .5 .1 .8 .5 .2
    expect(auc([0.5, 0.8, 0.8, 0.2], [0.5, 0.5, 0.1, 0.5])).toBe(0.71875);
  });

  test("are what one counts by hand", () => {
    expect(precision(ranked, relevant, 3)).toBe(1 / 3);
    expect(precision(ranked, relevant, 5)).toBe(3 / 5);
    expect(recall(ranked, relevant, 5)).toBe(3 / 4);
    expect(reciprocalRank(ranked, relevant, 5)).toBe(1 / 2);
    expect(averagePrecision(ranked, relevant, 3)).toBeCloseTo(1 / 2 / 3, 14);
    expect([hit(ranked, relevant, 1), hit(ranked, relevant, 2)]).toEqual([0, 1]);
    expect(reciprocalRank(ranked, relevant, 1)).toBe(0);
  });

  test("take ids as well as indices, and lists that are shorter than k", () => {
    expect(precision(["Heat", "Alien"], new Set(["Alien"]), 10)).toBe(0.1);
    expect(ndcg(["Alien"], new Set(["Alien", "Heat"]), 10)).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 14);
    expect([auc([], [1]), auc([1], [])]).toEqual([NaN, NaN]);
  });

  const list = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1 });
  const wanted = fc.uniqueArray(fc.nat(12), { minLength: 1 });
  const five = [precision, recall, hit, averagePrecision, ndcg, reciprocalRank];

  test("stay within 0 and 1, and rise when a relevant item comes first", () => {
    fc.assert(
      fc.property(list, wanted, fc.integer({ min: 1, max: 12 }), (ranked, wanted, k) => {
        const relevant = new Set(wanted);
        const at = ranked.findIndex((item) => relevant.has(item));
        const better = at < 0 ? ranked : [ranked[at], ...ranked.filter((_, j) => j !== at)];
        for (const metric of five) {
          const value = metric(ranked, relevant, k);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          expect(metric(better, relevant, k)).toBeGreaterThanOrEqual(value - 1e-12);
        }
      }),
    );
  });

  test("are 1 for the best list there can be", () => {
    fc.assert(
      fc.property(wanted, (wanted) => {
        const relevant = new Set(wanted);
        const best = [...wanted, 20, 21, 22];
        for (const metric of five) expect(metric(best, relevant, wanted.length)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("AUC is 1 − AUC of the opposite, and the share of pairs won", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (relevant, others) => {
        const won = relevant.flatMap((a) => others.map((b) => Number(a > b) + Number(a === b) / 2));
        const share = won.reduce((sum, one) => sum + one, 0) / won.length;
        expect(auc(relevant, others)).toBeCloseTo(share, 12);
        expect(auc(others, relevant)).toBeCloseTo(1 - share, 12);
      }),
    );
  });
});

describe("the indices of the highest scores", () => {
  test("are those of a full sort, the lower index first where scores are equal", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        scores,
        fc.integer({ min: 1, max: 12 }),
        fc.func<[number], boolean>(fc.boolean()),
        (given, k, leftOut) => {
          const sorted = [...given.keys()]
            .filter((i) => !leftOut(i))
            .sort((a, b) => given[b] - given[a] || a - b);
          expect([...topIndices(Float64Array.from(given), k, leftOut)]).toEqual(sorted.slice(0, k));
        },
      ),
    );
  });
});
