import { float32, float64, int32 } from "../../kernels/heap";
import { largestSize, sumOfSquares } from "../../numerics/dense";
import type { Row } from "../recommender/parameters";
import type { LinearScores } from "./linear-scores";
import { intoPanel } from "./scoring";
import type { RoundedScoring, Scoring, Views } from "./scoring";

/** Shorter vectors are multiplied exactly in the time that rounding first would save. */
const LEAST_WIDTH = 16;
/** The share of the items that a list has at most: a longer one would have most of them scored twice. */
const MOST_LISTED = 1 / 16;
/** Half the distance between 1 and the next 32-bit, and 64-bit, float. */
const [ROUNDING, EXACT_ROUNDING] = [2 ** -24, 2 ** -53];
/** Products beyond this are infinite in 32 bits; those below 32 bits' least lose at most so much. */
const [MOST_PRODUCT, LEAST_PRODUCT] = [1e37, 1e-37];
/** Room for candidates: for more, a user is scored exactly. */
const roomFor = (count: number): number => 2 * count + 256;

/** The kernels that find lists by 32-bit sums, and score exactly only what may be in them. Null where that does not pay. */
export function roundedScoring(
  { width, itemVectors, itemBiases, order, user }: LinearScores,
  exact: Scoring,
  count: number,
  items: number,
): RoundedScoring | null {
  if (order !== "four sums" || width < LEAST_WIDTH || count > MOST_LISTED * items) return null;
  const largest = longest(itemVectors, width);
  const bias = largestSize(itemBiases ?? []);
  const room = roomFor(count);
  const fillUsers = (users: readonly Row[], views: Views): void => {
    exact.fillUsers(users, views);
    users.forEach((row, n) => {
      const { base, vector } = user(row);
      intoPanel(vector, n, views.roundedX as Float32Array);
      const length = Math.sqrt(sumOfSquares(vector));
      (views.errors as Float64Array)[n] = errorOf(width, length, largest, bias, base);
    });
  };
  return {
    kernel: "roundedScores",
    operations: exact.operations,
    tasksOf: "users",
    layout: (stride, users, threads) => ({
      ...exact.layout(stride, users, threads),
      roundedX: float32(users * width),
      roundedPanels: float32(stride * width),
      roundedBiases: float32(stride),
      errors: float64(users),
      candidates: int32(room * threads),
    }),
    fillItems: (views) => {
      exact.fillItems(views);
      for (let i = 0; i * width < itemVectors.length; i++)
        intoPanel(
          itemVectors.subarray(i * width, (i + 1) * width),
          i,
          views.roundedPanels as Float32Array,
          8,
        );
      if (itemBiases) (views.roundedBiases as Float32Array).set(itemBiases);
    },
    fillUsers,
    numbers: ({ roundedX, roundedPanels, roundedBiases }) => [roundedX, roundedPanels, roundedBiases, width],
    topNumbers: ({ X, bases, panels, itemBiases: biases, errors, candidates }) => [
      ...[X, bases, panels, biases, errors, width],
      ...[candidates, room],
    ],
  };
}

/** The length of the longest row. */
function longest(values: Float64Array, width: number): number {
  let most = 0;
  for (let from = 0; from < values.length; from += width)
    most = Math.max(most, sumOfSquares(values.subarray(from, from + width)));
  return Math.sqrt(most);
}

/**
 * A bound on what rounding adds to a user's scores or takes from them. Each number is rounded, each product and each sum; by
 * the inequality of Cauchy and Schwarz, the sizes of all products add up to at most the product of the lengths. Infinite where
 * numbers leave the range of 32 bits, so that the user is scored exactly.
 */
function errorOf(width: number, length: number, largest: number, bias: number, base: number): number {
  const size = length * largest + bias;
  if (!(size < MOST_PRODUCT && length < MOST_PRODUCT && largest < MOST_PRODUCT)) return Infinity;
  const rounded = 1.01 * (width + 4) * ROUNDING * size;
  const exact = 2 * (width + 4) * EXACT_ROUNDING * (size + Math.abs(base));
  return rounded + exact + LEAST_PRODUCT * (width + 1) * (1 + length + largest);
}
