import { EXPERIMENT_DEFAULTS } from "./experiment";
import type { Experiment } from "./types";

/** An example experiment to start from. */
export interface Preset {
  /** What links and files call it. */
  id: PresetId;
  /** What people read. */
  title: string;
  /** What it shows, in one sentence. */
  sentence: string;
  /** The experiment itself. */
  experiment: Experiment;
}

/** The presets by their ids. */
export type PresetId = "original" | "rank-2" | "identity" | "ratings" | "noise";

/** Experiments to start from; the first is the original notebook's. They are shared: copy one before you change it. */
export const presets: readonly Preset[] = [
  {
    id: "original",
    title: "The original notebook's matrix",
    sentence: "Six equal rows: one feature would be enough.",
    experiment: { ...EXPERIMENT_DEFAULTS, data: Array.from({ length: 6 }, () => [1, 2, 3]) },
  },
  {
    id: "rank-2",
    title: "A table of rank 2",
    sentence: "Every row mixes the same two patterns: two features reach it, one does not.",
    experiment: {
      ...EXPERIMENT_DEFAULTS,
      learningRate: 0.05,
      iterations: 2000,
      data: [
        [3, 1, 4, 2, 5],
        [1, 2, 3, 1, 2],
        [4, 3, 7, 3, 7],
        [2, 4, 6, 2, 4],
        [6, 2, 8, 4, 10],
        [5, 5, 10, 4, 9],
      ],
    },
  },
  {
    id: "identity",
    title: "The identity",
    sentence: "Nothing in common: each feature you take away costs as much as the one before.",
    experiment: {
      ...EXPERIMENT_DEFAULTS,
      features: 3,
      iterations: 3000,
      data: Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => (i === j ? 1 : 0))),
    },
  },
  {
    id: "ratings",
    title: "Film ratings with blanks",
    sentence: "Nobody has seen every film: the product guesses what they would think of the others.",
    experiment: {
      ...EXPERIMENT_DEFAULTS,
      learningRate: 0.05,
      iterations: 2000,
      labels: {
        rows: ["Ada", "Ben", "Cleo", "Dario", "Edda", "Finn"],
        columns: ["Moon Harbour", "The Last Comet", "Rust and Stars", "Tea for Nobody", "A Quiet Wedding"],
      },
      data: [
        [5, 4, null, 1, 1],
        [4, null, 4, 1, 2],
        [null, 5, 5, 2, 1],
        [1, 1, 2, 5, null],
        [2, 1, null, 4, 5],
        [1, null, 1, 5, 4],
      ],
    },
  },
  {
    id: "noise",
    title: "Two patterns and noise",
    sentence: "Two features find the patterns; each one more only learns the noise.",
    experiment: {
      ...EXPERIMENT_DEFAULTS,
      learningRate: 0.05,
      iterations: 2000,
      data: [
        [2.8, 2.3, 1.7, 1.0, 2.8, 1.9],
        [2.8, 3.6, 2.3, 1.8, 3.8, 2.0],
        [2.8, 2.9, 1.8, 2.1, 2.4, 1.0],
        [3.0, 3.1, 1.3, 0.8, 3.3, 1.5],
        [2.6, 1.6, 1.4, 1.3, 2.7, 0.6],
        [4.8, 4.8, 3.2, 3.3, 5.0, 1.7],
        [4.1, 4.6, 3.4, 2.5, 4.8, 2.2],
        [2.7, 3.3, 2.0, 2.8, 3.0, 1.1],
      ],
    },
  },
];
