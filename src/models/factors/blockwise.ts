import { float32, float64, heapBytes, int32 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import type { Slices } from "../../kernels/slices";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import { shuffle } from "../../matrix/random";
import { diagonals, fillBlocks, MOST_GROUPS, planBlocks } from "../../numerics/rating-blocks";
import type { Ratings } from "../../ratings/ratings";
import { ratingsPerItem } from "../recommender/parameters";
import type { Parameters, Sizes } from "../recommender/parameters";
import type { Epoch, Step } from "../recommender/rating-model";
import { areFiniteIn, checksFor } from "./finite";
import { copyIn, copyInAll, copyOut, copyOutAll, strideOf } from "./padded";
import { slicedStep } from "./sliced-step";
import { spreadOf } from "./spread";

/** The arrays of stochastic gradient descent with biases. */
const layoutOf =
  (
    ratings: Sizes & { readonly length: number },
    groups: number,
    { longest, runs }: { readonly longest: number; readonly runs: number },
    stride: number,
  ) =>
  (threads: number) => ({
    users: int32(runs),
    items: int32(ratings.length),
    values: float32(ratings.length),
    starts: int32(groups * groups + 1),
    runs: int32(groups * groups + 1),
    blocks: int32(groups * groups),
    P: float32(ratings.users * stride),
    Q: float32(ratings.items * stride),
    userBiases: float32(ratings.users),
    itemBiases: float32(ratings.items),
    sums: float64(groups * groups),
    orders: int32(threads * (3 * longest + 1)),
    checks: checksFor(Math.max(ratings.users, ratings.items) * stride),
  });

type Views = Heap<ReturnType<ReturnType<typeof layoutOf>>>["views"];

/** About how many bytes of memory {@link blockwiseDescent} works on. */
export function blockwiseBytes(ratings: Sizes & { readonly length: number }, features: number): number {
  const { length } = ratings;
  const most = { longest: length / MOST_GROUPS, runs: length };
  return heapBytes(layoutOf(ratings, MOST_GROUPS, most, strideOf(features))(8));
}

/** What an epoch changes. */
const FOUND = ["P", "Q", "userBiases", "itemBiases"] as const;

/**
 * Prepares stochastic gradient descent over biases and factors, block by block, in units of the ratings' spread. Returns what
 * runs an epoch: it changes the parameters in place, and gives the loss; where that or a parameter is no finite number, it
 * changes nothing and gives NaN.
 * @param lossOf the loss, of the sum of squared errors in units. @default that sum
 */
export function blockwiseDescent(
  ratings: Ratings,
  parameters: Parameters,
  features: number,
  regularization: number,
  lossOf: (sum: number) => number = (sum) => sum,
): Step {
  const stride = strideOf(features);
  const unit = spreadOf(ratings);
  const plan = planBlocks(ratings.rows, ratingsPerItem(ratings), stride * Float32Array.BYTES_PER_ELEMENT);
  const { groups, longest } = plan;
  const tasks = groups * groups;
  const fill = (views: Views): void => {
    views.starts.set(plan.starts);
    views.runs.set(plan.runs);
    fillBlocks(ratings.rows, plan, { mean: parameters.globalMean[0], unit: unit.rating }, views);
  };
  const layout = layoutOf(ratings, groups, { longest, runs: plan.runs[tasks] }, stride);
  const workspace = new Workspace(ratingKernels, layout, fill, "features");
  const order = new Int32Array(groups);
  /** Where kernels have the parameters as the latest epoch has left them. */
  const current = new WeakSet();
  const step = (epoch: Epoch): Slices<number> =>
    inSlices(workspace, epoch, function* (heap) {
      const { views, at } = heap;
      const { userFactors, itemFactors, userBiases, itemBiases } = parameters;
      const { random, learningRate } = epoch;
      for (let d = 0; d < groups; d++) order[d] = d;
      shuffle(order, random);
      diagonals(groups, order, views.blocks);
      const seed = Math.floor(random() * 2 ** 32);
      if (epoch.isNext !== true || !current.has(heap)) {
        copyIn(userFactors, features, views.P, unit.factor);
        copyIn(itemFactors, features, views.Q, unit.factor);
        copyInAll(userBiases, views.userBiases, unit.rating);
        copyInAll(itemBiases, views.itemBiases, unit.rating);
      }
      current.delete(heap);
      const data = [at.users, at.items, at.values, at.starts, at.runs, at.blocks];
      const factors = [at.P, at.Q, at.userBiases, at.itemBiases];
      const scalars = [longest, stride, learningRate!, regularization, seed];
      const numbers = [...data, ...factors, at.sums, at.orders, ...scalars];
      const operations = 4 * ratings.length * stride;
      yield { kernel: "biasedSgd", numbers, tasks, perRound: groups, operations };
      const loss = lossOf(views.sums.reduce((sum, each) => sum + each, 0));
      if (!Number.isFinite(loss) || !(yield* areFiniteIn(heap, FOUND))) return NaN;
      epoch.changing?.(loss);
      copyOut(views.P, features, userFactors, unit.factor);
      copyOut(views.Q, features, itemFactors, unit.factor);
      copyOutAll(views.userBiases, userBiases, unit.rating);
      copyOutAll(views.itemBiases, itemBiases, unit.rating);
      current.add(heap);
      return loss;
    });
  return Object.assign(slicedStep(step), { announces: true });
}
