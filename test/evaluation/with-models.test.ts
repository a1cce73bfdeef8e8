import { describe, expect, test } from "vitest";
import {
  ALS,
  BayesianMF,
  compareModels,
  EASE,
  evaluate,
  GlobalMean,
  gridSearch,
  MostPopular,
  Ratings,
  userSplit,
} from "../../src";
import type { Id } from "../../src";
import { createRandom, normal } from "../../src/matrix/random";
import { ItemMean } from "./tiny-models";

/** Ratings made of two factors of users and items, with a little noise; three of four are known. */
function factorRatings(users: number, items: number): Ratings {
  const random = createRandom(7);
  const draw = normal(random);
  const factors = (count: number): number[][] => Array.from({ length: count }, () => [draw(), draw()]);
  const [p, q] = [factors(users), factors(items)];
  const all = p.flatMap((user, u) =>
    q.map((item, i) => [u, i, 3 + user[0] * item[0] + user[1] * item[1] + 0.1 * draw()] as const),
  );
  return Ratings.from(
    all.filter(() => random() < 0.75).map(([u, i, r]) => [u, i, Math.min(5, Math.max(1, r))]),
  );
}

const ratings = factorRatings(40, 30);

describe("the models of this library", () => {
  test("do better than item means and the most popular items", () => {
    const result = compareModels(
      {
        "item means": () => new ItemMean(),
        "most popular": () => new MostPopular(),
        ALS: () => new ALS({ features: 2, regularization: 0.5, seed: 1 }),
      },
      userSplit(ratings),
      { k: 3, relevantFrom: 4 },
    );
    for (const metric of ["rmse", "mae", "fcp", "ndcg", "auc"] as const)
      expect(result.best(metric)).toBe("ALS");
    const { ALS: als, "item means": means, "most popular": popular } = result.results;
    expect(als.mean.rmse).toBeLessThan(means.mean.rmse / 2);
    expect(popular.mean.rmse).toBeNaN();
    expect(popular.mean.ndcg).toBeGreaterThan(0);
  });

  test("are best with the number of factors that made the ratings", () => {
    const search = gridSearch(
      ({ features }) => new ALS({ features, regularization: 0.1, seed: 1 }),
      { features: [1, 2, 8] },
      ratings,
      { folds: 3 },
    );
    expect(search.best).toEqual({ features: 2 });
    expect(search.bestModel).toBeInstanceOf(ALS);
    expect(search.bestModel.userFactors.columns).toBe(2);
  });
});

describe("rankings", () => {
  test("are those of a model whose scores are asked for user by user, to the last digit", () => {
    const { train, test: heldOut } = userSplit(ratings, { seed: 1 });
    const models = [
      new ALS({ seed: 1 }),
      new EASE(),
      new GlobalMean(),
      new BayesianMF({ epochs: 8, seed: 1 }),
    ];
    for (const model of models) {
      const trained = model.fit(train);
      const { predictsRatings, ratings } = trained;
      const oneByOne = {
        ...{ predictsRatings, ratings },
        scores: (user: Id) => trained.scores(user),
        predictions: (given: Ratings) => trained.predictions(given),
      };
      expect(evaluate(trained, heldOut)).toEqual(evaluate(oneByOne, heldOut));
      expect(evaluate(trained, heldOut).ndcg).toBeGreaterThan(0);
    }
  });
});
