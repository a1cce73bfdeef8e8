import type { Ratings } from "../../ratings/ratings";
import { measureFolds } from "../cross-validate";
import { madeModel } from "../model";
import type { TrainableModel } from "../model";
import { drain, Report } from "./report";
import type { SearchEvents } from "./report";
import type { SearchResult, Trial } from "./result";
import { checkSearch, measuring } from "./search-options";
import type { Plan, SearchOptions } from "./search-options";
import { combinations, drawOptions } from "./space";
import type { Grid, Space } from "./space";

/** How many combinations a random search tries, and the seed that it draws them with. */
export interface RandomSearchOptions<Options = unknown> extends SearchOptions<Options> {
  /** How many combinations are tried, a whole number ≥ 1. @default 20 */
  trials?: number;
}

/**
 * Tries all combinations of some options, and finds the best by cross-validation. The row of a trial that diverges
 * says so.
 *
 * @param makeModel makes a model with the options of a trial.
 * @param grid the values to try of each option.
 * @example
 * const search = gridSearch(({ features }) => new BiasedMF({ features }), { features: [10, 50] }, ratings);
 * search.best; // { features: 10 }
 * search.bestModel.predict("Ada", "Alien");
 * @throws ValueError for arguments that cannot be used; TrainingInterrupted.
 */
export function gridSearch<Options, Model extends TrainableModel>(
  makeModel: (options: Options) => Model,
  grid: Grid<Options>,
  ratings: Ratings,
  options: SearchOptions<Options> = {},
): SearchResult<Options, Model> {
  return drain(gridTrials(makeModel, grid, ratings, options));
}

/** As {@link gridSearch}, one trial for each event taken. Wrong arguments throw at once. */
export function gridTrials<Options, Model extends TrainableModel>(
  makeModel: (options: Options) => Model,
  grid: Grid<Options>,
  ratings: Ratings,
  options: SearchOptions<Options> = {},
): SearchEvents<Options, Model> {
  const plan = checkSearch(makeModel, ratings, options);
  return tryAll(makeModel, combinations(grid), ratings, plan);
}

/**
 * Tries combinations of options that are drawn at random, and finds the best by cross-validation; often as good as
 * a grid with many more. Combinations of lists are drawn once each.
 *
 * @param space for each option its values, or how they are drawn: `{ regularization: sample.logUniform(0.001, 1) }`.
 * @throws ValueError for arguments that cannot be used; TrainingInterrupted.
 * @see Bergstra & Bengio 2012
 */
export function randomSearch<Options, Model extends TrainableModel>(
  makeModel: (options: Options) => Model,
  space: Space<Options>,
  ratings: Ratings,
  options: RandomSearchOptions<Options> = {},
): SearchResult<Options, Model> {
  return drain(randomTrials(makeModel, space, ratings, options));
}

/** As {@link randomSearch}, one trial for each event taken. Wrong arguments throw at once. */
export function randomTrials<Options, Model extends TrainableModel>(
  makeModel: (options: Options) => Model,
  space: Space<Options>,
  ratings: Ratings,
  options: RandomSearchOptions<Options> = {},
): SearchEvents<Options, Model> {
  const plan = checkSearch(makeModel, ratings, options, ["trials"]);
  return tryAll(makeModel, drawOptions(space, options.trials ?? 20, plan.seed), ratings, plan);
}

function tryAll<Options, Model extends TrainableModel>(
  makeModel: (options: Options) => Model,
  candidates: readonly Options[],
  ratings: Ratings,
  plan: Plan<Options>,
): SearchEvents<Options, Model> {
  // Finds a wrong option now, not after an hour of training.
  for (const candidate of candidates) madeModel(() => makeModel(candidate));
  return trialsOf(makeModel, candidates, ratings, plan);
}

function* trialsOf<Options, Model extends TrainableModel>(
  makeModel: (options: Options) => Model,
  candidates: readonly Options[],
  ratings: Ratings,
  plan: Plan<Options>,
): SearchEvents<Options, Model> {
  const report = new Report(plan, candidates.length);
  const { measure, folds } = plan;
  for (const [n, options] of candidates.entries()) {
    const measured = measureFolds(() => makeModel(options), folds, {
      ...measuring(plan),
      metrics: [measure],
    });
    const trial: Trial<Options> = {
      trial: n + 1,
      options,
      value: measured.mean[measure],
      std: measured.std[measure],
      standardError: measured.standardError[measure],
      folds: measured.folds.map((fold) => fold[measure]),
      state: measured.diverged ? "diverged" : "done",
      epochs: null,
    };
    yield report.add(trial, measured.sampleOf(measure));
  }
  return report.result(makeModel, ratings);
}
