import { wrongArgument } from "../errors";
import type { FitOptions } from "../models/recommender/fit-options";
import type { Id } from "../ratings/ids";
import type { Ratings } from "../ratings/ratings";

/**
 * What can be evaluated: a trained model of ratings, or any object with these members. A model that ranks but does not
 * predict ratings says so as a {@link Recommender} does: its `predictsRatings` is false.
 */
export interface ScoringModel {
  /** Whether predictions are ratings, and not only scores that rank. @default true */
  readonly predictsRatings?: boolean;
  /** The ratings that it was trained on. */
  readonly ratings: Ratings;
  /** A user's scores of all items, by the items' indices in `ratings`; higher is better. */
  scores(user: Id): Float64Array;
  /**
   * Calls `visit` with the scores of each of these users, and the user's place among them: sooner than one by one. The array
   * is good until `visit` returns. Optional.
   */
  scoreEach?(users: readonly Id[], visit: (scores: Float64Array, place: number) => void): void;
  /** Its predictions for `ratings.rows.values`, in their order. */
  predictions(ratings: Ratings): Float64Array;
}

/** What can be compared and searched for: a model that can be trained. */
export interface TrainableModel extends ScoringModel {
  /** Trains on the ratings. */
  fit(ratings: Ratings, options?: FitOptions): unknown;
}

/** Whether a model's predictions are ratings, so that they have errors. */
export function predictsRatings(model: ScoringModel): boolean {
  return model.predictsRatings !== false;
}

/** Calls `visit` with the scores of each of these users. */
export function scoresOfEach(
  model: ScoringModel,
  users: readonly Id[],
  visit: (scores: Float64Array, place: number) => void,
): void {
  if (typeof model.scoreEach === "function") model.scoreEach(users, visit);
  else users.forEach((user, place) => visit(model.scores(user), place));
}

/** @throws ValueError unless `model` can be evaluated. */
export function checkScoring(model: unknown, argument: string): void {
  const { scores, predictions } = (model ?? {}) as Partial<ScoringModel>;
  if (typeof scores !== "function" || typeof predictions !== "function")
    throw wrongArgument(argument, model, "a trained model of ratings, such as a BiasedMF");
}

/** Makes a model to train. @throws ValueError unless `make` gives one. */
export function madeModel<Model extends TrainableModel>(make: () => Model): Model {
  const model = make();
  checkScoring(model, "makeModel()");
  if (typeof (model as Partial<TrainableModel>).fit !== "function")
    throw wrongArgument("makeModel()", model, "a model that can be trained, such as a BiasedMF");
  return model;
}

/** @throws ValueError unless `make` is a function. */
export function checkMaker(make: unknown, argument: string): void {
  if (typeof make !== "function")
    throw wrongArgument(argument, make, "a function that makes a model, such as () => new BiasedMF()");
}
