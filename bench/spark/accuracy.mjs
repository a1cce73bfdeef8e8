// What Spark's ALS and ours make of the same ratings by the same objective, from starting factors of their own.
import { createRequire } from "node:module";
import { progress } from "../../scripts/lib/progress.mjs";
import { root } from "../../scripts/lib/paths.mjs";
import { SetupError } from "../../scripts/lib/setup.mjs";
import { ml100kFolder } from "../accuracy/ml100k.mjs";
import { ratingsFolder, readColumns } from "../speed/data.mjs";
import { trained } from "./cluster.mjs";
import { explicitObjective, implicitObjective } from "./objective.mjs";

const { ALS, evaluate, ImplicitALS, loadMovieLens100kFolds, randomSplit, Ratings } = createRequire(
  import.meta.url,
)(root);

/** Few blocks: how many there are changes last digits alone, and each is a task more for every half of an iteration. */
const COMMON = { features: 10, iterations: 20, regularization: 0.1, userBlocks: 2, itemBlocks: 2 };
const EXPLICIT = COMMON;
const IMPLICIT = { ...COMMON, alpha: 10, implicit: true };
/** Ratings of at least so many stars count as a sign that a film is liked. */
const LIKED = 4;

/** MovieLens 100K where it can be had, and made-up ratings. */
async function splits(quick) {
  const made = (ratings) => {
    const { userColumn: users, itemColumn: items, values } = readColumns(ratingsFolder(ratings));
    return randomSplit(Ratings.fromColumns({ users, items, ratings: values }), { test: 0.1, seed: 1 });
  };
  const found = [];
  try {
    const [fold] = await loadMovieLens100kFolds({ folder: await ml100kFolder() });
    found.push({ data: "MovieLens 100K, fold u1", ...fold });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.log(`MovieLens 100K is left out: ${error.message}`);
  }
  const size = quick ? 1e5 : 1e6;
  return [...found, { data: `${size.toLocaleString("en")} made-up ratings`, ...made(size) }];
}

/** Ours by the settings that come back from Spark, which say the same objective. */
const likewise = ({ settings }, seed) => ({ ...settings, seed });

function explicitFigures(model, { train, test }, theirs) {
  const rmse = (ratings) => evaluate(model, ratings, { metrics: ["rmse"] }).rmse;
  return { train: rmse(train), test: rmse(test), objective: explicitObjective(model, train, theirs) };
}

function implicitFigures(model, { train, test }, theirs) {
  const { ndcg, recall } = evaluate(model, test, { k: 10, metrics: ["ndcg", "recall"] });
  return { ndcg, recall, objective: implicitObjective(model, train, theirs) };
}

const KINDS = [
  { kind: "explicit", settings: EXPLICIT, Ours: ALS, figures: explicitFigures, of: (ratings) => ratings },
  {
    ...{ kind: "implicit", settings: IMPLICIT, Ours: ImplicitALS, figures: implicitFigures },
    of: (ratings) => ratings.atLeast(LIKED),
  },
];

const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** The mean of each figure, and how far the figures of single seeds lie apart. */
function summary(all) {
  const names = Object.keys(all[0]);
  const of = (make) => Object.fromEntries(names.map((name) => [name, make(all.map((one) => one[name]))]));
  return { mean: of(mean), width: of((values) => Math.max(...values) - Math.min(...values)) };
}

/**
 * @param {import("../../scripts/lib/spark/cluster.mjs").Cluster} cluster
 * @param {boolean} quick
 * @param {(row: object) => void} keep receives a row for each data set and kind of feedback
 */
export async function accuracy(cluster, quick, keep) {
  const seeds = quick ? [1] : [1, 2, 3];
  for (const split of await splits(quick))
    for (const { kind, settings, Ours, figures, of } of KINDS) {
      const shown = progress(`${split.data}, ${kind}`);
      const both = { train: of(split.train), test: of(split.test) };
      const found = { spark: [], ours: [] };
      for (const seed of seeds) {
        const { model } = await trained(cluster, { ...settings, seed }, both.train);
        found.spark.push(figures(model, both, settings));
        found.ours.push(figures(new Ours(likewise(model, seed)).fit(both.train), both, settings));
      }
      const [spark, ours] = [summary(found.spark), summary(found.ours)];
      shown.end();
      keep({ data: split.data, kind, settings, seeds: seeds.length, spark, ours });
    }
}
