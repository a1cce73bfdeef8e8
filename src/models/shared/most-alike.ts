import { RankedList } from "./recommendations";
import type { Called } from "./recommendations";
import { topPlaces } from "./top";

/** Those with the highest scores, which say how alike each is to the one at `self`, but for that one. */
export function mostAlike(
  title: string,
  scores: Float64Array,
  self: number,
  count: number,
  called: Called,
): RankedList {
  const places = topPlaces(scores, count, (place) => place === self);
  const entries = places.map((place) => ({ ...called(place), score: scores[place] }));
  return new RankedList(`Most like ${title}`, "similarity", entries);
}
