import { float32, float64, heapBytes, int32 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import type { Slices } from "../../kernels/slices";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import { shuffle } from "../../matrix/random";
import type { Ratings } from "../../ratings/ratings";
import type { Parameters, Sizes } from "../recommender/parameters";
import type { Epoch } from "../recommender/rating-model";
import { copyIn, copyInAll, copyOut, copyOutAll, strideOf } from "./padded";
import { spreadOf } from "./spread";
import type { Spread } from "./spread";

type SizesOfRatings = Sizes & { readonly length: number };

/** About how many numbers of a row a task reads; that takes some milliseconds. */
const NUMBERS_OF_TASK = 5e5;

/** How many tasks there are, and how many users each has. */
function tasksOf({ users, length }: SizesOfRatings, stride: number): { tasks: number; perTask: number } {
  const perTask = Math.ceil(users / Math.max(1, Math.ceil((length * stride) / NUMBERS_OF_TASK)));
  return { perTask, tasks: Math.ceil(users / perTask) };
}

/** The arrays of stochastic gradient descent on SVD++. */
const layoutOf = (ratings: SizesOfRatings, stride: number) => (threads: number) => ({
  offsets: int32(ratings.users + 1),
  items: int32(ratings.length),
  values: float32(ratings.length),
  order: int32(ratings.users),
  P: float32(ratings.users * stride),
  Q: float32(ratings.items * stride),
  Y: float32(ratings.items * stride),
  Z: float64(ratings.users * stride),
  userBiases: float32(ratings.users),
  itemBiases: float32(ratings.items),
  sums: float64(tasksOf(ratings, stride).tasks),
  scratch: float32(2 * threads * stride),
});
type Views = Heap<ReturnType<ReturnType<typeof layoutOf>>>["views"];

/** About how many bytes of memory {@link userwiseDescent} works on. */
export function userwiseBytes(ratings: SizesOfRatings, features: number): number {
  return heapBytes(layoutOf(ratings, strideOf(features))(8));
}

/**
 * Prepares stochastic gradient descent on SVD++, user by user, in units of the ratings' spread. Returns what runs an epoch: it
 * changes the parameters in place, z_u among them, and gives the sum of squared errors in units.
 */
export function userwiseDescent(
  ratings: Ratings,
  parameters: Parameters,
  features: number,
  regularization: number,
): (epoch: Epoch) => Slices<number> {
  const stride = strideOf(features);
  const { users } = ratings;
  const { tasks, perTask } = tasksOf(ratings, stride);
  const layout = layoutOf(ratings, stride);
  const unit = spreadOf(ratings);
  const fillAll = (views: Views): void => fill(ratings, parameters.globalMean[0], unit, views);
  const workspace = new Workspace(ratingKernels, layout, fillAll, "features");
  return (epoch) =>
    inSlices(workspace, epoch, function* ({ views, at }) {
      copyAllIn(parameters, features, unit, views);
      for (let u = 0; u < users; u++) views.order[u] = u;
      shuffle(views.order, epoch.random);
      const data = [at.offsets, at.items];
      const factors = [at.values, at.order, at.P, at.Q, at.Y, at.userBiases, at.itemBiases];
      const scalars = [users, perTask, stride];
      const rates = [epoch.learningRate!, regularization];
      // All turns write to the same items: one after the other, they are too short to be worth another thread.
      const numbers = [...data, ...factors, at.sums, at.scratch, ...scalars, ...rates];
      yield { kernel: "svdPlusPlus", numbers, tasks, perRound: 1, operations: 0 };
      const operations = ratings.length * stride;
      yield { kernel: "implicitParts", numbers: [...data, at.Y, at.Z, ...scalars], tasks, operations };
      copyAllOut(parameters, features, unit, views);
      return views.sums.reduce((sum, each) => sum + each, 0);
    });
}

function fill({ rows }: Ratings, mean: number, { rating }: Spread, { offsets, items, values }: Views): void {
  offsets.set(rows.offsets);
  items.set(rows.indices);
  for (let n = 0; n < values.length; n++) values[n] = (rows.values[n] - mean) / rating;
}

function copyAllIn(from: Parameters, features: number, { rating, factor }: Spread, views: Views): void {
  copyIn(from.userFactors, features, views.P, factor);
  copyIn(from.itemFactors, features, views.Q, factor);
  copyIn(from.implicitFactors, features, views.Y, factor);
  copyInAll(from.userBiases, views.userBiases, rating);
  copyInAll(from.itemBiases, views.itemBiases, rating);
}

function copyAllOut(to: Parameters, features: number, { rating, factor }: Spread, views: Views): void {
  copyOut(views.P, features, to.userFactors, factor);
  copyOut(views.Q, features, to.itemFactors, factor);
  copyOut(views.Y, features, to.implicitFactors, factor);
  copyOut(views.Z, features, to.userImplicitFactors, factor);
  copyOutAll(views.userBiases, to.userBiases, rating);
  copyOutAll(views.itemBiases, to.itemBiases, rating);
}
