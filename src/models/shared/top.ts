/** A list that is longer is quicker to find by sorting all scores. */
const LONG = 1000;

/**
 * The indices of the highest scores, the highest first; of equal scores, the lower index first. NaN scores are left
 * out.
 * @param skip whether to leave an index out.
 */
export function topIndices(scores: Float64Array, count: number, skip: (index: number) => boolean): number[] {
  if (count > LONG) return sortedIndices(scores, skip).slice(0, count);
  const indices: number[] = [];
  const isBefore = (a: number, b: number): boolean => scores[a] > scores[b];
  for (let index = 0; index < scores.length; index++) {
    if (Number.isNaN(scores[index]) || skip(index)) continue;
    if (indices.length === count && !isBefore(index, indices[count - 1])) continue;
    let low = 0;
    let high = indices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(index, indices[middle])) high = middle;
      else low = middle + 1;
    }
    indices.splice(low, 0, index);
    if (indices.length > count) indices.pop();
  }
  return indices;
}

function sortedIndices(scores: Float64Array, skip: (index: number) => boolean): number[] {
  return Array.from(scores.keys())
    .filter((index) => !Number.isNaN(scores[index]) && !skip(index))
    .sort((a, b) => (scores[a] === scores[b] ? a - b : scores[a] > scores[b] ? -1 : 1));
}
