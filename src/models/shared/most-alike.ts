import { cosines } from "./cosine";
import { RankedList } from "./recommendations";
import type { Called } from "./recommendations";
import { topPlaces } from "./top";

/** Those whose factors, row by row in `all`, point most nearly the same way as `own`, but for the one at `self`. */
export function mostAlike(
  title: string,
  own: Float64Array,
  all: Float64Array,
  self: number,
  count: number,
  called: Called,
): RankedList {
  const scores = cosines(own, all);
  const places = topPlaces(scores, count, (place) => place === self);
  const entries = places.map((place) => ({ ...called(place), score: scores[place] }));
  return new RankedList(`Most like ${title}`, "similarity", entries);
}
