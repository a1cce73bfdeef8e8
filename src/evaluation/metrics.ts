import { log2 } from "../kernels/math";
import { sumOfSquares } from "../numerics/dense";
import { rootMeanSquare } from "../numerics/scale";
import { checkIsRatings } from "../ratings/ratings";
import type { Ratings } from "../ratings/ratings";
import { checkNumbers, checkPairs, checkRanking, isOrdered, NOT_NAN } from "./metric-checks";
import { concordantPairs, wonAgainst } from "./pairs";

/**
 * Root mean squared error of predictions: √(Σ (r̂ − r)² / n).
 * @throws ShapeError unless there are as many predictions as ratings, and at least one; ValueError naming a number that
 * is not finite.
 */
export function rmse(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  checkPairs(predicted, actual);
  const errors = Float64Array.from(actual, (value, k) => predicted[k] - value);
  return rootMeanSquare(sumOfSquares(errors), errors.length, () => errors);
}

/**
 * Mean absolute error of predictions: Σ |r̂ − r| / n.
 * @throws ShapeError unless there are as many predictions as ratings, and at least one; ValueError naming a number that
 * is not finite.
 */
export function mae(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  checkPairs(predicted, actual);
  const errors = Float64Array.from(actual, (value, k) => Math.abs(predicted[k] - value));
  const sum = errors.reduce((sum, error) => sum + error, 0);
  if (sum < Infinity) return sum / errors.length;
  return errors.reduce((sum, error) => sum + error / errors.length, 0);
}

/**
 * Fraction of concordant pairs: the share of pairs of items that one user rated differently whose order is predicted
 * right. Σ concordant / (Σ concordant + Σ discordant), summed over all users; equal predictions count as discordant.
 * NaN where no user has such a pair.
 * @param predicted one for each of `ratings.rows.values`, in their order.
 * @throws ShapeError unless there are as many predictions as ratings; ValueError naming one that is NaN.
 * @see Koren & Sill 2013, section 4.2
 */
export function fcp(predicted: ArrayLike<number>, ratings: Ratings): number {
  checkIsRatings(ratings, "ratings");
  const { values } = ratings.rows;
  checkPairs(predicted, values, isOrdered, NOT_NAN);
  const all = { concordant: 0, pairs: 0 };
  for (let u = 0; u < ratings.users; u++) {
    const { concordant, pairs } = concordantPairs(predicted, ratings, u);
    all.concordant += concordant;
    all.pairs += pairs;
  }
  return all.concordant / all.pairs;
}

/*
 * Metrics of one list, all from 0 to 1. They throw a ValueError unless each item of the list is there once, `relevant` is
 * a Set of at least one item, and `k` a whole number ≥ 1.
 */

/** The share of relevant items among the first k: hits / k, also for a list shorter than k. */
export function precision<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  return hits(ranked, relevant, k) / k;
}

/** The share of the relevant items that are among the first k: hits / |relevant|. */
export function recall<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  return hits(ranked, relevant, k) / relevant.size;
}

/** 1 if a relevant item is among the first k, else 0; its mean over users is the hit rate. */
export function hit<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  return hits(ranked, relevant, k) > 0 ? 1 : 0;
}

/**
 * Average precision: Σ precision@j over the ranks j ≤ k of relevant items, divided by its maximum, min(k, |relevant|);
 * its mean over users is MAP.
 */
export function averagePrecision<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  checkRanking(ranked, relevant, k);
  let found = 0;
  let sum = 0;
  for (let j = 0; j < Math.min(k, ranked.length); j++) {
    if (relevant.has(ranked[j])) sum += ++found / (j + 1);
  }
  return sum / Math.min(k, relevant.size);
}

/**
 * Normalized discounted cumulative gain: Σ 1 / log₂(j + 1) over the ranks j ≤ k of relevant items, divided by that of
 * the best possible list. Relevance is binary.
 * @see Järvelin & Kekäläinen 2002
 */
export function ndcg<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  checkRanking(ranked, relevant, k);
  let gain = 0;
  for (let j = 0; j < Math.min(k, ranked.length); j++) {
    if (relevant.has(ranked[j])) gain += 1 / log2(j + 2);
  }
  let best = 0;
  for (let j = 0; j < Math.min(k, relevant.size); j++) best += 1 / log2(j + 2);
  return gain / best;
}

/** 1 / the rank of the first relevant item, or 0 where none is among the first k; its mean over users is MRR. */
export function reciprocalRank<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  checkRanking(ranked, relevant, k);
  for (let j = 0; j < Math.min(k, ranked.length); j++) if (relevant.has(ranked[j])) return 1 / (j + 1);
  return 0;
}

/**
 * Area under the ROC curve: the share of pairs in which a relevant item scores higher than another item, where equal
 * scores count one half. NaN where there are no relevant items or no others.
 * @param relevant the scores of the relevant items.
 * @param others the scores of all others.
 * @throws ValueError naming a score that is not a number, or is NaN.
 */
export function auc(relevant: ArrayLike<number>, others: ArrayLike<number>): number {
  checkNumbers({ relevant, others }, isOrdered, NOT_NAN);
  const rising = Float64Array.from(relevant).sort();
  let won = 0;
  for (let k = 0; k < others.length; k++) won += wonAgainst(rising, others[k]);
  return won / (relevant.length * others.length);
}

function hits<T>(ranked: ArrayLike<T>, relevant: ReadonlySet<T>, k: number): number {
  checkRanking(ranked, relevant, k);
  let count = 0;
  for (let j = 0; j < Math.min(k, ranked.length); j++) if (relevant.has(ranked[j])) count++;
  return count;
}
