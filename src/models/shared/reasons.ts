/** Which ratings are worth naming as reasons, and what to say where none is. */
import type { Called, Mostly, Ranked, Reason } from "./ranked";

/** A rating is named from this share of what sets the prediction apart from the user's mean. */
const SHARE_OF_DIFFERENCE = 1 / 20;
/** It is named from this share of the scale's range, whatever the prediction: 0.02 on a scale from 1 to 5. */
const SHARE_OF_RANGE = 1 / 200;
/** What is named in place of ratings has to make up this share of the difference. */
const SHARE_OF_MOSTLY = 1 / 2;
/** The most reasons that a list shows for an item. */
const MOST_REASONS = 3;

/** What a user's predictions, and influences on them, are measured against. */
export interface Level {
  /** The mean of the user's ratings; of the user's scores for all items, where these only rank. */
  readonly mean: number;
  /** The range of the ratings' scale; of the user's scores, where these only rank. */
  readonly range: number;
}

/** What speaks for an item. */
export type Why = Pick<Ranked, "because" | "mostly">;

/** A score and what it consists of: its excess over the user's average item is what everybody, and this user, adds. */
export interface SplitScore {
  readonly score: number;
  /** How much more everybody likes the item than an average one. */
  readonly everybody: number;
  /** How much more this user likes it than that. */
  readonly taste: number;
}

/**
 * The least influence on a prediction that is worth naming: a twentieth of its difference from the user's mean, and no less
 * than a two-hundredth of the scale's range.
 */
export function leastInfluence(prediction: number, { mean, range }: Level): number {
  return Math.max(SHARE_OF_DIFFERENCE * Math.abs(prediction - mean), SHARE_OF_RANGE * range);
}

/** Whether an influence is worth naming. One of nothing never is. */
export function isWorthNaming({ influence }: Pick<Reason, "influence">, least: number): boolean {
  return influence !== 0 && Math.abs(influence) >= least;
}

/** The ratings with their influences, the strongest first; one list for each of `influences`. */
export function reasonsOf(
  rated: readonly Omit<Reason, "influence">[],
  influences: readonly ArrayLike<number>[],
): Reason[][] {
  return influences.map((added) => {
    const reasons = rated.map((rating, n): Reason => ({ ...rating, influence: added[n] }));
    return reasons.sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence));
  });
}

/** The reasons that raise a prediction most and are worth naming, out of reasons sorted from the strongest. */
export function raising(reasons: readonly Reason[], least: number): Reason[] {
  const worth = reasons.filter((reason) => reason.influence > 0 && isWorthNaming(reason, least));
  return worth.slice(0, MOST_REASONS);
}

/** What stands beside an item in a list: ratings, and what else makes up most of the difference from the user's mean. */
export function whyOf(reasons: readonly Reason[], split: SplitScore, level: Level): Why {
  const least = leastInfluence(split.score, level);
  const because = raising(reasons, least);
  const most = Math.max(least, SHARE_OF_MOSTLY * Math.abs(split.score - level.mean));
  const mostly = mostlyOf(split, most);
  // What everybody likes would be recommended without the ratings, too; all of them together are no more than they are.
  return because.length === 0 || mostly.of === "everybody" ? { because, mostly } : { because };
}

function mostlyOf({ everybody, taste }: SplitScore, least: number): Mostly {
  const of = everybody >= taste ? "everybody" : "all ratings";
  const adds = Math.max(everybody, taste);
  return adds > 0 && adds >= least ? { of, adds } : { of: "nothing", adds };
}

/** Items by their indices, each with its score and, unless `why` is null, with what speaks for it. */
export function rankedItems(
  indices: readonly number[],
  scores: readonly number[],
  why: readonly Why[] | null,
  called: Called,
): Ranked[] {
  return indices.map((index, n): Ranked => ({ ...called(index), score: scores[n], ...why?.[n] }));
}

/** The mean of what a user has rated; null where that is nothing. */
export function meanOrNull(values: ArrayLike<number>): number | null {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n];
  return values.length === 0 ? null : sum / values.length;
}

/** How far the largest of some numbers is from the smallest; NaN stands for none. */
export function rangeOf(values: ArrayLike<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (let n = 0; n < values.length; n++) {
    if (values[n] < low) low = values[n];
    if (values[n] > high) high = values[n];
  }
  return high > low ? high - low : 0;
}
