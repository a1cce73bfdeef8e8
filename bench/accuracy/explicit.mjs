// Models of explicit ratings beside Surprise's, on the same five folds.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pythonEnv, root } from "../../scripts/lib/paths.mjs";

const { BiasedMF, BiasOnly, GlobalMean, NonnegativeMF, SVDPlusPlus } = createRequire(import.meta.url)(root);

/**
 * Found by validation on a tenth of the third fold's training ratings, without a look at what is held out: epochs are
 * where that loss was lowest.
 */
const TUNED = { features: 50, epochs: 45, learningRate: 0.01, regularization: 0.08, initScale: 0.01 };

/** Ours with its defaults, with Surprise's starting factors, which are twice as wide, and tuned. */
const OURS = [
  { model: "GlobalMean", make: () => new GlobalMean(), goal: "", note: "" },
  { model: "BiasOnly", make: () => new BiasOnly(), goal: ".9457 / .7499", note: "Surprise's BaselineOnly" },
  {
    model: "BiasedMF",
    make: () => new BiasedMF({ seed: 0 }),
    goal: "≤ .938 / .739",
    note: "Surprise's SVD; same epochs, rate, regularization",
  },
  {
    model: "BiasedMF",
    make: () => new BiasedMF({ seed: 0, initScale: 0.1 }),
    goal: "",
    note: "initScale 0.1",
  },
  {
    model: "NonnegativeMF",
    make: () => new NonnegativeMF({ features: 15, epochs: 50, regularization: 0.06, seed: 0 }),
    goal: "≤ .9689 / .7619",
    note: "Surprise's NMF; same features, epochs, regularization",
  },
  {
    model: "SVDPlusPlus",
    make: () => new SVDPlusPlus({ seed: 0 }),
    goal: "≤ .919 / .721",
    note: "Surprise's SVDpp; same epochs, rate, regularization",
  },
  {
    model: "SVDPlusPlus",
    make: () => new SVDPlusPlus({ seed: 0, initScale: 0.1 }),
    goal: "",
    note: "initScale 0.1",
  },
  {
    model: "SVDPlusPlus",
    make: () => new SVDPlusPlus({ seed: 0, ...TUNED }),
    goal: "≤ .910",
    note: "tuned on training ratings only",
  },
];

/** Surprise's results for the folds: lists of { rmse, mae, seconds } by model. */
async function surprise(python, folder) {
  const names = [...new Set(OURS.map(({ model }) => model))];
  const script = join(root, "bench", "accuracy", "explicit.py");
  const child = spawn(python, [script, folder, ...names], {
    env: pythonEnv(),
    stdio: ["ignore", "pipe", "inherit"],
    windowsHide: true,
  });
  const failed = new Promise((_, reject) => child.once("error", reject));
  const ended = new Promise((done) => child.once("close", done));
  const found = new Map(names.map((name) => [name, []]));
  const read = async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const { model, ...result } = JSON.parse(line);
      found.get(model).push(result);
    }
    return ended;
  };
  const code = await Promise.race([read(), failed]);
  if (code !== 0) throw new Error(`explicit.py ended with ${code}`);
  return found;
}

/** Trains on one fold and predicts what was held out. */
function measured(make, { train, test }) {
  const start = performance.now();
  const model = make().fit(train);
  const seconds = (performance.now() - start) / 1000;
  const off = model.predictions(test).map((rating, k) => rating - test.rows.values[k]);
  const squares = off.reduce((sum, x) => sum + x * x, 0);
  const sizes = off.reduce((sum, x) => sum + Math.abs(x), 0);
  return { rmse: Math.sqrt(squares / off.length), mae: sizes / off.length, seconds };
}

/** The means over the folds, as text. */
function summary(results) {
  const mean = (name) => results.reduce((sum, result) => sum + result[name], 0) / results.length;
  const digits = (value) => value.toFixed(4).replace(/^0/, "");
  return `${digits(mean("rmse"))} / ${digits(mean("mae"))}  ${mean("seconds").toFixed(2)} s`;
}

export async function rows({ folds, folder, python }) {
  const theirs = await surprise(python, folder);
  return OURS.map(({ model, make, goal, note }) => ({
    model,
    measure: "RMSE / MAE, time a fold",
    ours: summary(folds.map((fold) => measured(make, fold))),
    theirs: summary(theirs.get(model)),
    goal,
    note,
  }));
}
