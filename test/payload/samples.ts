import type {
  DialsViewPayload,
  FactorizationPayload,
  LossPayload,
  Payload,
  TrainingPayload,
} from "../../src/payload/types";

const loss: LossPayload = { iterations: [0, 1, 2, 3, 4, 5], values: [9, 4, 2, 1, 0.5, 0.25] };

const factorization: FactorizationPayload = {
  version: 1,
  kind: "factorization",
  data: { rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6] },
  L: { rows: 3, columns: 2, values: [0.5, 1, 1.5, 1, 2.5, 1] },
  U: { rows: 2, columns: 2, values: [2, 2, 0, 1] },
  loss,
  iteration: 5,
  learningRate: 0.1,
  seed: 7,
};

const dials: DialsViewPayload = {
  version: 1,
  kind: "dials",
  data: factorization.data,
  L: factorization.L,
  U: { rows: 2, columns: 2, values: [1, 2, 0.5, 1] },
  start: { L: [0.5, 1, 1, 1, 2, 1], U: [1, 1, 0.5, 1] },
  stages: [{ learningRate: 0.1, iterations: 5, regularization: 0.02 }],
  learningRate: 0.1,
  entry: { factor: "L", row: 1, column: 0 },
  seed: 7,
};

const training: TrainingPayload = {
  version: 1,
  kind: "training",
  state: "running",
  start: 2,
  iteration: 5,
  iterations: 700,
  divergedAt: null,
  learningRate: 0.1,
  loss,
  timing: { seconds: 1.5, iterationsPerSecond: 3.3, secondsLeft: 210 },
};

/** One payload of each kind and of each thing that it may hold beside. */
export const samples = {
  matrix: {
    version: 1,
    kind: "matrix",
    name: "L·U",
    matrix: { rows: 2, columns: 3, values: [1, 2, null, 4.5, -1, 0] },
    labels: { rows: ["Ada", "Ben"], columns: ["Alien", "Brazil", "Casablanca"] },
  },
  "averaged matrix": {
    version: 1,
    kind: "matrix",
    name: "large",
    matrix: {
      rows: 30,
      columns: 30,
      values: Array.from({ length: 900 }, (_, k) => Math.sin(k)),
      of: { rows: 2000, columns: 900 },
    },
  },
  factorization,
  "named, unknown, replayed": {
    ...factorization,
    data: { ...factorization.data, values: [1, null, 3, 4, null, 6] },
    labels: {
      rows: ["Ada", "Ben", "Cleo"],
      columns: ["Alien", "Brazil"],
      features: ["action", "romance"],
    },
    replay: {
      L: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
      U: [0.4, 0.3, 0.2, 0.1],
      stages: [
        { learningRate: 0.05, iterations: 2 },
        { learningRate: 0.1, iterations: 2, regularization: 0.02 },
        { learningRate: 0.1, iterations: 1, method: "stochastic", seed: 7 },
      ],
    },
  },
  "diverged, with frames": {
    ...factorization,
    title: { sentence: "Nonnegative matrix factorization" },
    direct: true,
    seed: null,
    divergedAt: 6,
    frames: [
      { iteration: 0, L: [0, 0, 0, 0, 0, 0], U: [1, 1, 1, 1] },
      { iteration: 5, L: factorization.L.values, U: factorization.U.values },
    ],
  },
  loss: {
    version: 1,
    kind: "loss",
    runs: [
      {
        ...{ name: "2 features", loss, bestAt: 4, stoppedAt: 5 },
        validation: { iterations: [0, 2, 5], values: [10, 5, 6] },
      },
      { name: "rate 1.5", loss: { iterations: [0, 1], values: [9, 90] }, divergedAt: 2 },
    ],
  },
  "of another loss": {
    ...{ version: 1, kind: "loss", measure: "RMSE", step: "epoch" },
    runs: [{ name: "BiasedMF", loss }],
    notes: ["Warning: these ratings look like stars."],
  },
  table: {
    ...{ version: 1, kind: "table", title: "Three models" },
    notes: ["3 users have no list.", ""],
    columns: [
      { name: "model" },
      { name: "RMSE", better: "low" },
      { name: "coverage", better: "high", bars: true },
    ],
    rows: [
      ["BiasedMF", 0.937, 0.41],
      ["ALS", 0.915, 0.62],
      ["mean", 1.12, null],
    ],
  },
  "table with errors": {
    ...{ version: 1, kind: "table", title: "Models and errors" },
    columns: [
      { name: "RMSE", better: "low", marked: [0, 1], errors: [0.011, 0.024, null] },
      { name: "MAE", marked: [1], errors: [0.009, 0.008, null] },
    ],
    rows: [
      [0.937, 0.71],
      [0.9154, 0.72],
      [null, null],
    ],
  },
  "table with sentences": {
    ...{ version: 1, kind: "table" },
    title: { sentence: "For {name}", values: { name: "Ada" } },
    notes: [
      {
        sentence: "Nothing is known of {names}.",
        values: { names: { sentence: "{first} and {last}", values: { first: "Ada", last: "Ben" } } },
      },
    ],
    columns: [{ name: { sentence: "title" } }, { name: "score", bars: true }],
    rows: [
      [{ sentence: "{title}, rated {number}", values: { title: "Alien", number: "4.5" } }, 0.5],
      ["Heat", 0.25],
    ],
  },
  map: {
    ...{ version: 1, kind: "map", title: "Films", axes: ["1st component", "2nd component"] },
    x: [0.5, -1, 0.25, 0.26],
    y: [1, 0, -0.5, -0.5],
    names: ["Alien", "Brazil", "Casablanca", "Dune"],
  },
  dials,
  "dials in a race": {
    ...dials,
    title: "Nonnegative matrix factorization",
    data: { ...dials.data, values: [1, null, 3, 4, null, 6] },
    labels: { rows: ["Ada", "Ben", "Cleo"], columns: ["Alien", "Brazil"], features: ["action", "romance"] },
    machine: { loss, unit: "update" },
    entry: { factor: "U", row: 1, column: 0 },
    nonnegative: true,
    turns: [9, 4, 3],
    seed: null,
  },
  plane: { ...factorization, kind: "plane", features: [1, 0] },
  "plane of a sample": {
    ...factorization,
    ...{ kind: "plane", features: [0], sampleOf: { rows: 300, columns: 2 } },
    labels: { rows: ["Ada", "Ben", "Cleo"], columns: ["Alien", "Brazil"], features: ["action", "romance"] },
  },
  guess: {
    ...factorization,
    ...{ kind: "guess", heldOut: [[0, 1], [2, 0]] }, // prettier-ignore
    labels: { rows: ["Ada", "Ben", "Cleo"], columns: ["Alien", "Brazil"] },
    validation: { iterations: [0, 1, 2, 3, 4, 5], values: [9, 3, 2, 2.5, 3, 4] },
    sweeps: {
      features: [
        { value: 1, loss: 0.5, validation: 1.5, error: 0.25 },
        { value: 2, loss: 0.25, validation: 4, error: 0.5 },
        { value: 3, loss: null, validation: null, error: null },
      ],
      regularization: [
        { value: 0, loss: 0.25, validation: 4, error: 0.5 },
        { value: 0.1, loss: 0.75, validation: 1, error: null },
      ],
      iterations: 5,
    },
  },
  "guess without sweeps": {
    ...factorization,
    ...{ kind: "guess", heldOut: [[1, 1]], validation: { iterations: [], values: [] } },
  },
  picture: {
    ...{ version: 1, kind: "picture", title: "A saddle", method: "descent", seed: 0 },
    matrix: {
      rows: 8,
      columns: 9,
      values: Array.from({ length: 72 }, (_, k) => Math.floor(k / 9) * (k % 9)),
    },
    L: [0, 1, 2, 3, 4, 5, 6, 7],
    U: [0, 1, 2, 3, 4, 5, 6, 7, 7],
  },
  "prediction of a number": {
    ...{ version: 1, kind: "prediction", id: "0.b", language: "en", guess: 4, actual: 3.5 },
    question: "Which rating will the model give?",
    input: { type: "number", from: 0, to: 6, step: 0.1 },
    note: "You were off by 0.5.",
  },
  "prediction of a curve": {
    ...{ version: 1, kind: "prediction", id: "0.c", language: "en", guess: [1, 0.5, 0], actual: [1, 0.2] },
    question: "How will the loss fall?",
    input: { type: "curve", axes: ["iteration", "loss"], x: [0, 200], y: [0, 1] },
  },
  "prediction of a choice": {
    ...{ version: 1, kind: "prediction", id: "0.a", language: "de", guess: 1 },
    question: "Wie nah kommt es?",
    input: { type: "choice", choices: ["Näher", "Gleich"] },
  },
  exercise: {
    ...{ version: 1, kind: "exercise", id: "0.1", part: "question", language: "en", learner: "Ada" },
    title: "Exercise 0.1: Two tastes",
    texts: ["Which rating does the model give?"],
    given: [{ name: "person", text: "[2, 1]" }],
    hints: ["Multiply.", "Then add."],
    ...{ hintsInAll: 2, state: "wrong", code: "const row = [...l];\nreturn row;" },
  },
  running: training,
  done: {
    ...training,
    ...{ state: "done", iteration: 700 },
    timing: { seconds: 9, iterationsPerSecond: 78, secondsLeft: null },
  },
  stopped: { ...training, state: "stopped", notes: ["Warning: ratings look like stars."] },
  diverged: { ...training, state: "diverged", divergedAt: 6 },
} satisfies Record<string, Payload>;
