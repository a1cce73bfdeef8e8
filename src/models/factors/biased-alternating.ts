import { float32, float64 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import type { Tasks } from "../../kernels/run";
import type { Slices } from "../../kernels/slices";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import type { Penalty } from "../../numerics/biased-least-squares";
import { square } from "../../numerics/powers";
import type { Ratings } from "../../ratings/ratings";
import type { Parameters } from "../recommender/parameters";
import type { Epoch } from "../recommender/rating-model";
import {
  alternatingLayout,
  chunksOf,
  fillRatings,
  fitsHeap,
  ratingsAt,
  sumOf,
  threadsFor,
} from "./alternating";
import type { Chunks } from "./alternating";
import { copyIn, copyInAll, copyOut, copyOutAll, strideOf } from "./padded";
import { spreadOf } from "./spread";

/** How the equations of ratings with biases are set up and solved. */
export interface BiasedSolver {
  readonly features: number;
  readonly penalty: Penalty;
  /** Exactly, or by so many steps of conjugate gradients. */
  readonly steps: number | "exact";
}

/** Rows that are gathered at a time, as in the kernel. */
const GATHERED = 32;

/** The columns of the equations: 1, the factors, and the right side; a multiple of four. */
const widthOf = (features: number): number => strideOf(features + 2);
const scratchFor = (features: number): number => widthOf(features) * (widthOf(features) + GATHERED + 1);

const layoutOf = (ratings: Ratings, chunks: Chunks, features: number, exact: boolean) => {
  const layout = alternatingLayout(ratings, chunks, strideOf(features));
  return (threads: number) => ({
    ...layout,
    userBiases: float32(ratings.users),
    itemBiases: float32(ratings.items),
    before: float64(exact ? 0 : Math.max(chunks.user.length, chunks.item.length) - 1),
    scratch: float64(threads * (exact ? scratchFor(features) : 5 * strideOf(features) + 80)),
  });
};
type BiasedHeap = Heap<ReturnType<ReturnType<typeof layoutOf>>>;

/** An RMSE of fewer units, a millionth of the scale's range, is rounding. */
const ROUNDED = 4e-6;

/**
 * Prepares alternating least squares of ratings with biases by kernels, in units of the ratings' spread. The step gives the RMSE; null, with nothing changed,
 * where it has become much larger, because equations are too ill-conditioned for 32-bit floats.
 * @returns null where equations are too large for what kernels can address.
 */
export function biasedAlternating(
  ratings: Ratings,
  parameters: Parameters,
  solver: BiasedSolver,
): ((epoch: Epoch) => Slices<number | null>) | null {
  const { features: k, steps } = solver;
  const exact = steps === "exact";
  const stride = strideOf(k);
  const chunks = exact
    ? chunksOf(ratings, square(widthOf(k)) / 2, (widthOf(k) * square(widthOf(k))) / 6)
    : chunksOf(ratings, 8 * stride, 16 * stride);
  const layout = layoutOf(ratings, chunks, k, exact);
  const { mean } = ratings;
  const unit = spreadOf(ratings);
  if (!fitsHeap(layout(1))) return null;
  const workspace = new Workspace(ratingKernels, layout, (views) => {
    fillRatings(ratings, chunks, views, (rating) => (rating - mean) / unit.rating);
  });
  return ({ threads, check, isOver }) => {
    const how = { threads: exact ? threadsFor(threads, scratchFor(k)) : threads, check, isOver };
    return inSlices(workspace, how, function* (heap) {
      const { views } = heap;
      copyIn(parameters.userFactors, k, views.userFactors, unit.factor);
      copyIn(parameters.itemFactors, k, views.itemFactors, unit.factor);
      copyInAll(parameters.userBiases, views.userBiases, unit.rating);
      copyInAll(parameters.itemBiases, views.itemBiases, unit.rating);
      if (exact) yield lossOf(heap, chunks, ratings, stride);
      yield solve(heap, "user", chunks, ratings, solver);
      // Conjugate gradients begin with the errors.
      const errors = exact ? views.sums : views.before.subarray(0, chunks.user.length - 1);
      const before = Math.sqrt(sumOf(errors) / ratings.length);
      yield solve(heap, "item", chunks, ratings, solver);
      yield lossOf(heap, chunks, ratings, stride);
      const after = Math.sqrt(sumOf(views.sums) / ratings.length);
      if (!(after <= 2 * before + ROUNDED)) return null;
      copyOut(views.userFactors, k, parameters.userFactors, unit.factor);
      copyOut(views.itemFactors, k, parameters.itemFactors, unit.factor);
      copyOutAll(views.userBiases, parameters.userBiases, unit.rating);
      copyOutAll(views.itemBiases, parameters.itemBiases, unit.rating);
      return after * unit.rating;
    });
  };
}

function solve(
  { views, at }: BiasedHeap,
  per: "user" | "item",
  chunks: Chunks,
  { users, items, length }: Ratings,
  { features: k, penalty, steps }: BiasedSolver,
): Tasks {
  const other = per === "user" ? "item" : "user";
  const stride = strideOf(k);
  const { biasRegularization, regularization, scaled } = penalty;
  const sides = [at[`${other}Factors`], at[`${other}Biases`], at[`${per}Factors`], at[`${per}Biases`]];
  const data = [...ratingsAt(at, per), ...sides, at[`${per}Chunks`], at.scratch];
  const strengths = [biasRegularization, regularization, Number(scaled)];
  const tasks = chunks[per].length - 1;
  if (steps === "exact") {
    const width = widthOf(k);
    const rows = per === "user" ? users : items;
    const numbers = [...data, k, stride, width, ...strengths];
    const operations = (length * square(width)) / 2 + (rows * width * square(width)) / 6;
    return { kernel: "biasedCholesky", numbers, tasks, operations };
  }
  const largest = 1 + largestSquare(views[`${other}Factors`], stride);
  const numbers = [...data, stride, ...strengths, steps, largest, at.before];
  return { kernel: "biasedGradients", numbers, tasks, operations: 8 * length * stride };
}

function lossOf({ at }: BiasedHeap, chunks: Chunks, { length }: Ratings, stride: number): Tasks {
  const sides = [at.itemFactors, at.itemBiases, at.userFactors, at.userBiases];
  const numbers = [...ratingsAt(at, "user"), ...sides, at.userChunks, at.sums, at.scratch, stride];
  return { kernel: "biasedLoss", numbers, tasks: chunks.user.length - 1, operations: 2 * length * stride };
}

/** The largest sum of squares of a row. */
function largestSquare(rows: Float32Array, width: number): number {
  let largest = 0;
  for (let from = 0; from < rows.length; from += width) {
    let sum = 0;
    for (let t = from; t < from + width; t++) sum += rows[t] * rows[t];
    if (sum > largest) largest = sum;
  }
  return largest;
}
