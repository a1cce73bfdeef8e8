import type { Columns } from "./by-keys";
import { wrongRating } from "./checks";
import type { Duplicates } from "./duplicates";
import { sortedRows } from "./sort";
import type { Sorted } from "./sort";
import { selected } from "./sparse";

/** How ratings with weights are sorted. */
interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** Never called: the rule that merges them is not that of an error. */
const never = (): never => {
  throw new RangeError("ratings of the same user and item have a rule");
};

/**
 * Sorts weights as their ratings are sorted and merged. Where a rule chooses one of several rows by its place or time, its weight
 * comes with it; where all of them make the rating, they have the mean of their weights. A mean of ratings counts each as often as
 * its weight says.
 * @param columns the ratings in their original order; it is left as it is. @param sorted what became of them.
 */
export function withWeights(
  columns: Columns,
  weights: Float64Array,
  shape: Shape,
  duplicates: Duplicates,
  sorted: Sorted,
): Sorted {
  const sortedBy = (values: Float64Array, rule: Duplicates): Float64Array => {
    const { timestamps } = columns;
    const copies = { ...columns, values: values.slice(), timestamps: timestamps.slice() };
    return sortedRows(copies, shape, rule, never).rows.values;
  };
  const isChosen = duplicates === "first" || duplicates === "last" || duplicates === "latest";
  // Where none is there twice, any rule will do.
  const rule = isChosen ? duplicates : duplicates === "error" ? "first" : "mean";
  const { rows } = sorted;
  if (duplicates === "mean" && columns.values.length > rows.values.length) {
    const weighted = sortedBy(
      columns.values.map((value, k) => weights[k] * value),
      "sum",
    );
    const totals = sortedBy(weights, "sum");
    rows.values.forEach((mean, k) => (rows.values[k] = totals[k] > 0 ? weighted[k] / totals[k] : mean));
  }
  return { ...sorted, rows: { ...rows, weights: sortedBy(weights, rule) }, range: undefined };
}

/**
 * Leaves out what has no weight, and weights that are all 1: then each counts once, as without them.
 * @throws ValueError where no rating has any weight.
 */
export function counting({ rows, timestamps, range }: Sorted): Sorted {
  const { weights } = rows;
  if (weights === undefined) return { rows, timestamps, range };
  const kept = selected({ rows, timestamps }, (k) => weights[k] > 0);
  if (kept.rows.values.length === 0)
    throw wrongRating("weights", "0 for every rating", "at least one that is above 0");
  const { weights: own, ...plain } = kept.rows;
  return { ...kept, rows: own!.every((weight) => weight === 1) ? plain : kept.rows, range };
}
