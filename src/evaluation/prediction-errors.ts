import { square } from "../numerics/powers";
import { scaleOf } from "../numerics/scale";
import type { Ratings } from "../ratings/ratings";
import { checkPairs, isOrdered, NOT_NAN } from "./metric-checks";
import type { Metric } from "./metric-names";
import { mae, rmse } from "./metrics";
import { concordantPairs } from "./pairs";
import type { Sample } from "./uncertainty";
import { UserParts } from "./user-parts";

/** Their values, and what each user shows of them. */
export interface PredictionValues {
  readonly values: Partial<Record<Metric, number>>;
  readonly samples: Partial<Record<Metric, Sample>>;
}

/**
 * The metrics of predictions; ratings with weights count by them.
 * @param predicted one for each of `actual.rows.values`. @param areRatings whether they have errors, and not only an order.
 */
export function measurePredictions(
  predicted: Float64Array,
  actual: Ratings,
  areRatings: boolean,
  wanted: readonly Metric[],
): PredictionValues {
  checkPairs(predicted, actual.rows.values, isOrdered, NOT_NAN);
  const errors: Partial<Record<Metric, Sample>> = areRatings ? errorSamples(predicted, actual) : {};
  // Of somebody with many ratings there are many more pairs.
  const samples = wanted.includes("fcp") ? { ...errors, fcp: orderSample(predicted, actual) } : errors;
  const values = Object.fromEntries(Object.entries(samples).map(([metric, { value }]) => [metric, value]));
  return { values, samples };
}

/** What each user shows of the fraction of concordant pairs. */
function orderSample(predicted: Float64Array, actual: Ratings): Sample {
  const parts = new UserParts(actual.users);
  for (let u = 0; u < actual.users; u++) {
    const { concordant, pairs } = concordantPairs(predicted, actual, u);
    parts.add(u, concordant, pairs);
  }
  return parts.sample(parts.mean);
}

function errorSamples(
  predicted: Float64Array,
  { rows: { offsets, values, weights }, users }: Ratings,
): { rmse: Sample; mae: Sample } {
  const errors = values.map((value, k) => predicted[k] - value);
  // Squares of very large or small errors are lost; those of ordinary size have the unit 1.
  const unit = scaleOf(errors);
  const [squares, sizes] = [new UserParts(users), new UserParts(users)];
  for (let u = 0; u < users; u++) {
    for (let k = offsets[u]; k < offsets[u + 1]; k++) {
      const count = weights === undefined ? 1 : weights[k];
      squares.add(u, count * square(errors[k] / unit), count);
      sizes.add(u, count * Math.abs(errors[k] / unit), count);
    }
  }
  const [root, absolute] = [rmse(predicted, values), mae(predicted, values)];
  const isEqual = weights === undefined;
  return {
    rmse: squares.sample(isEqual ? root : unit * Math.sqrt(squares.mean), { root: true, unit }),
    mae: sizes.sample(isEqual ? absolute : unit * sizes.mean, { unit }),
  };
}
