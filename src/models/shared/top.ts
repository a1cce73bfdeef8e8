/**
 * The places of the highest scores, the highest first; of equal scores the one with the lower place. Scores that are
 * no numbers are left out.
 * @param skip whether a place is left out.
 */
export function topPlaces(scores: Float64Array, count: number, skip: (place: number) => boolean): number[] {
  const places: number[] = [];
  const isBefore = (a: number, b: number): boolean => scores[a] > scores[b];
  for (let place = 0; place < scores.length; place++) {
    if (Number.isNaN(scores[place]) || skip(place)) continue;
    if (places.length === count && !isBefore(place, places[count - 1])) continue;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(place, places[middle])) high = middle;
      else low = middle + 1;
    }
    places.splice(low, 0, place);
    if (places.length > count) places.pop();
  }
  return places;
}
