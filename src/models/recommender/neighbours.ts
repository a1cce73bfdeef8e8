import { ValueError } from "../../errors";
import type { Id } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";
import { nameOfUserOrItem, FoldedIn } from "./folded-in";
import { mostAlike } from "../shared/most-alike";
import type { Called, RankedList } from "../shared/recommendations";

/**
 * The users, or items, whose factors point most nearly the same way as those of `who`, by the cosine of the angle.
 * @param own the factors of `who`. @param all those of all, row by row.
 */
export function neighboursOf(
  per: "user" | "item",
  who: Id | FoldedIn,
  own: Float64Array,
  all: Float64Array,
  ratings: Ratings,
  count: number,
): RankedList {
  const ids = per === "user" ? ratings.userIds : ratings.itemIds;
  const titleOf = (id: Id): string => (per === "item" ? ratings.titleOf(id) : String(id));
  const self = who instanceof FoldedIn ? -1 : ids.indexOf(who);
  const called: Called = (place) => ({ id: ids.at(place), title: titleOf(ids.at(place)) });
  const title = who instanceof FoldedIn ? nameOfUserOrItem(who) : titleOf(who);
  return mostAlike(title, own, all, self, count, called);
}

/** The error for neighbours by factors that a model does not have. */
export function noFactors(model: string, name: string): ValueError {
  const expected = `a model that has ${name}`;
  return new ValueError(`${model} compares no neighbours, expected ${expected}`, {
    argument: "model",
    expected,
  });
}
