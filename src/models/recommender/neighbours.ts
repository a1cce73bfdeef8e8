import { ValueError } from "../../errors";
import type { Id } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";
import { nameOfUserOrItem, FoldedIn } from "./folded-in";
import { mostAlike } from "../shared/most-alike";
import type { Called, RankedList } from "../shared/recommendations";

/**
 * The users or items that are most similar to `who`.
 * @param scores the similarity of each, by its index.
 */
export function neighboursOf(
  per: "user" | "item",
  who: Id | FoldedIn,
  scores: Float64Array,
  ratings: Ratings,
  count: number,
): RankedList {
  const ids = per === "user" ? ratings.userIds : ratings.itemIds;
  const titleOf = (id: Id): string => (per === "item" ? ratings.titleOf(id) : String(id));
  const self = who instanceof FoldedIn ? -1 : ids.indexOf(who);
  const called: Called = (index) => ({ id: ids.at(index), title: titleOf(ids.at(index)) });
  const title = who instanceof FoldedIn ? nameOfUserOrItem(who) : titleOf(who);
  return mostAlike(title, scores, self, count, called);
}

/** The error for neighbours in a model without vectors to compare. */
export function noVectors(model: string, per: "user" | "item"): ValueError {
  const expected = `a model that describes each ${per} by a vector, such as ${per}Factors`;
  return new ValueError(`${model} compares no neighbours, expected ${expected}`, {
    argument: "model",
    expected,
  });
}
