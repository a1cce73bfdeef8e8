import { expect, test } from "vitest";
import { GlobalMean } from "../../src/models/global-mean";
import { Ratings } from "../../src/ratings/ratings";
import type { MemoryDemand, Sizes } from "../../src/models/recommender/parameters";
import { contract } from "./contract/contract";

contract("GlobalMean", { Model: GlobalMean, options: {}, isBaseline: true, hasLearningRate: false });

const ratings = Ratings.from([
  ["Ada", "Alien", 5],
  ["Ada", "Heat", 1],
  ["Ben", "Alien", 3],
  ["Ben", "Dune", 2],
]);

test("everybody is expected to give everything the mean, and the loss is the standard deviation", () => {
  const model = new GlobalMean().fit(ratings);
  expect(model.globalMean).toBe(2.75);
  expect(model.predict("Ben", "Heat")).toBe(2.75);
  expect(model.history.loss).toEqual([Math.sqrt((2.25 ** 2 + 1.75 ** 2 + 0.25 ** 2 + 0.75 ** 2) / 4)]);
});

test("validation is measured with the same mean", () => {
  const validation = Ratings.from([["Ada", "Dune", 3.75]], {
    users: ratings.userIds,
    items: ratings.itemIds,
  });
  expect(new GlobalMean().fit(ratings, { validation }).history.validation).toEqual([1]);
});

test("it has no vectors to compare neighbours by, and only its ratings make it large", () => {
  const model = new GlobalMean().fit(ratings);
  expect(() => model.similarItems("Alien")).toThrow("GlobalMean compares no neighbours");
  const { memoryDemand } = model as unknown as { readonly memoryDemand: (sizes: Sizes) => MemoryDemand };
  expect(memoryDemand.call(model, { users: 2, items: 3 })).toMatchObject({
    argument: "ratings",
    is: "of 2 users and 3 items",
  });
});
