import type {
  FactorizationPayload,
  LossViewPayload,
  MatrixViewPayload,
  TrainingPayload,
} from "../../../src/view";

/** Signs that mean something to one of the languages a payload is copied into. */
export const hostile = '=1+1|a,"b"\n\\end{x}$y$ # % & _^~ <img> `c` [d](e) */ \u2028 "; alert(1); //';

export const factorization: FactorizationPayload = {
  version: 1,
  kind: "factorization",
  data: { rows: 3, columns: 2, values: [1, null, 0.1, -5e-324, 1.7976931348623157e308, -0] },
  L: { rows: 3, columns: 1, values: [0.1, 0.30000000000000004, 1e-7] },
  U: { rows: 1, columns: 2, values: [1 / 3, -2] },
  loss: { iterations: [0, 1, 700], values: [2, 0.5, 5.97e-7] },
  iteration: 700,
  learningRate: 0.1,
  seed: 7,
  labels: { rows: ["Anna", "Jörg 😀", "-2"], columns: ["=SUM(A1)", "two"], features: ["taste"] },
};

export const plain: MatrixViewPayload = {
  version: 1,
  kind: "matrix",
  name: "my matrix",
  matrix: { rows: 2, columns: 2, values: [1.5, -2, 3e-9, 4e6] },
};

export const losses: LossViewPayload = {
  version: 1,
  kind: "loss",
  runs: [
    {
      name: "slow",
      loss: { iterations: [0, 10], values: [2, 1 / 3] },
      validation: { iterations: [0, 10], values: [3, 0.5] },
    },
    { name: hostile, loss: { iterations: [], values: [] } },
  ],
};

export const training: TrainingPayload = {
  version: 1,
  kind: "training",
  state: "done",
  start: 0,
  iteration: 2,
  iterations: 2,
  divergedAt: null,
  learningRate: 0.1,
  loss: { iterations: [0, 1, 2], values: [2, 1, 0.25] },
  timing: { seconds: 1, iterationsPerSecond: 2, secondsLeft: null },
};

/** A payload whose every text is hostile. */
export const allHostile: FactorizationPayload = {
  ...factorization,
  labels: { rows: [hostile, hostile, hostile], columns: [hostile, hostile], features: [hostile] },
};
