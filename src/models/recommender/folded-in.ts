import { describeValue, ValueError } from "../../errors";
import { A_RATING, isRating } from "../../ratings/checks";
import type { Id, IdIndex } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";
import { areFinite } from "./parameters";
import type { Row } from "./parameters";

/** What a newcomer gave, or got: `[item, rating]` of a new user, `[user, rating]` of a new item. */
export type GivenRating = readonly [other: Id, rating: number];

/** The ratings of one user, or of one item. */
export interface Given {
  /** Places of what was rated, rising. */
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** A user, or an item, that was not there in training, with the parameters that its ratings make. */
export class FoldedIn {
  /**
   * @param others places of what was rated, rising; `values` are the ratings.
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
    return `new ${this.per} with ${this.others.length} ratings`;
  }
}

/**
 * Reads a newcomer's ratings, and sorts them by place.
 * @param scale on which they have to lie; null for any.
 * @throws ValueError naming the place, as in `given[2]`.
 */
export function readGiven(
  given: Iterable<GivenRating>,
  others: IdIndex,
  scale: readonly [low: number, high: number] | null,
): Given {
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given))
    throw wrongGiven("given", describeValue(given), `a list of [${others.what}, rating]`);
  const found = new Map<number, number>();
  let index = 0;
  for (const entry of given as Iterable<unknown>) {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw wrongGiven(`given[${index}]`, describeValue(entry), `[${others.what}, rating]`);
    const [other, rating] = entry as unknown[];
    const place = others.indexOf(other, `given[${index}].${others.what}`);
    if (!isRating(rating)) throw wrongGiven(`given[${index}].rating`, describeValue(rating), A_RATING);
    if (scale && (rating < scale[0] || rating > scale[1]))
      throw wrongGiven(`given[${index}].rating`, String(rating), scaleWords(scale));
    if (found.has(place))
      throw wrongGiven(`given[${index}]`, `${describeValue(other)} once more`, "one rating for each");
    found.set(place, rating);
    index++;
  }
  if (index === 0) throw wrongGiven("given", "empty", "at least one rating");
  const places = Int32Array.from(found.keys()).sort();
  return { places, values: Float64Array.from(places, (place) => found.get(place)!) };
}

/** What a user has rated. @throws ValueError for one that is not among the ratings */
export function givenBy(user: Id | FoldedIn, { rows, userIds }: Ratings): Given {
  if (user instanceof FoldedIn) return { places: user.others, values: user.values };
  const { offsets, indices, values } = rows;
  const u = userIds.indexOf(user);
  const [from, to] = [offsets[u], offsets[u + 1]];
  return { places: indices.subarray(from, to), values: values.subarray(from, to) };
}

/** A user as lists and explanations call them. */
export function nameOfUserOrItem(who: Id | FoldedIn): string {
  return who instanceof FoldedIn ? `the new ${who.per}` : String(who);
}

/** @throws ValueError unless a new user is asked for as a user, and a new item as an item. */
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
