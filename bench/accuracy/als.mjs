// ALS and BayesianMF on the folds, untuned, the latter beside myFM: the same model with other priors.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../scripts/lib/paths.mjs";

const { ALS, BayesianMF } = createRequire(import.meta.url)(root);

const script = join(root, "bench", "accuracy", "als.py");
const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** The model, trained on a fold; its RMSE on the fold's test; seconds. */
function tried(model, { train, test }) {
  const start = performance.now();
  model.fit(train);
  const seconds = (performance.now() - start) / 1000;
  const predicted = model.predictions(test);
  const squares = test.rows.values.map((value, k) => (value - predicted[k]) ** 2);
  return { model, rmse: Math.sqrt(mean(squares)), seconds };
}

/** The share of a fold's test that lies within the model's 80 % intervals. */
function covered(model, { test }) {
  const inside = [...test].map(({ user, item, rating }) => {
    const [low, high] = model.predictInterval(user, item, { level: 0.8 });
    return low <= rating && rating <= high ? 1 : 0;
  });
  return mean(inside);
}

/** myFM's results for the same folds, one after the other. */
async function theirs(folds, python) {
  const folder = await mkdtemp(join(tmpdir(), "factorlab-als-"));
  try {
    const paths = [];
    for (const [n, fold] of folds.entries()) {
      for (const part of ["train", "test"]) {
        const path = join(folder, `${n}.${part}`);
        const lines = [...fold[part]].map(({ user, item, rating }) => `${user}\t${item}\t${rating}\n`);
        await writeFile(path, lines.join(""));
        paths.push(path);
      }
    }
    const { stdout } = await promisify(execFile)(python, [script, ...paths]);
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const seconds = (runs) => `${mean(runs.map((run) => run.seconds)).toFixed(1)} s`;

/** @param {{ folds: { train: object, test: object }[], python: string }} with a Python that has myFM. */
export async function rows({ folds, python }) {
  const als = folds.map((fold) => tried(new ALS({ seed: 1 }), fold));
  const found = folds.map((fold) => {
    const run = tried(new BayesianMF({ seed: 1 }), fold);
    // The draws of a model are some 30 MB: none is kept for the next fold.
    return { rmse: run.rmse, seconds: run.seconds, covered: covered(run.model, fold) };
  });
  const peer = await theirs(folds, python);
  const rmse = (runs) => mean(runs.map((run) => run.rmse));
  return [
    {
      model: "ALS",
      measure: "RMSE",
      ours: rmse(als).toFixed(4),
      theirs: null,
      goal: null,
      note: `${seconds(als)} a fold; no peer has it`,
    },
    {
      model: "BayesianMF",
      measure: "RMSE",
      ours: rmse(found).toFixed(4),
      theirs: rmse(peer).toFixed(4),
      goal: "≤ 0.898",
      note: `${seconds(found)} a fold, myFM ${seconds(peer)}`,
    },
    {
      model: "BayesianMF",
      measure: "ratings within 80 % intervals",
      ours: mean(found.map((run) => run.covered)).toFixed(3),
      theirs: null,
      goal: "0.78 – 0.82",
      note: "not rounded to whole ratings",
    },
  ];
}
