import { inOneSlice } from "../../kernels/slices";
import type { Slices } from "../../kernels/slices";
import { knownResiduals } from "../../numerics/nonnegative-known";
import { weightedLines } from "../../numerics/nonnegative-weighted";
import type { Ratings } from "../../ratings/ratings";
import type { Epoch } from "../recommender/rating-model";

/**
 * Coordinate descent of nonnegative factors without kernels, for ratings with weights: of all users and then of all items. What it
 * returns runs an epoch: it changes the factors in place, and gives the sum of squared errors, each as often as it counts.
 * @param values of the ratings, row by row.
 */
export function plainLines(
  { rows, columns }: Ratings,
  values: Float64Array,
  features: number,
  regularization: number,
): (epoch: Pick<Epoch, "check">, users: Float64Array, items: Float64Array) => Slices<number> {
  const weights = rows.weights ?? new Float64Array(values.length).fill(1);
  const cells = Int32Array.from(values.keys());
  const across = { starts: rows.offsets, errors: cells, others: rows.indices };
  const down = { starts: columns.offsets, errors: columns.order, others: columns.indices };
  const known = { starts: rows.offsets, columns: rows.indices, values };
  return ({ check }, users, items) =>
    inOneSlice(() => {
      check();
      const errors = new Float64Array(values.length);
      knownResiduals(known, users, items, features, errors);
      weightedLines(errors, weights, across, users, items, features, regularization);
      weightedLines(errors, weights, down, items, users, features, regularization);
      return errors.reduce((sum, error, k) => sum + weights[k] * error * error, 0);
    });
}
