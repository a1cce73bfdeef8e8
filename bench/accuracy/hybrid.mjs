// Likes and genres on ML-100K: lists of films that people know and of films that nobody has rated, beside LightFM's.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/lib/paths.mjs";
import { genresOf } from "./genres.mjs";
import { mean, rounded, sum } from "./means.mjs";

const { HybridMF, loadMovieLens100kFolds } = createRequire(import.meta.url)(root);

const LIKED_FROM = 4;
const HELD_OUT = 0.2;
const COUNT = 10;
/** Starts and samples are random: figures are the means of three, for ours and for theirs. */
const SEEDS = [1, 2, 3];
/** How much lower our figures may be. */
const MARGIN = 0.01;
const FEATURES = 30;
const EPOCHS = 30;

/** The same settings twice: rate 0.05, at most 10 draws, rows of features of length 1. */
const problems = [
  { title: "HybridMF, no genres", split: "likes", genres: false },
  { title: "HybridMF, genres", split: "likes", genres: true },
  { title: "HybridMF, pairs", split: "likes", genres: true, loss: "bpr" },
  { title: "HybridMF, new films", split: "films", genres: true },
  { title: "HybridMF, new films, genres alone", split: "films", genres: true, identity: false },
];

const NOTES = {
  likes: "a fifth of the likes held out; among all films that a user did not have in training",
  films: "a fifth of the films held out; among these",
};

/**
 * Precision and NDCG at 10, and AUC, over users with held-out likes: ours, theirs, and the least that is good enough.
 * @param {{ folds: { train: import("factorlab").Ratings, test: import("factorlab").Ratings }[], folder: string, python: string }} given
 * the first fold's two sides are all ratings; `python` is any Python that has LightFM.
 * @returns {Promise<{ model: string, measure: string, ours: number, theirs: number, goal: number, note: string }[]>}
 */
export async function rows({ folds, folder, python, only = "" }) {
  const all = folds[0].train.with(folds[0].test).atLeast(LIKED_FROM);
  const genres = await genresOf(folder, python);
  const splits = splitsOf(all);
  const chosen = problems.filter(({ title }) => title.startsWith(only));
  const theirs = peers(python, all, chosen, splits, genres);
  return chosen.flatMap((problem, n) => {
    const { train, test, candidates } = splits[problem.split];
    const measured = (scoresOf) =>
      mean(SEEDS.map((_, s) => measures(scoresOf(s), { train, test, candidates })));
    const models = SEEDS.map((seed) =>
      ours(problem, seed).fit(train, problem.genres ? { itemFeatures: genres } : {}),
    );
    // Users and items keep their places: those with genres alone are all rated in one of the sides.
    const own = measured((s) => (u) => models[s].scores(all.userIds.at(u)));
    const other = measured((s) => (u) => theirs(n, s, u));
    return Object.keys(own).map((measure) => ({
      model: problem.title,
      measure: `${measure}, higher is better`,
      ours: rounded(own[measure]),
      theirs: rounded(other[measure]),
      goal: rounded(other[measure] - MARGIN),
      note: NOTES[problem.split],
    }));
  });
}

function ours({ loss = "warp", identity = true }, seed) {
  return new HybridMF({ features: FEATURES, epochs: EPOCHS, loss, itemIdentity: identity, seed });
}

/** Random fifths, always the same: of the likes, and of the films with all their likes. */
function splitsOf(all) {
  let state = 1;
  // Numerical Recipes' linear congruential generator: enough to choose by.
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const isHeld = Array.from({ length: all.length }, () => draw() < HELD_OUT);
  const isNew = Array.from({ length: all.items }, () => draw() < HELD_OUT);
  const { indices } = all.rows;
  const split = (isTest) => ({ train: all.select((k) => !isTest(k)), test: all.select(isTest) });
  // In random order, so that films with the same genres, and so the same score, are not in that of their popularity.
  const films = Array.from({ length: all.items }, (_, item) => [draw(), item]).sort(([a], [b]) => a - b);
  const order = films.map(([, item]) => item);
  return {
    likes: { ...split((k) => isHeld[k]), candidates: order },
    films: { ...split((k) => isNew[indices[k]]), candidates: order.filter((item) => isNew[item]) },
  };
}

/** Their scores: of a problem, a seed and a user. */
function peers(python, { users, items, itemIds }, chosen, splits, genres) {
  const models = chosen.map(({ split, genres: has, loss = "warp", identity = true }) => ({
    likes: sparse(splits[split].train.rows),
    features: has ? featuresOf(itemIds, genres, identity) : null,
    options: { no_components: FEATURES, loss, learning_rate: 0.05, max_sampled: 10 },
    epochs: EPOCHS,
  }));
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(root, "bench", "accuracy", "hybrid_scores.py")],
    {
      input: JSON.stringify({ users, items, seeds: SEEDS, models }),
      maxBuffer: 2 ** 29,
      windowsHide: true,
      env: { ...process.env, OPENBLAS_NUM_THREADS: "1" },
    },
  );
  if (status !== 0) throw new Error(`the peer's scores failed: ${stderr}`);
  const scores = new Float32Array(new Uint8Array(stdout).buffer);
  return (n, seed, user) => {
    const at = ((n * SEEDS.length + seed) * users + user) * items;
    return scores.subarray(at, at + items);
  };
}

const sparse = ({ offsets, indices, values }) => ({
  ...{ offsets: [...offsets], indices: [...indices], values: [...values] },
});

/** Genres, after one feature of each film's own, in rows of length 1. */
function featuresOf(itemIds, genres, identity) {
  const names = [...new Set([...genres.values()].flat())];
  const first = identity ? itemIds.size : 0;
  const [offsets, indices, values] = [[0], [], []];
  [...itemIds].forEach((id, item) => {
    const own = [
      ...(identity ? [item] : []),
      ...genres.get(String(id)).map((name) => first + names.indexOf(name)),
    ];
    indices.push(...own);
    values.push(...own.map(() => 1 / Math.sqrt(own.length)));
    offsets.push(indices.length);
  });
  return { offsets, indices, values, columns: first + names.length };
}

/** Precision: hits ÷ 10. NDCG: Σ 1 ÷ log₂(rank + 1) over the hits ÷ the most that it can be. AUC: equal scores count half. */
function measures(scoresOf, { train, test, candidates }) {
  const each = Array.from({ length: test.users }, (_, u) => u).flatMap((u) => {
    const heldOut = new Set(rowOf(test.rows, u));
    if (heldOut.size === 0) return [];
    const known = new Set(rowOf(train.rows, u));
    const scores = scoresOf(u);
    const ranked = candidates.filter((item) => !known.has(item)).sort((a, b) => scores[b] - scores[a]);
    const gain = (rank) => 1 / Math.log2(rank + 2);
    const gains = ranked.slice(0, COUNT).map((item, rank) => (heldOut.has(item) ? gain(rank) : 0));
    const ideal = Array.from({ length: Math.min(COUNT, heldOut.size) }, (_, rank) => gain(rank));
    const ndcg = sum(gains) / sum(ideal);
    return [
      {
        "P@10": gains.filter((x) => x > 0).length / COUNT,
        "NDCG@10": ndcg,
        AUC: auc(ranked, scores, heldOut),
      },
    ];
  });
  return mean(each);
}

const rowOf = ({ offsets, indices }, u) => indices.subarray(offsets[u], offsets[u + 1]);

/** How often a held-out film scores above another one. @param ranked by falling scores. */
function auc(ranked, scores, heldOut) {
  let [above, others, n] = [0, 0, 0];
  while (n < ranked.length) {
    let [hits, misses] = [0, 0];
    const score = scores[ranked[n]];
    for (; n < ranked.length && scores[ranked[n]] === score; n++) heldOut.has(ranked[n]) ? hits++ : misses++;
    above += hits * (others + misses / 2);
    others += misses;
  }
  return 1 - above / (heldOut.size * others);
}

// Alone: node bench/accuracy/hybrid.mjs FOLDER [PYTHON] [TITLE], with MovieLens 100K's folds in FOLDER.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder, python = "python3", only] = process.argv;
  console.table(await rows({ folds: await loadMovieLens100kFolds({ folder }), folder, python, only }));
}
