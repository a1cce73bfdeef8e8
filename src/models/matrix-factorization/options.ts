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
  /** The names of the rows and columns, one for each. */
  labels?: {
    /** Names of the rows. */
    rows?: readonly string[];
    /** Names of the columns. */
    columns?: readonly string[];
  };
}

/** The options of `train`: how to train, and display and stopping meanwhile. */
export interface LiveTrainOptions extends TrainOptions, LiveOptions {}

/** The options of `byHand`: how the machine trains, beside which a person turns the numbers. */
export interface ByHandOptions extends Omit<TrainOptions, "threads"> {
  /** Which numbers there are to turn first: the starting factors, or the factors as they are now. @default "start" */
  from?: "start" | "now";
}
