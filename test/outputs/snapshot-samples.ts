import {
  hideAndGuess,
  Explanation,
  jupyterDisplay,
  lossCurves,
  Matrix,
  MatrixFactorization,
  picture,
  RankedList,
  TrainingHistory,
} from "../../src";
import type { MimeBundle } from "../../src";
import type { LossPayload, Payload, TrainingPayload } from "../../src/view";
import { makeBundle } from "../../src/outputs/make-bundle";
import { valueBundle } from "../../src/outputs/value-bundle";
import { matrixPayload } from "../../src/payload/build";
import { mapPayload, tablePayload } from "../../src/payload/build-lists";
import { samples } from "../payload/samples";

const labels = {
  rows: ["Ada", "Ben", "Cleo <3"],
  columns: ["Moon Harbour", "Tea & Toast"],
};
const known = [[5, 4], [3, 2.5], [1, 0.5]]; // prettier-ignore
const unknown = [[5, null], [3, 2.5], [null, 0.5]]; // prettier-ignore

/** Numbers as a training leaves them, whose last digits no engine decides. */
function trained(data: (number | null)[][], features: number, named: boolean): MatrixFactorization {
  const init = {
    L: data.map((_, i) => Array.from({ length: features }, (_, t) => (1 + ((i + t) % 3)) / 4)),
    U: Array.from({ length: features }, (_, t) => data[0].map((_, j) => (1 + ((j + 2 * t) % 3)) / 4)),
  };
  const model = new MatrixFactorization(data, features, { init, ...(named ? { labels } : {}) });
  return model.trainModel({ iterations: 20, learningRate: 0.05 });
}

const large = Array.from({ length: 51 }, (_, i) => Array.from({ length: 4 }, (_, j) => ((i * j) % 7) - 3));

const disk = Array.from({ length: 12 }, (_, i) =>
  Array.from({ length: 10 }, (_, j) => ((i - 5) ** 2 + (j - 4) ** 2 < 12 ? 255 : 10 * j)),
);

const falling: LossPayload = { iterations: [0, 1, 2, 3, 4, 5], values: [4, 2.5, 1.75, 1.25, 1, 0.875] };
const steep: LossPayload = { iterations: [0, 10, 20, 30], values: [9, 0.5, 0.01, 0.0002] };
const heldOut: LossPayload = { iterations: [0, 2, 4, 5], values: [4.5, 2.25, 2, 2.125] };

const running: TrainingPayload = {
  ...{ version: 1, kind: "training", state: "running", start: 0, iteration: 5, iterations: 20 },
  ...{ divergedAt: null, learningRate: 0.1, loss: falling },
  timing: { seconds: 1.5, iterationsPerSecond: 3.25, secondsLeft: 4.5 },
};
const ended = { seconds: 6, iterationsPerSecond: 3.25, secondsLeft: null };

const bundleOf = (payload: Payload): MimeBundle => makeBundle(payload, "");

function recorded(entries: [iteration: number, loss: number][]): TrainingHistory {
  const history = new TrainingHistory();
  for (const [iteration, loss] of entries) history.record(iteration, loss);
  return history;
}

const pictures: Record<string, () => MimeBundle> = {
  factorization: () => trained(known, 1, true)[jupyterDisplay](),
  "factorization before training": () =>
    new MatrixFactorization([[1, 2]], 1, { init: { L: [[0.5]], U: [[1, 1]] } })[jupyterDisplay](),
  "factorization with unknown cells": () => trained(unknown, 2, false)[jupyterDisplay](),
  "factorization as heatmaps": () => trained(large, 1, false)[jupyterDisplay](),
  "factorization with names as heatmaps": () =>
    new MatrixFactorization(large, 1, {
      init: { L: large.map(() => [0.5]), U: [[1, 2, 3, 4]] },
      labels: { rows: large.map((_, i) => `Reader ${i + 1}`), columns: ["Emma", "A Long Walk Home", "Tea & Toast", "Zoë"] },
    })[jupyterDisplay](), // prettier-ignore
  matrix: () => Matrix.from([[1, -2.5, 0], [1e7, 3, 4]])[jupyterDisplay](), // prettier-ignore
  "matrix with names and an unknown cell": () =>
    bundleOf(
      matrixPayload(
        "ratings",
        { rows: 2, columns: 2, values: [5, NaN, 2.5, 1] },
        { rows: ["Ada", "Ben <3"] },
      ),
    ),
  "matrix as a heatmap": () => Matrix.from(large)[jupyterDisplay](),
  "loss of one run": () => recorded(falling.iterations.map((k) => [k, falling.values[k]]))[jupyterDisplay](),
  "loss on a logarithmic axis": () =>
    recorded(steep.iterations.map((k, n) => [k, steep.values[n]]))[jupyterDisplay](),
  "loss of several runs": () =>
    bundleOf({
      ...{ version: 1, kind: "loss", measure: "RMSE", step: "epoch" },
      runs: [
        { name: "BiasedMF & validation", loss: falling, validation: heldOut, bestAt: 4, stoppedAt: 5 },
        { name: "rate 1.5", loss: { iterations: [0, 1], values: [4, 6] }, divergedAt: 2 },
        { name: "slow", loss: { iterations: [0, 5], values: [4, 3] } },
      ],
    }),
  "loss with a warning": () =>
    bundleOf({
      ...{ version: 1, kind: "loss", measure: "log loss", step: "epoch" },
      runs: [{ name: "BPR", loss: falling }],
      notes: [
        "Warning: ratings look like stars from 1 to 5, and BPR takes each for a like, 1 too: train it on " +
          "ratings.atLeast(4), or say warnings: false where they are counts.",
        "A second note.",
      ],
    }),
  "loss before training": () =>
    lossCurves(new MatrixFactorization([[1]], 1, { init: { L: [[1]], U: [[2]] } }))[jupyterDisplay](),
  "training, running": () => bundleOf(running),
  "training, begun": () =>
    bundleOf({
      ...{ ...running, iteration: 0, loss: { iterations: [], values: [] } },
      timing: { seconds: 0, iterationsPerSecond: null, secondsLeft: null },
    }),
  "training, done": () => bundleOf({ ...running, state: "done", iteration: 20, timing: ended }),
  "training, stopped": () => bundleOf({ ...running, state: "stopped", timing: ended }),
  "training, diverged": () =>
    bundleOf({
      ...{ ...running, state: "diverged", iteration: 4, divergedAt: 6, timing: ended },
      loss: { iterations: falling.iterations.slice(0, 5), values: falling.values.slice(0, 5) },
    }),
  "table of results": () =>
    bundleOf(
      tablePayload(
        "Three models & one blank",
        [{ name: "model" }, { name: "RMSE", better: "low" }, { name: "coverage", better: "high", bars: true }, { name: "change", bars: true }],
        [["BiasedMF", 0.937, 0.41, 0.5], ["ALS", 0.915, 0.62, -0.25], ["mean <3", 1.12, null, 0]],
      ), // prettier-ignore
    ),
  "table with standard errors": () =>
    bundleOf(
      tablePayload(
        "Models compared on one split",
        [{ name: "model" }, { name: "RMSE", better: "low", marked: [0, 1], errors: [0.0112, 0.0241, null] }, { name: "coverage", bars: true }],
        [["BiasedMF", 0.937, 0.41], ["ALS", 0.9154, 0.62], ["wild", null, null]],
        ["Bold: the best of its column, and what a test does not tell apart from it."],
      ),
    ), // prettier-ignore
  "list of recommendations": () =>
    new RankedList("For Ada", "rating", [
      { id: "a", title: "Moon Harbour", score: 4.75, because: [{ item: "b", title: "Tea & Toast", rating: 5, influence: 0.5 }] },
      { id: "b", title: "The Last Comet", score: 3.5, because: [], mostly: { of: "everybody", adds: 0.31 } },
    ], { notes: ["The last prediction is below 3.90, the mean of Ada's ratings."] })[jupyterDisplay](), // prettier-ignore
  explanation: () =>
    new Explanation(
      "Ada",
      "The Last Comet",
      3.754,
      [{ name: "mean of all ratings", value: 3.45 }, { name: "user bias", value: 0.504 }, { name: "features", value: -0.2 }],
      [{ item: "b", title: "Tea & Toast", rating: 5, influence: 0.31 }, { item: "c", title: "Moon Harbour", rating: 2, influence: -0.12 }, { item: "d", title: "Wet Paint", rating: 3, influence: 0.004 }],
      { leastInfluence: 0.02 },
    )[jupyterDisplay](), // prettier-ignore
  picture: () => picture(disk, { title: "A disk", features: 2 })[jupyterDisplay](),
  map: () =>
    bundleOf(
      mapPayload("Films", ["first principal component", "second"], [
        { name: "Moon Harbour", x: -1, y: 0.5 },
        { name: "Tea & Toast", x: 1, y: -0.5 },
        { name: "Beside another film", x: 0.95, y: -0.5 },
        { name: "A name that is longer than any map has room for", x: 0, y: 0 },
        { name: "The Last Comet", x: 0.25, y: 0.75 },
      ]),
    ), // prettier-ignore
  prediction: () => bundleOf(samples["prediction of a number"]),
  "prediction of a choice": () => bundleOf(samples["prediction of a choice"]),
  "prediction of a curve": () => bundleOf(samples["prediction of a curve"]),
  exercise: () => bundleOf(samples.exercise),
  "solution, folded": () => bundleOf({ ...samples.exercise, part: "solution" }),
  plane: () => trained(unknown, 2, true).plane()[jupyterDisplay](),
  "plane of one feature": () => trained(known, 1, false).plane()[jupyterDisplay](),
  guess: () => hideAndGuess(trained(known, 2, true), { cells: [[0, 1], [2, 0]] })[jupyterDisplay](), // prettier-ignore
  dials: () => trained(unknown, 2, true).byHand()[jupyterDisplay](),
  "plane of a sample": () => {
    const plane = trained(large, 3, false).plane({ features: [0, 2] });
    return plane[jupyterDisplay]();
  },
};

const values: Record<string, unknown> = {
  records: [
    { film: "Alien", year: 1979, stars: 4.5, tags: ["space", "cat"] },
    { film: "Emma <3", year: 2020, stars: null },
  ],
  "many records": Array.from({ length: 40 }, (_, k) => ({ k, square: k * k })),
  "nested lists": [[1, 2.5, -3], [4, null, 6]], // prettier-ignore
  "typed array": Float64Array.of(0.5, 1, -2.25, 1e9),
  "typed array of whole numbers": Int8Array.from({ length: 30 }, (_, k) => k - 15),
  map: new Map<unknown, unknown>([["Ada", 5], ["Ben & Cleo", 3.5]]), // prettier-ignore
  "map of records": new Map([["Ada", { age: 36, city: "London" }], ["Ben", { age: 7, city: "Bonn" }]]), // prettier-ignore
  "no table": { name: "Ada", nested: { list: [1, 2, 3], when: new Date(0) } },
};

/** Every kind of output under its name, as a cell shows it where there is no extension. */
export const OUTPUTS: Readonly<Record<string, () => MimeBundle>> = {
  ...pictures,
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`value, ${name}`, () => valueBundle(value)]),
  ),
};
