import { expect, test } from "vitest";
import {
  BiasedMF,
  compareModels,
  crossValidate,
  evaluate,
  GlobalMean,
  gridSearch,
  halvingSearch,
  itemMap,
  kFolds,
  leaveOneOut,
  lossCurves,
  Matrix,
  metrics,
  predefinedFolds,
  randomSearch,
  randomSplit,
  Ratings,
  readRatings,
  sample,
  schedules,
  timeSplit,
  userSplit,
} from "../../src";
import { knock } from "./every-door";

const ratings = Ratings.from([
  ["Ada", "Alien", 5, 1],
  ["Ada", "Heat", 2, 2],
  ["Ben", "Alien", 4, 3],
  ["Ben", "Heat", 1, 4],
  ["Cem", "Heat", 3, 5],
  ["Cem", "Alien", 3, 6],
]);
const one = [["a", "b", 1]] as const;
const record = { user: 1, item: 1, rating: 1 };
const make = (): GlobalMean => new GlobalMean();
const mean = make().fit(ratings);
const model = new BiasedMF({ features: 3, epochs: 1, seed: 1 }).fit(ratings);
const names = { fields: [{ name: "user" }, { name: "item" }, { name: "rating" }] };

type Door = (value: never) => unknown;

/** Each with the fewest of the weird values that it refuses. */
const doors: readonly [string, Door, number][] = [
  ["Ratings.from", (v) => Ratings.from(v), 20],
  ["Ratings.from, options", (v) => Ratings.from(one, v), 12],
  ["Ratings.from, scale", (v) => Ratings.from(one, { scale: v }), 20],
  ["Ratings.from, duplicates", (v) => Ratings.from(one, { duplicates: v }), 20],
  ["Ratings.from, users", (v) => Ratings.from(one, { users: v }), 15],
  ["Ratings.from, a user", (v) => Ratings.from(one, { users: [v] }), 15],
  ["Ratings.from, a pair of titles", (v) => Ratings.from(one, { titles: [v] }), 20],
  ["Ratings.from, a title", (v) => Ratings.from(one, { titles: [["b", v]] }), 20],
  ["Ratings.fromCsv", (v) => Ratings.fromCsv(v), 20],
  ["Ratings.fromCsv, options", (v) => Ratings.fromCsv("a,b,1", v), 12],
  ["Ratings.fromCsv, separator", (v) => Ratings.fromCsv("a,b,1", { separator: v }), 20],
  ["Ratings.fromCsv, header", (v) => Ratings.fromCsv("a,b,1", { header: v }), 20],
  ["Ratings.fromCsv, user", (v) => Ratings.fromCsv("a,b,1", { user: v }), 20],
  ["Ratings.fromRecords", (v) => Ratings.fromRecords(v), 20],
  ["Ratings.fromRecords, options", (v) => Ratings.fromRecords([record], v), 12],
  ["Ratings.fromColumns", (v) => Ratings.fromColumns(v), 20],
  ["Ratings.fromColumns, users", (v) => Ratings.fromColumns({ users: v, items: [1] }), 20],
  ["Ratings.fromMatrix", (v) => Ratings.fromMatrix(v), 20],
  ["Ratings.fromMatrix, options", (v) => Ratings.fromMatrix([[1]], v), 12],
  ["Ratings.fromMatrix, users", (v) => Ratings.fromMatrix([[1]], { users: v }), 15],
  ["Ratings.fromArrow", (v) => Ratings.fromArrow(v), 20],
  ["Ratings.fromArrow, schema", (v) => Ratings.fromArrow({ getChild: () => null, schema: v }), 20],
  ["Ratings.fromArrow, a column", (v) => Ratings.fromArrow({ getChild: () => v, schema: names }), 20],
  ["readRatings", (v) => readRatings(v), 20],
  ["ratings.get", (v) => ratings.get(v, "Alien"), 20],
  ["ratings.with", (v) => ratings.with(v), 20],
  ["ratings.placesOf", (v) => ratings.placesOf(v), 20],
  ["ratings.select", (v) => ratings.select(v), 20],
  ["ratings.atLeast", (v) => ratings.atLeast(v), 15],
  ["ratings.scaled", (v) => ratings.scaled(v), 20],
  ["Matrix.from", (v) => Matrix.from(v), 20],
  ["new Matrix", (v) => new Matrix(1, 1, v), 20],
  ["matrix.get", (v) => Matrix.from([[1]]).get(v, 0), 20],
  ["randomSplit", (v) => randomSplit(v), 20],
  ["randomSplit, options", (v) => randomSplit(ratings, v), 12],
  ["randomSplit, test", (v) => randomSplit(ratings, { test: v }), 20],
  ["userSplit, seed", (v) => userSplit(ratings, { seed: v }), 15],
  ["leaveOneOut, by", (v) => leaveOneOut(ratings, { by: v }), 20],
  ["timeSplit, before", (v) => timeSplit(ratings, { before: v }), 20],
  ["kFolds, folds", (v) => kFolds(ratings, { folds: v }), 20],
  ["predefinedFolds", (v) => predefinedFolds(v), 20],
  ["predefinedFolds, one", (v) => predefinedFolds([v]), 20],
  ["evaluate", (v) => evaluate(v, ratings), 20],
  ["evaluate, test", (v) => evaluate(mean, v), 20],
  ["evaluate, k", (v) => evaluate(mean, ratings, { k: v, metrics: ["rmse"] }), 20],
  ["evaluate, metrics", (v) => evaluate(mean, ratings, { metrics: v }), 20],
  ["evaluate, relevantFrom", (v) => evaluate(mean, ratings, { relevantFrom: v }), 15],
  ["crossValidate", (v) => crossValidate(v, ratings), 20],
  ["crossValidate, the model", (v) => crossValidate(() => v, ratings), 20],
  ["crossValidate, data", (v) => crossValidate(make, v), 20],
  ["crossValidate, a fold", (v) => crossValidate(make, [v]), 20],
  ["crossValidate, fit", (v) => crossValidate(make, ratings, { fit: v, metrics: ["rmse"] }), 1],
  ["compareModels", (v) => compareModels(v, ratings), 20],
  ["compareModels, one", (v) => compareModels({ one: v }, ratings), 20],
  ["gridSearch", (v) => gridSearch(v, { features: [1] }, ratings), 20],
  ["gridSearch, grid", (v) => gridSearch(make, v, ratings), 20],
  ["gridSearch, values", (v) => gridSearch(make, { epochs: v }, ratings), 15],
  ["gridSearch, the model", (v) => gridSearch(() => v, { epochs: [1] }, ratings), 20],
  ["randomSearch, space", (v) => randomSearch(make, v, ratings), 20],
  ["randomSearch, trials", (v) => randomSearch(make, { epochs: [1, 2] }, ratings, { trials: v }), 15],
  ["halvingSearch", (v) => halvingSearch(v, { epochs: [1] }, ratings), 20],
  ["halvingSearch, the model", (v) => halvingSearch(() => v, { epochs: [1] }, ratings), 20],
  ["sample.uniform", (v) => sample.uniform(v, 1), 15],
  ["itemMap", (v) => itemMap(v), 20],
  ["itemMap, options", (v) => itemMap(model, v), 12],
  ["lossCurves", (v) => lossCurves(v), 20],
  ["metrics.rmse", (v) => metrics.rmse(v, [1]), 20],
  ["metrics.fcp", (v) => metrics.fcp([1], v), 20],
  ["schedules.exponential", (v) => schedules.exponential(v), 15],
  ["schedules.inverse", (v) => schedules.inverse(v), 15],
  ["model.predictions", (v) => model.predictions(v), 20],
  ["model.partialFit", (v) => model.partialFit(v), 20],
  ["BiasedMF.load", (v) => BiasedMF.load(v), 20],
];

test.each(doors)(
  "%s answers whatever comes with a result, or with a typed error",
  async (_, door, fewest) => {
    const { refused } = await knock(door);
    expect(refused).toBeGreaterThanOrEqual(fewest);
  },
);
