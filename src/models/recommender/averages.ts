/**
 * What of a score is the same for all users, or for all items. Where factors do not add up to 0 over all users, a part of
 * each product is the same for all of them, and could as well stand in the items' biases: scores do not tell, and two
 * trainings put it in two places. Means over users and items are of scores alone.
 */
import { hasRatings } from "./parameters";
import type { FittedParameters, Row } from "./parameters";

/** Means of a model's scores over users and items, of those with ratings. */
export interface Averages {
  /** A user's mean score over all items. */
  readonly ofUser: (user: Row) => number;
  /** An item's mean score over all users. */
  readonly ofItem: (item: Row) => number;
  /** The mean score over all users and items. */
  readonly overall: number;
}

/** The averages of scores that are linear in the parameters of each side: those of an average user and an average item. */
export function averagesBy(score: (user: Row, item: Row) => number, user: Row, item: Row): Averages {
  return {
    ofUser: (each) => score(each, item),
    ofItem: (each) => score(user, each),
    overall: score(user, item),
  };
}

/** The means of all parameters of one side, over those with ratings. */
export function averageRow(
  { ratings }: FittedParameters,
  per: "user" | "item",
  rowOf: (k: number) => Row,
): Row {
  const means: Row = {};
  let count = 0;
  for (let k = 0; k < (per === "user" ? ratings.users : ratings.items); k++) {
    if (!hasRatings(ratings, per, k)) continue;
    count++;
    for (const [name, values] of Object.entries(rowOf(k))) addTo((means[name] ??= zeros(values)), values);
  }
  for (const sums of Object.values(means)) for (let t = 0; t < sums.length; t++) sums[t] /= count;
  return means;
}

function zeros({ length }: Float64Array): Float64Array {
  return new Float64Array(length);
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let t = 0; t < sums.length; t++) sums[t] += values[t];
}

/** How much higher a user's scores are than an average user's. */
export function userBiasBy({ ofUser, overall }: Averages, user: Row): number {
  return ofUser(user) - overall;
}

/** How much higher an average user scores an item than the mean of all ratings. @param mean 0 for models without one. */
export function itemBiasBy({ ofItem }: Averages, item: Row, mean: number): number {
  return ofItem(item) - mean;
}
