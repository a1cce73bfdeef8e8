import { sentence } from "../../payload/sentence";
import { RankedList } from "./recommendations";
import type { Called } from "./recommendations";
import { topIndices } from "./top";

/** The users or items with the highest similarity scores, without the one at index `self`. */
export function mostAlike(
  title: string,
  scores: Float64Array,
  self: number,
  count: number,
  called: Called,
): RankedList {
  const indices = topIndices(scores, count, (index) => index === self);
  const entries = indices.map((index) => ({ ...called(index), score: scores[index] }));
  return new RankedList(sentence("Most like {name}", { name: title }), "similarity", entries);
}
