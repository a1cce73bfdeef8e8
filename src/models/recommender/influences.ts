import type { PredictionPart } from "../shared/explanation";
import { itemBiasBy, userBiasBy } from "./averages";
import type { Averages } from "./averages";
import type { Given } from "./folded-in";
import type { Parameters, Row } from "./parameters";

/** How a model folds a user in and computes scores. */
export interface Folding {
  readonly foldIn: (items: Int32Array, values: Float64Array) => Row;
  /** {@link foldIn} without the n-th rating. */
  readonly without: (n: number) => Row;
  readonly score: (user: Row, item: Row) => number;
}

/** How much each rating of a user adds to the score of each item: the score minus the score without the rating. */
export function influencesOf({ indices, values }: Given, on: readonly Row[], model: Folding): Float64Array[] {
  const whole = model.foldIn(indices, values);
  const scores = on.map((item) => model.score(whole, item));
  const added = on.map(() => new Float64Array(indices.length));
  for (let n = 0; n < indices.length; n++) {
    const rest = model.without(n);
    on.forEach((item, i) => (added[i][n] = scores[i] - model.score(rest, item)));
  }
  return added;
}

/** What the parts of a prediction are found from. */
export interface Scored {
  readonly user: Row;
  readonly item: Row;
  readonly prediction: number;
  readonly averages: Averages;
}

/**
 * The terms of a prediction for which the model has parameters. They go by the model's scores alone, not by where the
 * training put what factors and biases have in common: the bias of an item is what all users add to the mean on average,
 * and that of a user how much higher their scores are than all users', over all items.
 * @param remainder the name of the remaining term; null if there is none.
 */
export function predictionParts(
  all: Parameters,
  { user, item, prediction, averages }: Scored,
  remainder: string | null,
): PredictionPart[] {
  const mean = all["globalMean"]?.[0];
  const terms: readonly [string, number | undefined][] = [
    ["mean of all ratings", mean],
    ["user bias", user["userBiases"] && userBiasBy(averages, user)],
    ["item bias", item["itemBiases"] && itemBiasBy(averages, item, mean ?? 0)],
  ];
  const parts = terms.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  if (remainder === null) return parts;
  const rest = prediction - parts.reduce((sum, { value }) => sum + value, 0);
  return [...parts, { name: remainder, value: rest }];
}
