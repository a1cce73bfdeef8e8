import { wrongArgument } from "../errors";
import { LARGEST_RATING, wrongRating } from "./checks";
import type { IdIndex } from "./ids";
import type { SparseRows } from "./sparse";

/**
 * What holds where a user rated an item more than once: an error; the first or the last of the rows, the latest by its
 * time; their mean, sum, number, largest or smallest.
 */
export type Duplicates = "error" | "first" | "last" | "latest" | "mean" | "sum" | "count" | "max" | "min";

/** All of {@link Duplicates}. */
export const DUPLICATES: readonly Duplicates[] = [
  ...(["error", "first", "last", "latest", "mean"] as const),
  ...(["sum", "count", "max", "min"] as const),
];

/** What becomes of some rows: which of them gives the time, and their rating. */
interface Merged {
  readonly row: number;
  readonly rating: number;
}

/** Makes one rating of those from a place up to another, whose order is that of the rows. */
export function mergedRating(
  values: Float64Array,
  times: Float64Array,
  from: number,
  to: number,
  duplicates: Duplicates,
): Merged {
  const chosen = (row: number): Merged => ({ row, rating: values[row] });
  const latest = (): number => (times.length === 0 ? from : best(times, from, to, 1));
  switch (duplicates) {
    case "last":
      return chosen(to - 1);
    case "latest":
      return chosen(latest());
    case "max":
      return chosen(best(values, from, to, 1));
    case "min":
      return chosen(best(values, from, to, -1));
    case "mean":
      return { row: from, rating: sumOf(values, from, to) / (to - from) };
    case "sum":
      return { row: latest(), rating: sumOf(values, from, to) };
    case "count":
      return { row: latest(), rating: to - from };
    case "first":
    case "error":
      return chosen(from);
  }
}

/** The last place of the largest number, or of the smallest where `sign` is −1. */
function best(numbers: Float64Array, from: number, to: number, sign: 1 | -1): number {
  let found = from;
  for (let k = from + 1; k < to; k++) if (sign * numbers[k] >= sign * numbers[found]) found = k;
  return found;
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += values[k];
  return sum;
}

/** The rule by which ratings that follow later are merged with those that there are: as theirs were, where that can be. */
export function laterDuplicates(duplicates: Duplicates, timed: boolean): Duplicates {
  if (duplicates === "sum" || duplicates === "count") return "sum";
  if (duplicates === "max" || duplicates === "min") return duplicates;
  return duplicates === "latest" && timed ? "latest" : "last";
}

/** @throws ValueError where the latest of several ratings is wanted, and they have no times. */
export function checkTimes(duplicates: Duplicates, timed: boolean): void {
  if (duplicates !== "latest" || timed) return;
  const expected = 'ratings with times, or "last", which goes by the order of the rows';
  throw wrongArgument("duplicates", duplicates, expected);
}

/** @throws ValueError where a sum or a number of ratings is off the scale. */
export function checkMerged(
  { rows, offsets, indices, values }: SparseRows,
  scale: readonly [number, number] | undefined,
  users: IdIndex,
  items: IdIndex,
): void {
  const [low, high] = scale ?? [-LARGEST_RATING, LARGEST_RATING];
  for (let u = 0; u < rows; u++)
    for (let k = offsets[u]; k < offsets[u + 1]; k++) {
      if (values[k] >= low && values[k] <= high) continue;
      const whose = `${JSON.stringify(users.at(u))} for ${JSON.stringify(items.at(indices[k]))}`;
      const expected = `a number from ${low} to ${high}${scale === undefined ? "" : ", the scale"}`;
      throw wrongRating(`the merged rating of ${whose}`, `${values[k]}`, expected);
    }
}
