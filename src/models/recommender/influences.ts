import type { PredictionPart } from "../shared/explanation";
import type { Given } from "./folded-in";
import type { Parameters, Row } from "./parameters";

/** How a model folds a user in and computes scores. */
export interface Folding {
  readonly foldIn: (items: Int32Array, values: Float64Array) => Row;
  /** {@link foldIn} without the n-th rating. */
  readonly without: (n: number) => Row;
  readonly score: (user: Row, item: Row) => number;
}

/** How much each rating of a user adds to the scores of these items: the score minus the score without it; one list for each item. */
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

/**
 * The terms of a prediction for which the model has parameters.
 * @param remainder the name of the remaining term; null if there is none.
 */
export function predictionParts(
  all: Parameters,
  user: Row,
  item: Row,
  prediction: number,
  remainder: string | null,
): PredictionPart[] {
  const terms: readonly [string, Float64Array | undefined][] = [
    ["mean of all ratings", all["globalMean"]],
    ["user bias", user["userBiases"]],
    ["item bias", item["itemBiases"]],
  ];
  const parts = terms.flatMap(([name, values]) => (values ? [{ name, value: values[0] }] : []));
  if (remainder === null) return parts;
  const rest = prediction - parts.reduce((sum, { value }) => sum + value, 0);
  return [...parts, { name: remainder, value: rest }];
}
