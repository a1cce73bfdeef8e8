import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
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
  threeWaySplit,
  timeSplit,
  userSplit,
} from "../../src";
import { callWithEachWeirdValue } from "./every-entry-point";

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

const column = { length: 1, type: { typeId: 2 }, get: () => 1 };
const fold = randomSplit(ratings, { test: 0.5, seed: 1 });
const factors = (): BiasedMF => new BiasedMF({ features: 1, epochs: 1, seed: 1 });
const three = new BiasedMF({ features: 2, epochs: 1, seed: 1 }).fit(
  ratings.with(Ratings.from([["Ada", "Dune", 3]])),
);
const more = Ratings.from([["Ada", "Alien", 4]]);

const folder = mkdtempSync(join(tmpdir(), "factorlab entry points "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [file, saved] = [join(folder, "a.csv"), join(folder, "model.json")];
writeFileSync(file, "a,b,1");
writeFileSync(saved, JSON.stringify(model));

type EntryPoint = (value: never) => unknown;

/** Each has a value that it takes, and the least number of weird values that it refuses. */
const entryPoints: readonly [string, EntryPoint, unknown, number][] = [
  ["Ratings.from", (v) => Ratings.from(v), one, 20],
  ["Ratings.from, options", (v) => Ratings.from(one, v), { duplicates: "last" }, 12],
  ["Ratings.from, scale", (v) => Ratings.from(one, { scale: v }), [0, 5], 20],
  ["Ratings.from, duplicates", (v) => Ratings.from(one, { duplicates: v }), "mean", 20],
  ["Ratings.from, users", (v) => Ratings.from(one, { users: v }), ["a"], 15],
  ["Ratings.from, a user", (v) => Ratings.from(one, { users: [v] }), "a", 15],
  ["Ratings.from, a pair of titles", (v) => Ratings.from(one, { titles: [v] }), ["b", "B"], 20],
  ["Ratings.from, a title", (v) => Ratings.from(one, { titles: [["b", v]] }), "B", 20],
  ["Ratings.fromCsv", (v) => Ratings.fromCsv(v), "a,b,1", 20],
  ["Ratings.fromCsv, options", (v) => Ratings.fromCsv("a,b,1", v), { header: false }, 12],
  ["Ratings.fromCsv, separator", (v) => Ratings.fromCsv("a,b,1", { separator: v }), ",", 20],
  ["Ratings.fromCsv, header", (v) => Ratings.fromCsv("a,b,1", { header: v }), false, 20],
  ["Ratings.fromCsv, user", (v) => Ratings.fromCsv("a,b,1", { user: v }), 1, 20],
  ["Ratings.fromRecords", (v) => Ratings.fromRecords(v), [record], 20],
  ["Ratings.fromRecords, options", (v) => Ratings.fromRecords([record], v), { user: "user" }, 12],
  ["Ratings.fromColumns", (v) => Ratings.fromColumns(v), { users: [1], items: [1] }, 20],
  ["Ratings.fromColumns, users", (v) => Ratings.fromColumns({ users: v, items: [1] }), [1], 20],
  ["Ratings.fromMatrix", (v) => Ratings.fromMatrix(v), [[1]], 20],
  ["Ratings.fromMatrix, options", (v) => Ratings.fromMatrix([[1]], v), { users: ["a"] }, 12],
  ["Ratings.fromMatrix, users", (v) => Ratings.fromMatrix([[1]], { users: v }), ["a"], 15],
  ["Ratings.fromArrow", (v) => Ratings.fromArrow(v), { getChild: () => column, schema: names }, 20],
  ["Ratings.fromArrow, schema", (v) => Ratings.fromArrow({ getChild: () => column, schema: v }), names, 20],
  ["Ratings.fromArrow, a column", (v) => Ratings.fromArrow({ getChild: () => v, schema: names }), column, 20],
  ["readRatings", (v) => readRatings(v), file, 20],
  ["ratings.get", (v) => ratings.get(v, "Alien"), "Ada", 20],
  ["ratings.with", (v) => ratings.with(v), ratings, 20],
  ["ratings.placesOf", (v) => ratings.placesOf(v), ratings, 20],
  ["ratings.select", (v) => ratings.select(v), () => true, 20],
  ["ratings.atLeast", (v) => ratings.atLeast(v), 2, 15],
  ["ratings.scaled", (v) => ratings.scaled(v), [0, 5], 20],
  ["Matrix.from", (v) => Matrix.from(v), [[1]], 20],
  ["new Matrix", (v) => new Matrix(1, 1, v), Float64Array.of(1), 20],
  ["matrix.get", (v) => Matrix.from([[1]]).get(v, 0), 0, 20],
  ["randomSplit", (v) => randomSplit(v), ratings, 20],
  ["randomSplit, options", (v) => randomSplit(ratings, v), { test: 0.5 }, 12],
  ["randomSplit, test", (v) => randomSplit(ratings, { test: v }), 0.5, 20],
  ["userSplit, seed", (v) => userSplit(ratings, { test: 0.5, seed: v }), 3, 15],
  ["leaveOneOut, by", (v) => leaveOneOut(ratings, { by: v }), "random", 20],
  ["timeSplit, before", (v) => timeSplit(ratings, { before: v }), 4, 20],
  ["threeWaySplit", (v) => threeWaySplit(v), ratings, 20],
  ["threeWaySplit, validation", (v) => threeWaySplit(ratings, { validation: v }), 0.3, 20],
  ["threeWaySplit, by", (v) => threeWaySplit(ratings, { by: v }), "random", 20],
  ["kFolds, folds", (v) => kFolds(ratings, { folds: v }), 2, 20],
  ["predefinedFolds", (v) => predefinedFolds(v), [fold, fold], 20],
  ["predefinedFolds, one", (v) => predefinedFolds([v]), fold, 20],
  ["evaluate", (v) => evaluate(v, ratings), mean, 20],
  ["evaluate, test", (v) => evaluate(mean, v), ratings, 20],
  ["evaluate, k", (v) => evaluate(mean, ratings, { k: v, metrics: ["rmse"] }), 2, 20],
  ["evaluate, metrics", (v) => evaluate(mean, ratings, { metrics: v }), ["rmse"], 20],
  ["evaluate, relevantFrom", (v) => evaluate(mean, ratings, { relevantFrom: v }), 4, 15],
  ["crossValidate", (v) => crossValidate(v, ratings), make, 20],
  ["crossValidate, the model", (v) => crossValidate(() => v, ratings), make(), 20],
  ["crossValidate, data", (v) => crossValidate(make, v), ratings, 20],
  ["crossValidate, a fold", (v) => crossValidate(make, [v]), fold, 20],
  [
    "crossValidate, fit",
    (v) => crossValidate(make, ratings, { fit: v, metrics: ["rmse"] }),
    { epochs: 1 },
    1,
  ],
  ["compareModels", (v) => compareModels(v, ratings), { one: make }, 20],
  ["compareModels, one", (v) => compareModels({ one: v }, ratings), make, 20],
  ["gridSearch", (v) => gridSearch(v, { features: [1] }, ratings), make, 20],
  ["gridSearch, grid", (v) => gridSearch(make, v, ratings), { epochs: [1, 2] }, 20],
  ["gridSearch, values", (v) => gridSearch(make, { epochs: v }, ratings), [1, 2], 15],
  ["gridSearch, the model", (v) => gridSearch(() => v, { epochs: [1] }, ratings), make(), 20],
  ["randomSearch, space", (v) => randomSearch(make, v, ratings), { epochs: [1, 2] }, 20],
  ["randomSearch, trials", (v) => randomSearch(make, { epochs: [1, 2] }, ratings, { trials: v }), 2, 15],
  ["halvingSearch", (v) => halvingSearch(v, { epochs: [1] }, ratings), factors, 20],
  ["halvingSearch, the model", (v) => halvingSearch(() => v, { epochs: [1] }, ratings), factors(), 20],
  ["sample.uniform", (v) => sample.uniform(v, 1), 0, 15],
  ["itemMap", (v) => itemMap(v), three, 20],
  ["itemMap, options", (v) => itemMap(three, v), { count: 3 }, 12],
  ["lossCurves", (v) => lossCurves(v), model, 20],
  ["metrics.rmse", (v) => metrics.rmse(v, [1]), [1], 20],
  ["metrics.fcp", (v) => metrics.fcp([1], v), Ratings.from(one), 20],
  ["metrics.precision, the list", (v) => metrics.precision(v, new Set([1]), 1), [1], 20],
  ["metrics.recall, the relevant ones", (v) => metrics.recall([1], v, 1), new Set([1]), 24],
  ["metrics.ndcg, k", (v) => metrics.ndcg([1], new Set([1]), v), 1, 23],
  ["metrics.averagePrecision, the list", (v) => metrics.averagePrecision(v, new Set([1]), 1), [1], 20],
  ["metrics.reciprocalRank, the relevant ones", (v) => metrics.reciprocalRank([1], v, 1), new Set([1]), 24],
  ["metrics.auc", (v) => metrics.auc([1], v), [1], 20],
  ["schedules.exponential", (v) => schedules.exponential(v), 0.5, 15],
  ["schedules.inverse", (v) => schedules.inverse(v), 0.5, 15],
  ["model.predictions", (v) => model.predictions(v), ratings, 20],
  ["model.predictAll", (v) => model.predictAll(v), ratings, 15],
  ["model.predict, unknown", (v) => model.predict("Ada", "Heat", v), { unknown: "baseline" }, 12],
  ["model.recommend, items", (v) => model.recommend("Ada", { items: v }), ["Heat"], 15],
  ["model.recommend, exclude", (v) => model.recommend("Ada", { exclude: v }), ["Heat"], 15],
  ["model.recommend, where", (v) => model.recommend("Ada", { where: v }), () => true, 20],
  ["model.recommendAll, unknown", (v) => model.recommendAll({ unknown: v }), "baseline", 20],
  [
    "lists.save",
    (v) =>
      model
        .recommendAll()
        .save(v)
        .then(() => true),
    join(folder, "top.csv"),
    24,
  ],
  ["model.partialFit", (v) => model.partialFit(v), more, 20],
  ["BiasedMF.load", (v) => BiasedMF.load(v), saved, 20],
  ["BiasedMF.fromSafetensors", (v) => BiasedMF.fromSafetensors(v), await model.toSafetensors(), 25],
];

test.each(entryPoints)(
  "%s answers whatever comes with a result, or with a typed error",
  async (_, entryPoint, good, fewest) => {
    expect(await entryPoint(good as never)).toBeDefined();
    const { refused } = await callWithEachWeirdValue(entryPoint);
    expect(refused).toBeGreaterThanOrEqual(fewest);
  },
);
