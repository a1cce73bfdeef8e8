// Neighbours that are alike, such as the ratings of one user in a block.

/**
 * Cuts `count` 32-bit integers into pieces of equal numbers, up to `most` each. Writes where each piece begins, and `count`
 * behind. Returns how many there are.
 */
export function piecesOf(numbers: usize, count: i32, most: i32, pieces: usize): i32 {
  let found = 0;
  let before = -1;
  let begin = 0;
  for (let n = 0; n < count; n++) {
    const now = load<i32>(numbers + (n << 2));
    if (now == before && n - begin < most) continue;
    store<i32>(pieces + (found++ << 2), n);
    before = now;
    begin = n;
  }
  store<i32>(pieces + (found << 2), count);
  return found;
}

/** The bits of an item, beside the one that marks the first of a run. */
export const ITEM: i32 = 0x7fffffff;

/** Writes where each run of `count` items begins, whose first is marked, and `count` behind. Returns how many there are. */
export function markedRuns(items: usize, count: i32, begins: usize): i32 {
  let found = 0;
  for (let n = 0; n < count; n++) if (load<i32>(items + (n << 2)) < 0) store<i32>(begins + (found++ << 2), n);
  store<i32>(begins + (found << 2), count);
  return found;
}

/** Where the run of equal numbers begins that the one at `n` is in; none before `from` is looked at. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function beginOfRun(numbers: usize, n: i32, from: i32): i32 {
  const own = load<i32>(numbers + (n << 2));
  while (n > from && load<i32>(numbers + (n << 2) - 4) == own) n--;
  return n;
}

/** Where it ends, up to `to`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function endOfRun(numbers: usize, n: i32, to: i32): i32 {
  const own = load<i32>(numbers + (n << 2));
  while (n < to && load<i32>(numbers + (n << 2)) == own) n++;
  return n;
}
