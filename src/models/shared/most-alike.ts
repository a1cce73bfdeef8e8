import { RankedList } from "./recommendations";
import type { Called } from "./recommendations";
import { topIndices } from "./top";

/** Those with the highest scores, which say how alike each is to the one at `self`, but for that one. */
export function mostAlike(
  title: string,
  scores: Float64Array,
  self: number,
  count: number,
  called: Called,
): RankedList {
  const indices = topIndices(scores, count, (index) => index === self);
  const entries = indices.map((index) => ({ ...called(index), score: scores[index] }));
  return new RankedList(`Most like ${title}`, "similarity", entries);
}
