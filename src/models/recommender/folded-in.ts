import { describeValue, ValueError } from "../../errors";
import { A_RATING, isRating } from "../../ratings/checks";
import type { Id, IdIndex } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";
import { areFinite } from "./parameters";
import type { Row } from "./parameters";

/** A rating given by a new user, `[item, rating]`, or to a new item, `[user, rating]`. */
export type GivenRating = readonly [other: Id, rating: number];

/** The ratings of one user, or of one item. */
export interface Given {
  /** Row or column indices of what was rated, ascending. */
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** How often each counts; absent where each counts once. */
  readonly weights?: Float64Array;
}

/** A user or an item that was not part of the training, with parameters fitted to its ratings. */
export class FoldedIn {
  /**
   * @param others indices of what was rated, ascending; `values` are the ratings.
   * @throws ValueError if the parameters are not finite, as a learning rate that is far too large makes them.
   */
  constructor(
    /** Whether it stands for a user or an item. */
    readonly per: "user" | "item",
    readonly others: Int32Array,
    /** Their values, in the order of the ratings. */
    readonly values: Float64Array,
    /** The parameters that were found, by name. */
    readonly parameters: Row,
  ) {
    if (!areFinite(parameters))
      throw wrongGiven(
        "given",
        `a new ${per}'s, whose parameters left all bounds`,
        "a model with smaller steps",
      );
  }

  /** What was folded in, in one sentence. */
  toString(): string {
    const { length } = this.others;
    return `new ${this.per} with ${length} ${length === 1 ? "rating" : "ratings"}`;
  }
}

/**
 * Reads the ratings of a new user or item, and sorts them by index.
 * @param scale the scale that the ratings must lie on; null for any.
 * @throws ValueError naming the path, as in `given[2]`.
 */
export function readGiven(
  given: Iterable<GivenRating>,
  others: IdIndex,
  scale: readonly [low: number, high: number] | null,
): Given {
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given))
    throw wrongGiven("given", describeValue(given), `a list of [${others.what}, rating]`);
  const found = new Map<number, number>();
  let position = 0;
  for (const entry of given as Iterable<unknown>) {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw wrongGiven(`given[${position}]`, describeValue(entry), `[${others.what}, rating]`);
    const [other, rating] = entry as unknown[];
    const index = others.indexOf(other, `given[${position}].${others.what}`);
    if (!isRating(rating)) throw wrongGiven(`given[${position}].rating`, describeValue(rating), A_RATING);
    if (scale && (rating < scale[0] || rating > scale[1]))
      throw wrongGiven(`given[${position}].rating`, String(rating), scaleWords(scale));
    if (found.has(index))
      throw wrongGiven(`given[${position}]`, `${describeValue(other)} once more`, "one rating for each");
    found.set(index, rating);
    position++;
  }
  const indices = Int32Array.from(found.keys()).sort();
  return { indices, values: Float64Array.from(indices, (index) => found.get(index)!) };
}

/** What a user has rated. @throws ValueError if the ratings do not include the user. */
export function givenBy(user: Id | FoldedIn, { rows, userIds }: Ratings): Given {
  if (user instanceof FoldedIn) return { indices: user.others, values: user.values };
  const { offsets, indices, values, weights } = rows;
  const u = userIds.indexOf(user);
  const [from, to] = [offsets[u], offsets[u + 1]];
  const own = weights && { weights: weights.subarray(from, to) };
  return { indices: indices.subarray(from, to), values: values.subarray(from, to), ...own };
}

/** The name of a user or an item in lists and explanations. */
export function nameOfUserOrItem(who: Id | FoldedIn): string {
  return who instanceof FoldedIn ? `the new ${who.per}` : String(who);
}

/** @throws ValueError if a new item is passed as a user, or a new user as an item. */
export function checkFoldedInKind(per: "user" | "item", who: FoldedIn): void {
  if (who.per === per) return;
  const expected = `a new ${per}, as transform${per === "item" ? "Item" : ""}() makes one`;
  throw wrongGiven(per, `a new ${who.per}`, expected);
}

function scaleWords([low, high]: readonly [number, number]): string {
  return `${low} to ${high}, the scale of the model's ratings, which Ratings' option scale can widen`;
}

function wrongGiven(argument: string, actual: string, expected: string): ValueError {
  return new ValueError(`${argument} is ${actual}, expected ${expected}`, { argument, actual, expected });
}
