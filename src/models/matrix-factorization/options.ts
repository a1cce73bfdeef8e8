import type { LiveOptions } from "../../training/live-options";
import type { InitialFactors } from "../tables/initial-factors";
import type { TrainOptions } from "./train-options";

/** Settings of {@link MatrixFactorization}. */
export interface MatrixFactorizationOptions {
  /** Fixes the random starting factors: a whole number within ±(2⁵³ − 1). @default a new one, kept in `seed` */
  seed?: number;
  /** Starting factors, instead of random ones. */
  init?: InitialFactors;
  /** The random starting factors are drawn uniformly from [low, high), −1000 to 1000. @default [0.1, 0.9] */
  initRange?: readonly [low: number, high: number];
  /** What the rows and columns are called, one name for each. */
  labels?: {
    /** Names of the rows. */
    rows?: readonly string[];
    /** Names of the columns. */
    columns?: readonly string[];
  };
}

/** What `train` takes: how to train, and what goes on meanwhile. */
export interface LiveTrainOptions extends TrainOptions, LiveOptions {}
