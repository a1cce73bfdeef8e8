// The highest of many scores; the readable form is src/models/shared/top.ts.

/** Whether the a-th of a list comes behind the b-th: it has the lower score, or of equal scores the higher index. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function isBehind(indices: usize, scores: usize, a: i32, b: i32): bool {
  const x = load<f64>(scores + (<usize>a << 3));
  const y = load<f64>(scores + (<usize>b << 3));
  if (x != y) return x < y;
  return load<i32>(indices + (<usize>a << 2)) > load<i32>(indices + (<usize>b << 2));
}

function swap(indices: usize, scores: usize, a: i32, b: i32): void {
  const x = load<f64>(scores + (<usize>a << 3));
  const i = load<i32>(indices + (<usize>a << 2));
  store<f64>(scores + (<usize>a << 3), load<f64>(scores + (<usize>b << 3)));
  store<i32>(indices + (<usize>a << 2), load<i32>(indices + (<usize>b << 2)));
  store<f64>(scores + (<usize>b << 3), x);
  store<i32>(indices + (<usize>b << 2), i);
}

/** Moves an entry of a heap down, until no entry below it comes behind it: the root is the last of the list. */
function sink(indices: usize, scores: usize, at: i32, size: i32): void {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) return;
    if (child + 1 < size && isBehind(indices, scores, child + 1, child)) child++;
    if (!isBehind(indices, scores, child, at)) return;
    swap(indices, scores, at, child);
    at = child;
  }
}

function rise(indices: usize, scores: usize, at: i32): void {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBehind(indices, scores, at, parent)) return;
    swap(indices, scores, at, parent);
    at = parent;
  }
}

/** Keeps the best `count` of the scores, none of which is NaN, as a heap. Returns how many there are. */
function select(row: usize, items: i32, count: i32, indices: usize, scores: usize): i32 {
  let size = 0;
  let i = 0;
  for (; i < items && size < count; i++) {
    const score = load<f64>(row + (<usize>i << 3));
    if (score != score) continue;
    store<f64>(scores + (<usize>size << 3), score);
    store<i32>(indices + (<usize>size << 2), i);
    rise(indices, scores, size++);
  }
  // Of equal scores, the one that comes first stays.
  let least = load<f64>(scores);
  while (i < items) {
    const bound = f64x2.splat(least);
    for (; i + 4 <= items; i += 4) {
      const at = row + (<usize>i << 3);
      if (v128.any_true(v128.or(f64x2.gt(v128.load(at), bound), f64x2.gt(v128.load(at, 16), bound)))) break;
    }
    const end = min(items, i + 4);
    for (; i < end; i++) {
      const score = load<f64>(row + (<usize>i << 3));
      if (!(score > least)) continue;
      store<f64>(scores, score);
      store<i32>(indices, i);
      sink(indices, scores, 0, size);
      least = load<f64>(scores);
    }
  }
  return size;
}

/**
 * One task: the lists of `perTask` users, from their rows of `stride` scores. User u does not get the items at `seen` from
 * `starts[u]` to `starts[u + 1]`, whose scores become NaN. Writes `count` indices and scores for each, the best first; −1 and NaN
 * where there are fewer.
 */
export function topOfScores(
  scores: usize,
  stride: i32,
  items: i32,
  starts: usize,
  seen: usize,
  count: i32,
  topIndices: usize,
  topScores: usize,
  users: i32,
  perTask: i32,
  task: i32,
  _thread: i32,
): void {
  const last = min(users, (task + 1) * perTask);
  for (let u = task * perTask; u < last; u++) {
    const row = scores + (<usize>u * <usize>stride << 3);
    const from = load<i32>(starts + (<usize>u << 2));
    const to = load<i32>(starts + (<usize>u << 2), 4);
    for (let n = from; n < to; n++) store<f64>(row + (<usize>load<i32>(seen + (<usize>n << 2)) << 3), NaN);
    const indices = topIndices + (<usize>u * <usize>count << 2);
    const found = topScores + (<usize>u * <usize>count << 3);
    const size = select(row, items, count, indices, found);
    for (let end = size - 1; end > 0; end--) {
      swap(indices, found, 0, end);
      sink(indices, found, 0, end);
    }
    for (let n = size; n < count; n++) {
      store<i32>(indices + (<usize>n << 2), -1);
      store<f64>(found + (<usize>n << 3), NaN);
    }
  }
}
