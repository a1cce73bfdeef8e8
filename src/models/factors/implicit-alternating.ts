import { float32, float64 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import type { Tasks } from "../../kernels/run";
import { inSlices } from "../../kernels/in-slices";
import type { Slices } from "../../kernels/slices";
import { Workspace } from "../../kernels/workspace";
import { largestSize } from "../../numerics/dense";
import { sumOfSquaredProducts } from "../../numerics/gram";
import { square } from "../../numerics/powers";
import type { Ratings } from "../../ratings/ratings";
import type { Parameters } from "../recommender/parameters";
import type { Epoch, Step } from "../recommender/rating-model";
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
import { areFiniteIn, checksFor } from "./finite";
import { copyIn, copyOut, strideOf } from "./padded";
import { slicedStep } from "./sliced-step";

/** How the equations of implicit feedback are set up and solved. */
export interface ImplicitSolver {
  readonly features: number;
  readonly alpha: number;
  readonly regularization: number;
  /** Whether λ counts once for each rating of a user or an item. */
  readonly scaled: boolean;
  /** Exactly, or by so many steps of conjugate gradients. */
  readonly steps: number | "exact";
}

/** Larger weights, or sums of them, do not fit into 32-bit floats. */
const MOST_WEIGHT = 1e15;
/**
 * From so many ratings on, the error behind steps of conjugate gradients comes from that before them, to six digits or
 * more: to visit each rating again would take an eighth of an epoch. For fewer ratings that is nothing, and gives all digits.
 */
const MANY = 2 ** 16;
/** Less than this share of the error before the steps is found by a visit all the same: differences have fewer digits. */
const LEAST_SHARE = 1 / 8;
/** Rows of YᵀY that one task makes, and rows that are gathered at a time, as in the kernels. */
const [STRIP, GATHERED] = [16, 32];

/** What an epoch changes. */
const FOUND = ["userFactors", "itemFactors"] as const;

const layoutOf = (ratings: Ratings, chunks: Chunks, stride: number, exact: boolean, isMany: boolean) => {
  const layout = alternatingLayout(ratings, chunks, stride);
  // For all numbers of threads that have room for their equations, so that these do not change what is laid out.
  return (threads: number) => ({
    ...layout,
    userGram: float64(square(stride)),
    itemGram: float64(square(stride)),
    gram: float32(square(stride)),
    checks: checksFor(Math.max(ratings.users, ratings.items) * stride),
    gathered: float64(threads * GATHERED * stride),
    errors: float64(isMany ? 2 * (chunks.item.length - 1) : 0),
    scratch: float64(threads * (exact ? scratchFor(stride) : 23 * stride + 112)),
  });
};
type ImplicitHeap = Heap<ReturnType<ReturnType<typeof layoutOf>>>;

const scratchFor = (stride: number): number => stride * (stride + GATHERED + 1) + GATHERED;

/**
 * Prepares alternating least squares of implicit feedback by kernels. The step gives the mean of
 * weight × (target − x·y)² over all cells, the `weightedError` of src/numerics/implicit-error.ts.
 * @returns null where weights are too large for 32-bit floats, or equations for what kernels can address.
 */
export function implicitAlternating(
  ratings: Ratings,
  parameters: Parameters,
  solver: ImplicitSolver,
): Step | null {
  const { features: k, alpha, steps } = solver;
  const stride = strideOf(k);
  const exact = steps === "exact";
  const chunks = exact
    ? chunksOf(ratings, square(stride) / 2, (stride * square(stride)) / 6)
    : chunksOf(ratings, 8 * stride, 4 * square(stride));
  const isMany = !exact && ratings.length >= MANY;
  const layout = layoutOf(ratings, chunks, stride, exact, isMany);
  if (hasTooLarge(ratings, alpha) || !fitsHeap(layout(1))) return null;
  const workspace = new Workspace(ratingKernels, layout, (views) => {
    fillRatings(ratings, chunks, views, (rating) => alpha * rating);
  });
  const { users, items } = ratings;
  const { userFactors, itemFactors } = parameters;
  /** Where kernels have the factors, and YᵀY, as the latest epoch has left them. */
  const current = new WeakSet();
  const step = ({ threads, check, isOver, isNext = false, changing }: Epoch): Slices<number> =>
    inSlices(
      workspace,
      { threads: exact ? threadsFor(threads, scratchFor(stride)) : threads, check, isOver },
      function* (heap) {
        const { views } = heap;
        if (!isNext || !current.has(heap)) {
          copyIn(userFactors, k, views.userFactors);
          copyIn(itemFactors, k, views.itemFactors);
          yield gramOf(heap, "item", items, stride);
        }
        current.delete(heap);
        yield solve(heap, "user", chunks, ratings, stride, solver);
        yield gramOf(heap, "user", users, stride);
        const before = isMany ? sumOfSquaredProducts(views.userGram, views.itemGram, stride) : 0;
        yield solve(heap, "item", chunks, ratings, stride, solver);
        yield gramOf(heap, "item", items, stride);
        let error = isMany ? errorBehind(views.errors, before) : null;
        if (error === null) {
          yield lossOf(heap, chunks, ratings, stride);
          const everywhere = sumOfSquaredProducts(views.userGram, views.itemGram, stride);
          error = Math.max(0, everywhere + sumOf(views.sums));
        }
        const loss = error / (users * items);
        if (!Number.isFinite(loss) || !(yield* areFiniteIn(heap, FOUND))) return NaN;
        changing?.(loss);
        copyOut(views.userFactors, k, userFactors);
        copyOut(views.itemFactors, k, itemFactors);
        current.add(heap);
        return loss;
      },
    );
  return Object.assign(slicedStep(step), { announces: true });
}

/**
 * The weighted squared error of all cells behind the steps of conjugate gradients, which find it from that before them.
 * @param before the squares x·y of all cells before the steps.
 * @returns null where so little is left that 32-bit floats have rounded too much of it.
 */
function errorBehind(errors: Float64Array, before: number): number | null {
  let [most, error] = [before, before];
  for (let n = 0; n < errors.length; n += 2) {
    most += errors[n];
    error += errors[n] + errors[n + 1];
  }
  return error > LEAST_SHARE * most && error < Infinity ? error : null;
}

/** Whether a weight is too large; the ratings themselves are only gone through where their scale allows one. */
function hasTooLarge({ scale, rows }: Ratings, alpha: number): boolean {
  return alpha * scale[1] > MOST_WEIGHT && alpha * largestSize(rows.values) > MOST_WEIGHT;
}

/** YᵀY of one side's factors. */
function gramOf({ at }: ImplicitHeap, per: "user" | "item", rows: number, stride: number): Tasks {
  const numbers = [at[`${per}Factors`], rows, stride, at[`${per}Gram`], at.gathered];
  const operations = (rows * square(stride)) / 2;
  return { kernel: "gramStrip", numbers, tasks: Math.ceil(stride / STRIP), operations };
}

function solve(
  { views, at }: ImplicitHeap,
  per: "user" | "item",
  chunks: Chunks,
  { users, items, length }: Ratings,
  stride: number,
  { features, regularization, scaled, steps }: ImplicitSolver,
): Tasks {
  const other = per === "user" ? "item" : "user";
  const rows = per === "user" ? users : items;
  const data = [...ratingsAt(at, per), at[`${other}Factors`], at[`${per}Factors`]];
  const tasks = chunks[per].length - 1;
  const penalty = scaled ? [0, regularization] : [regularization, 0];
  mirror(views[`${other}Gram`], stride, views.gram);
  if (steps === "exact") {
    const numbers = [
      ...data,
      at[`${other}Gram`],
      at.gram,
      at[`${per}Chunks`],
      at.scratch,
      features,
      stride,
      ...penalty,
    ];
    const operations = (length * square(stride)) / 2 + (rows * stride * square(stride)) / 6;
    return { kernel: "implicitCholesky", numbers, tasks, operations };
  }
  const errors = per === "item" && views.errors.length > 0 ? at.errors : 0;
  const numbers = [...data, at.gram, at[`${per}Chunks`], at.scratch, stride, ...penalty, steps, errors];
  return { kernel: "implicitGradients", numbers, tasks, operations: 8 * length * stride };
}

function lossOf({ at }: ImplicitHeap, chunks: Chunks, { length }: Ratings, stride: number): Tasks {
  const data = [...ratingsAt(at, "user"), at.itemFactors, at.userFactors];
  const numbers = [...data, at.userChunks, at.sums, at.scratch, stride];
  return { kernel: "implicitLoss", numbers, tasks: chunks.user.length - 1, operations: 2 * length * stride };
}

/** Gives a matrix whose upper triangle is there both triangles, and the same to its copy. */
function mirror(matrix: Float64Array, width: number, copy: Float32Array): void {
  for (let s = 0; s < width; s++)
    for (let t = s; t < width; t++) matrix[t * width + s] = matrix[s * width + t];
  copy.set(matrix);
}
