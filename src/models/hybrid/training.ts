import { quickDraws, shuffle } from "../../matrix/random";
import type { DrawBelow } from "../../matrix/random";
import { hasColumn } from "../../numerics/sparse-row";
import type { Composed } from "../../numerics/embeddings";
import type { Sparse } from "../../numerics/sparse";
import type { Ratings } from "../../ratings/ratings";
import { rowOfEach } from "../../ratings/sparse";
import type { SparseRows } from "../../ratings/sparse";
import { slicedStep } from "../factors/sliced-step";
import type { Spread } from "../factors/spread";
import { ratingsPerItem } from "../recommender/parameters";
import type { Parameters } from "../recommender/parameters";
import type { Step } from "../recommender/recommender";
import type { HybridSettings } from "./options";
import { HybridSteps } from "./steps";
import type { DrawOther } from "./steps";
import { tableOf, writeBack } from "./tables";
import type { Per } from "./tables";

/** So many ratings are trained on before a look whether to stop. */
const STEPS_BETWEEN_CHECKS = 2 ** 12;

/** What a training of {@link HybridMF} goes by. */
export interface HybridData {
  readonly ratings: Ratings;
  readonly parameters: Parameters;
  /** The features of each user and each item. */
  readonly designs: Readonly<Record<Per, Sparse>>;
  readonly settings: HybridSettings;
  readonly unit: Spread;
}

const drawable = new WeakMap<Ratings, Int32Array>();

/** The items that have ratings: those that are drawn. */
export function drawableItems(ratings: Ratings): Int32Array {
  let items = drawable.get(ratings);
  if (items) return items;
  items = Int32Array.from(ratingsPerItem(ratings).keys()).filter((item) => ratingsPerItem(ratings)[item] > 0);
  drawable.set(ratings, items);
  return items;
}

/**
 * Prepares an epoch: a step for each rating, in random order. Items that are not liked are drawn evenly among those
 * that have ratings: others are not known to be disliked.
 */
export function hybridStep({ ratings, parameters, designs, settings, unit }: HybridData): Step {
  const { rows } = ratings;
  const userOf = rowOfEach(rows);
  const pool = drawableItems(ratings);
  const mean = settings.loss === "squared" ? parameters.globalMean[0] : 0;
  return slicedStep(function* ({ learningRate, random, check, isOver }) {
    const [users, items] = (["user", "item"] as const).map((per) =>
      tableOf(per, parameters, designs[per], settings.features, unit),
    );
    const steps = new HybridSteps(settings, {
      users,
      liked: items,
      others: items,
      drawable: pool.length,
    });
    steps.rate = learningRate!;
    const order = Uint32Array.from(userOf.keys());
    shuffle(order, random);
    const draw = quickDraws(random() * 2 ** 32);
    const takeSteps = (from: number, end: number, before: number): number => {
      let loss = before;
      for (let n = from; n < end; n++) {
        const [user, item] = [userOf[order[n]], rows.indices[order[n]]];
        loss +=
          settings.loss === "squared"
            ? steps.rating(user, item, (rows.values[order[n]] - mean) / unit.rating)
            : steps.like(user, item, drawFor(rows, pool, user, draw));
      }
      return loss;
    };
    let loss = 0;
    for (let n = 0; n < order.length; n += STEPS_BETWEEN_CHECKS) {
      check?.();
      if (isOver?.() === true) yield;
      loss = takeSteps(n, Math.min(order.length, n + STEPS_BETWEEN_CHECKS), loss);
    }
    writeBack("user", users, parameters, unit);
    writeBack("item", items, parameters, unit);
    return settings.loss === "squared" ? unit.rating * Math.sqrt(loss / order.length) : loss / order.length;
  });
}

/** Draws an item of `pool` that the user has not; −1 where they have it. */
export function drawFor(liked: SparseRows, pool: Int32Array, user: number, draw: DrawBelow): DrawOther {
  const { offsets, indices } = liked;
  const [from, to] = [offsets[user], offsets[user + 1]];
  return () => {
    const other = pool[draw(pool.length)];
    return hasColumn(indices, from, to, other) ? -1 : other;
  };
}

/** The same embeddings, which steps then leave as they are. */
export function fixed(table: Composed): Composed {
  return { ...table, squares: null };
}

/**
 * Sets features to zero that no user or item with ratings has, and of which nothing was learned before: whoever has one
 * later gets nothing from it.
 */
export function clearUnused(per: Per, ratings: Ratings, design: Sparse, parameters: Parameters): void {
  const names = `${per}Feature`;
  const biases = parameters[`${names}Biases`] as Float64Array | undefined;
  if (!biases) return;
  const squares = parameters[`${names}Squares`];
  const [width, features] = [squares, parameters[`${names}Factors`]].map(
    ({ length }) => length / biases.length,
  );
  const own = (parameters[`${per}IdentityBiases`] as Float64Array | undefined)?.length ?? 0;
  const isUsed = used(per, ratings, design, own, biases.length);
  for (let f = 0; f < biases.length; f++) {
    if (isUsed[f] || squares.subarray(f * width, (f + 1) * width).some((x) => x > 0)) continue;
    parameters[`${names}Factors`].fill(0, f * features, (f + 1) * features);
  }
}

/** 1 for each feature that somebody with ratings has; they begin at `first` among the embeddings. */
function used(per: Per, ratings: Ratings, design: Sparse, first: number, count: number): Uint8Array {
  const isUsed = new Uint8Array(count);
  const { offsets } = ratings.rows;
  const perItem = ratingsPerItem(ratings);
  for (let index = 0; index < design.rows; index++) {
    const rated = per === "item" ? perItem[index] : offsets[index + 1] - offsets[index];
    if (rated === 0) continue;
    for (let n = design.offsets[index]; n < design.offsets[index + 1]; n++)
      if (design.indices[n] >= first) isUsed[design.indices[n] - first] = 1;
  }
  return isUsed;
}
