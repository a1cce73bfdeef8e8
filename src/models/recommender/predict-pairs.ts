import type { Id } from "../../ratings/ids";
import { findEach, namedBy } from "../shared/pairs";
import type { Pairs } from "../shared/pairs";
import { Predictions } from "../shared/predictions";
import { asked, isUnknown } from "./asked-users";
import type { Asked, Asking } from "./asked-users";
import { FoldedIn, nameOfUserOrItem } from "./folded-in";

/** How a model predicts. */
export interface Predicting {
  /** What it predicts: "rating", "score". */
  readonly measure: string;
  /** Prepares the predictions for a user. */
  readonly scorer: (user: Asked) => (item: Asked) => number;
}

/**
 * Predicts for each of these pairs, and prepares each user only once.
 * @throws ValueError naming the place of a user or an item that is not there.
 */
export function predictPairs(
  pairs: Pairs,
  asking: Asking,
  { measure, scorer }: Predicting,
): Predictions<Id | FoldedIn> {
  const userOf = findEach(pairs, "user", (who, argument) => asked("user", who, asking, argument));
  const itemOf = findEach(pairs, "item", (who, argument) => asked("item", who, asking, argument));
  const scorers = new Map<Asked, (item: Asked) => number>();
  const baselines: number[] = [];
  const values = new Float64Array(pairs.length);
  for (let k = 0; k < pairs.length; k++) {
    const [user, item] = [userOf(k), itemOf(k)];
    let score = scorers.get(user);
    if (score === undefined) scorers.set(user, (score = scorer(user)));
    values[k] = score(item);
    if (isUnknown(user) || isUnknown(item)) baselines.push(k);
  }
  const called = (who: unknown): string => nameOfUserOrItem(who as Id | FoldedIn);
  const titled = (item: unknown): string =>
    item instanceof FoldedIn ? called(item) : asking.ratings.titleOf(item as Id);
  return new Predictions<Id | FoldedIn>(values, {
    ...{ measure, baselines, unknown: asking.unknown },
    pair: (k) => [namedBy(pairs.user, k), namedBy(pairs.item, k)] as [Id | FoldedIn, Id | FoldedIn],
    called: ([user, item]) => [called(user), titled(item)],
  });
}
