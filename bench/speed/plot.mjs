// Time against the number of ratings, both sides, as a table and a chart.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { progress } from "../../scripts/lib/progress.mjs";
import { logChart } from "./chart.mjs";
import { machine } from "./machine.mjs";
import { fit, python, SGD, surpriseOf } from "./rows/terms.mjs";
import { runOurs, runTheirs } from "./sides.mjs";
import { timeText } from "./table.mjs";

const EPOCHS = 2;
const SIZES = [1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7, 3e7];
const QUICK = [1e4, 1e5, 1e6];

const sides = {
  Factorlab: (data) =>
    runOurs({ ours: fit("BiasedMF", data, { ...SGD, epochs: EPOCHS }), threads: { ours: 2 } }),
  "Surprise SVD": (data) => {
    const theirs = python("surprise", { data, ...surpriseOf("SVD", SGD, EPOCHS) });
    return runTheirs({ theirs, threads: { theirs: 1 } });
  },
  LIBMF: (data) => {
    const options = { k: SGD.features, nr_iters: EPOCHS, eta: SGD.learningRate };
    return runTheirs({ theirs: python("libmf", { data, options }), threads: { theirs: 2 } });
  },
};

/**
 * @param {string} folder for the figures and the chart
 * @param {boolean} quick
 */
export function plot(folder, quick) {
  const found = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (const data of quick ? QUICK : SIZES) {
    for (const [name, run] of Object.entries(sides)) {
      const shown = progress(`${data.toLocaleString("en")} ratings, ${name}`);
      const { seconds, missing, failed } = run(data);
      if (seconds !== undefined) found[name].push([data, seconds]);
      shown.end(seconds === undefined ? (missing ?? failed) : timeText(seconds));
    }
  }
  const series = Object.entries(found).flatMap(([name, points]) =>
    points.length > 0 ? [{ name, points }] : [],
  );
  const title = `BiasedMF, 100 features, ${EPOCHS} epochs: seconds by ratings`;
  const svg = logChart({ title, x: "ratings", y: "seconds of a fit", series });
  const end = quick ? "-quick" : "";
  writeFileSync(join(folder, `ratings${end}.svg`), svg);
  writeFileSync(join(folder, `ratings${end}.json`), JSON.stringify({ machine: machine(), found }));
  console.log(`\nDrawn into ${join(folder, `ratings${end}.svg`)}\n`);
}
