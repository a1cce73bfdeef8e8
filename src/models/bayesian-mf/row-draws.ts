import { float64, int32 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import type { RunOptions, Tasks } from "../../kernels/run";
import type { Slices } from "../../kernels/slices";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import type { BiasedSide } from "../../numerics/biased-least-squares";
import type { Prior } from "../../numerics/gibbs";
import { square } from "../../numerics/powers";
import type { Ratings } from "../../ratings/ratings";
import { chunksOf, fillRatings, ratingsAt, sumOf } from "../factors/alternating";
import type { Chunks } from "../factors/alternating";
import { strideOf } from "../factors/padded";
import type { Draw, Units } from "./draw";

/** What rows are drawn with: their prior, and where their random numbers begin. */
export interface DrawnSide {
  readonly prior: Prior;
  readonly seed: number;
}

/**
 * Draws all users, then all items, and only then changes the draw. Returns the squared error of the draw, or NaN if numbers
 * are too large.
 */
export type RowDraws = (
  options: RunOptions,
  draw: Draw,
  users: DrawnSide,
  items: DrawnSide,
) => Slices<number>;

/** Rows that are gathered at a time, as in the kernel. */
const GATHERED = 32;

const layoutOf =
  ({ users, items, length }: Ratings, { user, item }: Chunks, width: number) =>
  (threads: number) => ({
    userOffsets: int32(users + 1),
    userIndices: int32(length),
    userValues: float64(length),
    itemOffsets: int32(items + 1),
    itemIndices: int32(length),
    itemValues: float64(length),
    userChunks: int32(user.length),
    itemChunks: int32(item.length),
    userTerms: float64(users * width),
    itemTerms: float64(items * width),
    prior: float64(square(width)),
    sums: float64(Math.max(user.length, item.length) - 1),
    scratch: float64(threads * width * (2 * width + GATHERED + 1)),
  });
type DrawHeap = Heap<ReturnType<ReturnType<typeof layoutOf>>>;

/** Prepares to draw rows by kernels. @param k the number of factors. */
export function rowDraws(ratings: Ratings, { mean, deviation }: Units, k: number): RowDraws {
  const width = strideOf(k + 2);
  const chunks = chunksOf(ratings, square(width), (width * square(width)) / 6 + 40 * width);
  const workspace = new Workspace(ratingKernels, layoutOf(ratings, chunks, width), (views) => {
    fillRatings(ratings, chunks, views, (rating) => (rating - mean) / deviation);
  });
  return (options, draw, users, items) =>
    inSlices(workspace, options, function* (heap) {
      const { userTerms, itemTerms } = heap.views;
      termsInto(draw.users, width, userTerms);
      termsInto(draw.items, width, itemTerms);
      yield rowsOf(heap, "user", chunks, width, draw, users);
      if (Number.isNaN(sumOf(heap.views.sums.subarray(0, chunks.user.length - 1)))) return NaN;
      yield rowsOf(heap, "item", chunks, width, draw, items);
      sidesFrom(userTerms, width, draw.users);
      sidesFrom(itemTerms, width, draw.items);
      return sumOf(heap.views.sums.subarray(0, chunks.item.length - 1));
    });
}

function rowsOf(
  { views, at }: DrawHeap,
  per: "user" | "item",
  chunks: Chunks,
  width: number,
  { users: { k }, noisePrecision }: Draw,
  { prior, seed }: DrawnSide,
): Tasks {
  const other = per === "user" ? "item" : "user";
  priorInto(prior, width, views.prior);
  const sides = [at[`${other}Terms`], at[`${per}Terms`]];
  const data = [...ratingsAt(at, per), ...sides, at.prior, at[`${per}Chunks`], at.sums, at.scratch];
  const tasks = chunks[per].length - 1;
  const operations =
    views.userIndices.length * square(width) + (views[`${per}Terms`].length * square(width)) / 6;
  return { kernel: "gibbsRows", numbers: [...data, k + 1, width, noisePrecision, seed], tasks, operations };
}

/** Writes the precision, and the precision times the mean as one more column. */
function priorInto({ mean, precision }: Prior, width: number, into: Float64Array): void {
  const d = mean.length;
  for (let s = 0; s < d; s++) {
    let pull = 0;
    for (let t = 0; t < d; t++) {
      into[s * width + t] = precision[s * d + t];
      pull += precision[s * d + t] * mean[t];
    }
    into[s * width + d] = pull;
  }
}

/** Writes the rows (1, factors, −bias), as the kernel takes them. */
function termsInto({ biases, factors, k }: BiasedSide, width: number, into: Float64Array): void {
  for (let i = 0, to = 0; i < biases.length; i++, to += width) {
    into[to] = 1;
    for (let t = 0; t < k; t++) into[to + 1 + t] = factors[i * k + t];
    into[to + 1 + k] = -biases[i];
  }
}

function sidesFrom(terms: Float64Array, width: number, { biases, factors, k }: BiasedSide): void {
  for (let i = 0, from = 0; i < biases.length; i++, from += width) {
    biases[i] = -terms[from + 1 + k];
    for (let t = 0; t < k; t++) factors[i * k + t] = terms[from + 1 + t];
  }
}
