// Neighbours that are alike, such as the ratings of one user in a block.

/** Writes where each run of equal numbers begins among `count` 32-bit integers, and `count` behind. Returns how many there are. */
export function runsOf(numbers: usize, count: i32, runs: usize): i32 {
  let found = 0;
  let before = -1;
  for (let n = 0; n < count; n++) {
    const now = load<i32>(numbers + (n << 2));
    if (now == before) continue;
    store<i32>(runs + (found++ << 2), n);
    before = now;
  }
  store<i32>(runs + (found << 2), count);
  return found;
}
