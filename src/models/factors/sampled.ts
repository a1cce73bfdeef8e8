/** Descents that draw items which users have not rated, as those of BPR and LogisticMF: how they run, block by block. */
import { float32, float64, heapBytes, int32 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import type { Tasks } from "../../kernels/run";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import { evenStarts, groupsFor } from "../../numerics/rating-blocks";
import type { Ratings } from "../../ratings/ratings";
import type { Parameters, Sizes } from "../recommender/parameters";
import type { Step } from "../recommender/rating-model";
import { copyIn, copyOut, strideOf } from "./padded";
import { slicedStep } from "./sliced-step";

type SizesOfRatings = Sizes & { readonly length: number };

/** What one descent has of its own. */
export interface Sampling {
  readonly kernel: "bpr" | "logisticMF";
  readonly features: number;
  /** Whether users have biases, and ratings values. */
  readonly weighted: boolean;
  /** How many items take a step for each rating. */
  readonly steps: number;
  /** λ ≥ 0. */
  readonly regularization: number;
  /** What the kernel is called with besides what it is with in all descents: arrays, and then numbers. */
  readonly arrays: (at: At, known: readonly number[]) => number[];
  readonly numbers: readonly number[];
}

/** A group has at least this many items, so that there are many to choose from. */
const LEAST_ITEMS = 64;

/**
 * So many ratings of a user are taken one after the other: their factors stay in the processor's nearest cache meanwhile.
 * With all of them, an epoch would come less far.
 */
export const MOST_IN_TURN = 4;

/** How many groups of users, and of items, there are. */
function groupsOf({ users, items }: SizesOfRatings, stride: number): number {
  const most = groupsFor(users + items, stride * Float32Array.BYTES_PER_ELEMENT);
  let groups = 1;
  while (2 * groups <= most && 2 * groups * LEAST_ITEMS <= items) groups *= 2;
  return groups;
}

interface Plan {
  readonly groups: number;
  readonly stride: number;
  /** How many numbers each thread needs for its own. */
  readonly perThread: number;
  /** Where each group of users begins. */
  readonly firsts: Int32Array;
  /** How many words have a bit for each item of a group, and how many of them a thread needs; 0 for none. */
  readonly words: number;
  readonly wordsPerThread: number;
}

/** A thread may have so many words to look up what users have rated; they stay in the processor's cache. */
const MOST_WORDS = 2 ** 18;

function planOf(ratings: Ratings, features: number, steps: number): Plan {
  const { offsets } = ratings.rows;
  const stride = strideOf(features);
  const groups = groupsOf(ratings, stride);
  const firsts = evenStarts(offsets, groups);
  let [pieces, most] = [0, 0];
  for (let g = 0; g < groups; g++) {
    const [first, end] = [firsts[g], firsts[g + 1]];
    most = Math.max(most, end - first);
    pieces = Math.max(pieces, end - first + Math.ceil((offsets[end] - offsets[first]) / MOST_IN_TURN));
  }
  const perThread = numbersPerThread(groups, pieces, steps);
  return { groups, stride, firsts, perThread, ...wordsFor(most, Math.ceil(ratings.items / groups)) };
}

function wordsFor(users: number, items: number): Pick<Plan, "words" | "wordsPerThread"> {
  const words = Math.ceil(items / 32);
  return words * users > MOST_WORDS
    ? { words: 0, wordsPerThread: 0 }
    : { words, wordsPerThread: words * users };
}

const numbersPerThread = (groups: number, pieces: number, steps: number): number =>
  Math.max(groups, MOST_IN_TURN * (1 + 2 * steps) + 1 + 2 * pieces);

const layoutOf =
  ({ users, items, length }: SizesOfRatings, weighted: boolean, plan: Omit<Plan, "firsts">) =>
  (threads: number) => {
    const { groups, stride, perThread, wordsPerThread } = plan;
    const [values, biases] = weighted ? [length, users] : [0, 0];
    return {
      offsets: int32(users + 1),
      indices: int32(length),
      values: float32(values),
      firsts: int32(groups + 1),
      groupOf: int32(items),
      slots: int32(items),
      members: int32(items),
      begins: int32(groups + 1),
      starts: int32(groups * groups + 1),
      blockUsers: int32(length),
      blockSlots: int32(length),
      blockValues: float32(values),
      X: float32(users * stride),
      Y: float32(items * stride),
      userBiases: float32(biases),
      itemBiases: float32(items),
      sums: float64(2 * groups * groups),
      scratch: int32(threads * perThread),
      bits: int32(threads * wordsPerThread),
    };
  };
type Kernels = Heap<ReturnType<ReturnType<typeof layoutOf>>>;
type At = Kernels["at"];

/** About how many bytes of memory {@link sampledDescent} works on. */
export function sampledBytes(
  ratings: SizesOfRatings,
  { features, weighted, steps }: Pick<Sampling, "features" | "weighted" | "steps">,
): number {
  const stride = strideOf(features);
  const groups = groupsOf(ratings, stride);
  const pieces = Math.ceil((ratings.users + ratings.length / MOST_IN_TURN) / groups);
  const perThread = numbersPerThread(groups, pieces, steps);
  const plan = { groups, stride, perThread, words: 0, wordsPerThread: MOST_WORDS };
  return heapBytes(layoutOf(ratings, weighted, plan)(8));
}

/**
 * Prepares a descent. What it returns runs an epoch: it changes the parameters in place, and gives the mean loss of the
 * steps, each before it was taken; 0 if there was none.
 */
export function sampledDescent(
  ratings: Ratings,
  parameters: Parameters,
  { kernel, features, weighted, steps, regularization, arrays, numbers }: Sampling,
): Step {
  const plan = planOf(ratings, features, steps);
  const { groups, stride, perThread, words, wordsPerThread } = plan;
  const layout = layoutOf(ratings, weighted, plan);
  const workspace = new Workspace(ratingKernels, layout, (views) => fill(ratings, plan, views), "features");
  return slicedStep((epoch) =>
    inSlices(workspace, epoch, function* ({ views, at }) {
      copyAllIn(parameters, features, views);
      const seed = Math.floor(epoch.random() * 2 ** 32);
      yield* cutAnew(at, ratings, plan, seed, weighted);
      const operations = 6 * ratings.length * steps * stride;
      const known = [at.firsts, at.bits, words, wordsPerThread];
      const sizes = [at.sums, at.scratch, perThread, MOST_IN_TURN, groups, stride];
      const scalars = [...numbers, epoch.learningRate!, regularization, seed];
      yield {
        kernel,
        numbers: [...arrays(at, known), ...sizes, ...scalars],
        tasks: groups * groups,
        perRound: groups,
        operations,
      };
      copyAllOut(parameters, features, views);
      let [sum, weights] = [0, 0];
      for (let b = 0; b < views.sums.length; b += 2) {
        sum += views.sums[b];
        weights += views.sums[b + 1];
      }
      return weights && sum / weights;
    }),
  );
}

/** Writes what stays the same in all epochs. */
function fill({ rows }: Ratings, { firsts, groups }: Plan, views: Kernels["views"]): void {
  views.offsets.set(rows.offsets);
  views.indices.set(rows.indices);
  if (views.values.length > 0) views.values.set(rows.values);
  views.firsts.set(firsts);
  views.starts[groups * groups] = rows.indices.length;
}

/** Cuts the ratings into the blocks of an epoch. */
function* cutAnew(
  at: At,
  { items, length }: SizesOfRatings,
  { groups, perThread }: Plan,
  seed: number,
  weighted: boolean,
): Generator<Tasks, void, void> {
  const ofItems = [at.groupOf, at.slots, at.members, at.begins, items, groups, seed];
  yield { kernel: "groupItems", numbers: ofItems, tasks: 1, operations: 0 };
  const from = [at.offsets, at.indices, weighted ? at.values : 0, at.firsts, at.groupOf, at.slots];
  const to = [at.starts, at.blockUsers, at.blockSlots, at.blockValues];
  const numbers = [...from, ...to, at.scratch, perThread, groups];
  yield { kernel: "cutRatings", numbers, tasks: groups, operations: 10 * length };
}

function copyAllIn(from: Parameters, features: number, views: Kernels["views"]): void {
  copyIn(from.userFactors, features, views.X);
  copyIn(from.itemFactors, features, views.Y);
  if (views.userBiases.length > 0) views.userBiases.set(from.userBiases);
  views.itemBiases.set(from.itemBiases);
}

function copyAllOut(to: Parameters, features: number, views: Kernels["views"]): void {
  copyOut(views.X, features, to.userFactors);
  copyOut(views.Y, features, to.itemFactors);
  if (views.userBiases.length > 0) to.userBiases.set(views.userBiases);
  to.itemBiases.set(views.itemBiases);
}
