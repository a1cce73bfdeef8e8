import { wrongArgument } from "../../errors";
import type { FitOptions } from "../../models/recommender/fit-options";
import type { Ratings } from "../../ratings/ratings";
import { checkSeed } from "../../matrix/random";
import { checkChoice, checkFunction, checkOptionNames, checkSignalOption } from "../../training/options";
import type { StopSignal } from "../../training/stop";
import { checkRatings } from "../check";
import type { MeasureOptions } from "../cross-validate";
import { checkListLength } from "../evaluate";
import { foldsOf, kFolds } from "../folds";
import type { Folds } from "../folds";
import { MEASURES } from "../metric-names";
import type { Metric } from "../metric-names";
import { checkMaker } from "../model";
import { randomSplit } from "../split";
import type { SearchProgress } from "./result";

/** How the models of a search are trained, measured and compared. */
export interface SearchOptions<Options = unknown> {
  /** The metric that decides which trial is best: any but coverage and novelty. @default "rmse" */
  measure?: Metric;
  /** How many folds each trial is trained on, a whole number ≥ 2; or your own folds. @default 5 */
  folds?: number | Folds;
  /** Instead of folds: the share of the ratings on which all trials are measured, once. */
  validation?: number;
  /** The length of lists, a whole number ≥ 1. @default 10 */
  k?: number;
  /** The lowest held-out rating that makes its item relevant. @default every held-out rating does */
  relevantFrom?: number;
  /** The seed of the folds, and of options that are drawn. @default 0 */
  seed?: number;
  /** The options of each training. @default none */
  fit?: Omit<FitOptions, "signal">;
  /** Stops the current training, and the search with it. */
  signal?: StopSignal;
  /** Called after each measurement of a trial; only a halving search measures a trial more than once. */
  onProgress?: (progress: SearchProgress<Options>) => void;
}

const SEARCH_OPTION_NAMES = [
  "measure",
  "folds",
  "validation",
  "k",
  "relevantFrom",
  "seed",
  "fit",
  "signal",
  "onProgress",
];

/** A search's options, checked and with defaults. */
export interface Plan<Options> {
  readonly measure: Metric;
  readonly folds: Folds;
  readonly seed: number;
  readonly k: number;
  readonly relevantFrom: number | undefined;
  readonly fit: Omit<FitOptions, "signal"> | undefined;
  readonly signal: StopSignal | undefined;
  readonly onProgress: ((progress: SearchProgress<Options>) => void) | undefined;
}

/** @throws ValueError for arguments that cannot be used. @param more the search's own options. */
export function checkSearch<Options>(
  make: unknown,
  ratings: Ratings,
  options: SearchOptions<Options>,
  more: readonly string[] = [],
): Plan<Options> {
  checkMaker(make, "makeModel");
  checkRatings(ratings, "ratings");
  checkOptionNames(options, [...SEARCH_OPTION_NAMES, ...more]);
  checkFunction(options.onProgress, "onProgress");
  checkSignalOption(options.signal, "signal");
  const seed = checkSeed(options.seed ?? 0);
  return {
    measure: checkChoice(options.measure ?? "rmse", "measure", MEASURES),
    folds: searchFolds(ratings, options, seed),
    seed,
    k: checkListLength(options.k),
    relevantFrom: options.relevantFrom,
    fit: options.fit,
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

function searchFolds(
  ratings: Ratings,
  { folds, validation }: Pick<SearchOptions, "folds" | "validation">,
  seed: number,
): Folds {
  if (validation !== undefined) {
    if (folds !== undefined)
      throw wrongArgument("validation", validation, "folds or a share, not both", "given beside folds");
    return [randomSplit(ratings, { test: validation, seed })];
  }
  return typeof folds === "object" ? foldsOf(folds, {}, "folds") : kFolds(ratings, { folds, seed });
}

/** How a trial is measured. */
export function measuring({ k, relevantFrom, fit, signal }: Plan<never>): Omit<MeasureOptions, "metrics"> {
  return { k, relevantFrom, fit, signal };
}
