/**
 * The places of the k highest scores, highest first; of equal scores the lower place comes first. Fewer where fewer
 * are left.
 * @param excluded 1 for each place that is left out.
 */
export function topPlaces(scores: Float64Array, excluded: Uint8Array, k: number): Int32Array {
  const top = new Int32Array(Math.min(k, scores.length));
  let count = 0;
  for (let i = 0; i < scores.length; i++) {
    if (excluded[i] === 1) continue;
    const score = scores[i];
    if (count === top.length && !(score > scores[top[count - 1]])) continue;
    let at = count < top.length ? count++ : count - 1;
    for (; at > 0 && score > scores[top[at - 1]]; at--) top[at] = top[at - 1];
    top[at] = i;
  }
  return top.subarray(0, count);
}
