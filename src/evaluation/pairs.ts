import type { Ratings } from "../ratings/ratings";

/**
 * How many pairs of a user's ratings differ, and of how many the order is predicted right. Pairs count as often as both ratings,
 * multiplied.
 */
export function concordantPairs(
  predicted: ArrayLike<number>,
  { rows: { offsets, values, weights } }: Ratings,
  user: number,
): { concordant: number; pairs: number } {
  let concordant = 0;
  let pairs = 0;
  for (let a = offsets[user]; a < offsets[user + 1]; a++) {
    for (let b = offsets[user]; b < a; b++) {
      if (values[a] === values[b]) continue;
      const count = weights === undefined ? 1 : weights[a] * weights[b];
      pairs += count;
      if (predicted[a] > predicted[b] === values[a] > values[b] && predicted[a] !== predicted[b])
        concordant += count;
    }
  }
  return { concordant, pairs };
}

/** Against how many of rising scores another is lower, where an equal one counts one half. */
export function wonAgainst(rising: Float64Array, score: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < score) low = middle + 1;
    else high = middle;
  }
  const equal = rising[low] === score ? firstAbove(rising, score, low) - low : 0;
  return rising.length - low - equal / 2;
}

/** The first place from `low` on whose score is higher. */
function firstAbove(rising: Float64Array, score: number, low: number): number {
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Into so many parts of equal width the range of the relevant scores is cut: most have none or one of them. */
const PARTS = 256;
/** How long the scratch of {@link areaUnderCurve} is. */
export const STARTS = PARTS + 1;
/** In a part with more, a search by halves is quicker than looking at each. */
const FEW = 8;

/**
 * The area under the ROC curve of one user: see {@link auc}.
 * @param rising the scores of the relevant items, from the lowest on.
 * @param scores those of all items. @param isOut not 0 for items that do not count, and for the relevant ones.
 * @param starts scratch, of {@link STARTS} numbers.
 */
export function areaUnderCurve(
  rising: Float64Array,
  scores: Float64Array,
  isOut: Uint8Array,
  starts: Int32Array,
): number {
  const [lowest, highest] = [rising[0], rising[rising.length - 1]];
  const scale = countStarts(rising, starts);
  let won = 0;
  let others = 0;
  for (let item = 0; item < scores.length; item++) {
    if (isOut[item] !== 0) continue;
    others++;
    const score = scores[item];
    if (score > highest) continue;
    if (score < lowest) {
      won += rising.length;
      continue;
    }
    // Scores in an earlier part are lower, whatever is rounded: neither a difference nor a product falls where it should rise.
    const part = partOf(score - lowest, scale);
    let at = starts[part];
    const end = starts[part + 1];
    if (end - at > FEW) {
      won += wonAgainst(rising, score);
      continue;
    }
    while (at < end && rising[at] < score) at++;
    let equal = at;
    while (equal < end && rising[equal] === score) equal++;
    won += rising.length - at - (equal - at) / 2;
  }
  return won / (rising.length * others);
}

function partOf(distance: number, scale: number): number {
  const part = (distance * scale) | 0;
  return part < PARTS ? part : PARTS - 1;
}

/**
 * Writes where each part begins among rising scores. Returns how many parts there are to a unit; 0 where they have no width or
 * no end, so that all is one part.
 */
function countStarts(rising: Float64Array, starts: Int32Array): number {
  const lowest = rising[0];
  const scale = PARTS / (rising[rising.length - 1] - lowest);
  starts.fill(0);
  if (!(scale > 0 && scale < Infinity)) {
    starts.fill(rising.length, 1);
    return 0;
  }
  for (let n = 0; n < rising.length; n++) starts[partOf(rising[n] - lowest, scale) + 1]++;
  for (let part = 0; part < PARTS; part++) starts[part + 1] += starts[part];
  return scale;
}
