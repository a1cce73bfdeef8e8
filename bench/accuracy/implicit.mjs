// Top-10 lists of the models of implicit feedback on ML-100K, beside those of the Python library implicit, or NumPy.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/lib/paths.mjs";
import { mean, rounded, sum } from "./means.mjs";

const { BPR, EASE, ImplicitALS, LogisticMF, loadMovieLens100kFolds, MostPopular } = createRequire(
  import.meta.url,
)(root);

const LIKED_FROM = 4;
const HELD_OUT = 0.2;
const COUNT = 10;
/** Starts and samples are random: figures are the means of three, for ours and for theirs. */
const SEEDS = [1, 2, 3];
/** How much lower our figures may be. */
const MARGIN = 0.005;
/**
 * Of 100, 200, 300, 500, 700 and 1,000 the one with the best lists for a fifth of the training likes, trained on the
 * others, without a look at what is held out.
 */
const EASE_LAMBDA = 300;

/** The same settings twice. Their confidence of a like is alpha × 1, ours 1 + alpha × 1. */
const problems = [
  ...[
    { features: 64, regularization: 0.01, alpha: 1, epochs: 15 },
    { features: 32, regularization: 20, alpha: 5, epochs: 15 },
  ].map(({ features, regularization, alpha, epochs }) => ({
    title: `ImplicitALS, ${features} features, λ ${regularization}, alpha ${alpha}`,
    make: (seed) => new ImplicitALS({ features, regularization, alpha, epochs, seed }),
    theirs: {
      model: "AlternatingLeastSquares",
      options: { factors: features, regularization, alpha: 1 + alpha, iterations: epochs },
    },
    note: "same settings; conjugate gradients both",
  })),
  {
    title: "BPR, 100 features",
    make: (seed) => new BPR({ features: 100, learningRate: 0.01, regularization: 0.01, epochs: 100, seed }),
    theirs: {
      model: "BayesianPersonalizedRanking",
      options: { factors: 100, learning_rate: 0.01, regularization: 0.01, iterations: 100 },
    },
    note: "same settings; implicit draws popular items more often as the other one, ours evenly as in the paper",
  },
  {
    title: "LogisticMF, 30 features",
    make: (seed) => new LogisticMF({ seed }),
    theirs: { model: "LogisticMatrixFactorization", options: { factors: 30 } },
    note: "the defaults of each, 30 epochs; implicit trains by AdaGrad",
  },
  {
    title: `EASE, λ ${EASE_LAMBDA}`,
    make: () => new EASE({ regularization: EASE_LAMBDA }),
    theirs: { model: "EASE", options: { regularization: EASE_LAMBDA } },
    note: "the same λ; theirs is the paper's few lines in NumPy, as implicit has no EASE",
  },
];

/**
 * Precision and NDCG at 10 over users with held-out likes: ours, theirs, and the least that is good enough.
 * @param {{ folds: { train: import("factorlab").Ratings, test: import("factorlab").Ratings }[], python: string }} given
 * the first fold's two sides are all ratings; `python` is any Python that has implicit and NumPy. `only`: with how the
 * titles of the models begin that are compared, all by default.
 * @returns {Promise<{ model: string, measure: string, ours: number, theirs: number, goal: number, note: string }[]>}
 */
export async function rows({ folds, python, only = "" }) {
  const { train, test } = split(folds[0].train.with(folds[0].test).atLeast(LIKED_FROM));
  const chosen = problems.filter(({ title }) => title.startsWith(only));
  const lists = peers(python, train, chosen);
  const popular = measures(topLists(new MostPopular().fit(train), train), test);
  return chosen.flatMap(({ title, make, note }, n) => {
    const ours = mean(SEEDS.map((seed) => measures(topLists(make(seed).fit(train), train), test)));
    const theirs = mean(lists[n].map((list) => measures(list, test)));
    return Object.keys(ours).map((measure) => ({
      model: title,
      measure: `${measure}, higher is better`,
      ours: rounded(ours[measure]),
      theirs: rounded(theirs[measure]),
      goal: rounded(theirs[measure] - MARGIN),
      note: `${note}; MostPopular ${popular[measure].toFixed(4)}`,
    }));
  });
}

/** A random fifth of the likes is held out, always the same. */
function split(likes) {
  let state = 1;
  const draw = () => {
    // Numerical Recipes' linear congruential generator: enough to choose by.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const isHeld = Array.from({ length: likes.length }, () => draw() < HELD_OUT);
  return { train: likes.select((k) => !isHeld[k]), test: likes.select((k) => isHeld[k]) };
}

/** The indices of each user's best items, without those in the training data. */
function topLists(model, { userIds, itemIds }) {
  return Array.from(userIds, (user) =>
    model.recommend(user, { count: COUNT }).ids.map((id) => itemIds.indexOf(id)),
  );
}

/** The peers' recommendations: a list for each user, for each seed, for each problem. */
function peers(python, { rows, users, items }, chosen) {
  const script = join(root, "bench", "accuracy", "implicit_lists.py");
  const input = JSON.stringify({
    ...{ users, items, offsets: [...rows.offsets], indices: [...rows.indices] },
    ...{ count: COUNT, seeds: SEEDS, models: chosen.map(({ theirs }) => theirs) },
  });
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    windowsHide: true,
    env: { ...process.env, OPENBLAS_NUM_THREADS: "1" },
  });
  if (status !== 0) throw new Error(`the peers' recommendations failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** Precision: hits ÷ 10. NDCG: Σ 1 ÷ log₂(rank + 1) over the hits ÷ the most that it can be. */
function measures(lists, { rows: { offsets, indices } }) {
  const each = lists.flatMap((list, u) => {
    const heldOut = new Set(indices.subarray(offsets[u], offsets[u + 1]));
    if (heldOut.size === 0) return [];
    const gain = (rank) => 1 / Math.log2(rank + 2);
    const ideal = Array.from({ length: Math.min(COUNT, heldOut.size) }, (_, rank) => gain(rank));
    const gains = list.map((item, rank) => (heldOut.has(item) ? gain(rank) : 0));
    return [{ "P@10": gains.filter((x) => x > 0).length / COUNT, "NDCG@10": sum(gains) / sum(ideal) }];
  });
  return mean(each);
}

// One model alone: node bench/accuracy/implicit.mjs FOLDER EASE [PYTHON], with MovieLens 100K's folds in FOLDER.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder, only, python = "python3"] = process.argv;
  console.table(await rows({ folds: await loadMovieLens100kFolds({ folder }), python, only }));
}
