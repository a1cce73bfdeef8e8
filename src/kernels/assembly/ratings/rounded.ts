// Lists in two steps: 32-bit sums tell which few items may be among the best, and these alone are scored exactly.
import { rise, sink, sortFound } from "./top";

/** About how many bytes of items are gone through for all users of a task, before the next. */
const NEAR: usize = 131072;
/** What stands in a list of a user who had more candidates than there was room for. */
const TOO_MANY: i32 = -2;

/**
 * One task: rounded scores of `perTask` users, a multiple of four, in rows of `stride` numbers: the item's bias + x·y. Users come
 * in panels of four, items in panels of eight, `width` numbers of each.
 */
export function roundedScores(
  X: usize,
  panels: usize,
  itemBiases: usize,
  width: i32,
  scores: usize,
  stride: i32,
  users: i32,
  perTask: i32,
  task: i32,
  _thread: i32,
): void {
  const last = min(users, (task + 1) * perTask);
  const ofUsers = (<usize>width) << 4;
  const ofItems = (<usize>width) << 5;
  const block = max(1, <i32>(NEAR / max(32, ofItems)));
  const count = stride >> 3;
  const apart = (<usize>stride) << 2;
  for (let from = 0; from < count; from += block) {
    const to = min(count, from + block);
    for (let u = task * perTask; u < last; u += 4) {
      const end = X + <usize>(u >> 2) * ofUsers + ofUsers;
      for (let p = from; p < to; p++) {
        let x = end - ofUsers;
        let y = panels + <usize>p * ofItems;
        let a0 = v128.load(itemBiases + (<usize>p << 5));
        let a1 = v128.load(itemBiases + (<usize>p << 5), 16);
        let b0 = a0;
        let b1 = a1;
        let c0 = a0;
        let c1 = a1;
        let d0 = a0;
        let d1 = a1;
        for (; x < end; x += 16, y += 32) {
          const y0 = v128.load(y);
          const y1 = v128.load(y, 16);
          const ua = v128.load32_splat(x);
          a0 = f32x4.add(a0, f32x4.mul(ua, y0));
          a1 = f32x4.add(a1, f32x4.mul(ua, y1));
          const ub = v128.load32_splat(x, 4);
          b0 = f32x4.add(b0, f32x4.mul(ub, y0));
          b1 = f32x4.add(b1, f32x4.mul(ub, y1));
          const uc = v128.load32_splat(x, 8);
          c0 = f32x4.add(c0, f32x4.mul(uc, y0));
          c1 = f32x4.add(c1, f32x4.mul(uc, y1));
          const ud = v128.load32_splat(x, 12);
          d0 = f32x4.add(d0, f32x4.mul(ud, y0));
          d1 = f32x4.add(d1, f32x4.mul(ud, y1));
        }
        const out = scores + <usize>u * apart + (<usize>p << 5);
        v128.store(out, a0);
        v128.store(out, a1, 16);
        v128.store(out + apart, b0);
        v128.store(out + apart, b1, 16);
        v128.store(out + 2 * apart, c0);
        v128.store(out + 2 * apart, c1, 16);
        v128.store(out + 3 * apart, d0);
        v128.store(out + 3 * apart, d1, 16);
      }
    }
  }
}

/** Finds the `count`-th highest of the scores, by a heap; −∞ where there are fewer that are not NaN. */
function leastOfTop(row: usize, items: i32, count: i32, indices: usize, found: usize): f64 {
  let size = 0;
  let i = 0;
  for (; i < items && size < count; i++) {
    const score = load<f32>(row + (<usize>i << 2));
    if (score != score) continue;
    store<f64>(found + (<usize>size << 3), score);
    store<i32>(indices + (<usize>size << 2), i);
    rise(indices, found, size++);
  }
  if (size < count) return -Infinity;
  let least = load<f64>(found);
  while (i < items) {
    i = nextAbove(row, i, items, f32x4.splat(<f32>least), false);
    const end = min(items, i + 8);
    for (; i < end; i++) {
      const score = <f64>load<f32>(row + (<usize>i << 2));
      if (!(score > least)) continue;
      store<f64>(found, score);
      store<i32>(indices, i);
      sink(indices, found, 0, size);
      least = load<f64>(found);
    }
  }
  return least;
}

/** The first of the groups of eight scores, from `i` on, that has one above the bound, or at it. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function nextAbove(row: usize, i: i32, items: i32, bound: v128, orAt: bool): i32 {
  for (; i + 8 <= items; i += 8) {
    const x = v128.load(row + (<usize>i << 2));
    const y = v128.load(row + (<usize>i << 2), 16);
    const hits = orAt
      ? v128.or(f32x4.ge(x, bound), f32x4.ge(y, bound))
      : v128.or(f32x4.gt(x, bound), f32x4.gt(y, bound));
    if (v128.any_true(hits)) break;
  }
  return i;
}

/** (base + the item's bias) + x·y in four sums, as `dot` adds them; x and y are columns of panels of four. */
function exactScore(x: usize, y: usize, width: i32, sum: f64): f64 {
  let s0: f64 = 0;
  let s1: f64 = 0;
  let s2: f64 = 0;
  let s3: f64 = 0;
  let t = 0;
  for (; t + 3 < width; t += 4, x += 128, y += 128) {
    s0 += load<f64>(x) * load<f64>(y);
    s1 += load<f64>(x, 32) * load<f64>(y, 32);
    s2 += load<f64>(x, 64) * load<f64>(y, 64);
    s3 += load<f64>(x, 96) * load<f64>(y, 96);
  }
  for (; t < width; t++, x += 32, y += 32) s0 += load<f64>(x) * load<f64>(y);
  return sum + (s0 + s1 + (s2 + s3));
}

/**
 * One task: the lists of `perTask` users from their rounded scores, as `topOfScores` gives them from exact ones. What an item
 * may lose or gain by rounding is at most the user's number in `errors`. X, bases, panels and itemBases are those of
 * `linearScores`. Where more than `room` items may be among the best, the first index of the list is −2.
 */
export function topOfRounded(
  X: usize,
  bases: usize,
  panels: usize,
  itemBases: usize,
  errors: usize,
  width: i32,
  candidates: usize,
  room: i32,
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
  thread: i32,
): void {
  const last = min(users, (task + 1) * perTask);
  const list = candidates + (<usize>thread * <usize>room << 2);
  const panelBytes = (<usize>width) << 5;
  for (let u = task * perTask; u < last; u++) {
    const row = scores + (<usize>u * <usize>stride << 2);
    const from = load<i32>(starts + (<usize>u << 2));
    const to = load<i32>(starts + (<usize>u << 2), 4);
    for (let n = from; n < to; n++) store<f32>(row + (<usize>load<i32>(seen + (<usize>n << 2)) << 2), NaN);
    const indices = topIndices + (<usize>u * <usize>count << 2);
    const found = topScores + (<usize>u * <usize>count << 3);
    const least = leastOfTop(row, items, count, indices, found);
    const error = load<f64>(errors + (<usize>u << 3));
    const among = error < Infinity ? candidatesFrom(row, items, least - 2 * error, list, room) : -1;
    if (among < 0) {
      store<i32>(indices, TOO_MANY);
      continue;
    }
    const x = X + <usize>(u >> 2) * panelBytes + (<usize>(u & 3) << 3);
    const base = load<f64>(bases + (<usize>u << 3));
    let size = 0;
    for (let n = 0; n < among; n++) {
      const i = load<i32>(list + (<usize>n << 2));
      const y = panels + <usize>(i >> 2) * panelBytes + (<usize>(i & 3) << 3);
      const score = exactScore(x, y, width, base + load<f64>(itemBases + (<usize>i << 3)));
      if (score != score || (size == count && !(score > load<f64>(found)))) continue;
      const at = size < count ? size++ : 0;
      store<f64>(found + (<usize>at << 3), score);
      store<i32>(indices + (<usize>at << 2), i);
      if (at > 0) rise(indices, found, at);
      else sink(indices, found, 0, size);
    }
    sortFound(indices, found, size, count);
  }
}

/** Writes the items whose scores are at least `bound`. Returns how many there are, −1 where there is no room for them. */
function candidatesFrom(row: usize, items: i32, bound: f64, list: usize, room: i32): i32 {
  // The nearest 32-bit number may be above the bound.
  const lower = <f32>(bound - Math.abs(bound) * 1e-6);
  let size = 0;
  for (let i = 0; i < items;) {
    i = nextAbove(row, i, items, f32x4.splat(lower), true);
    const end = min(items, i + 8);
    for (; i < end; i++) {
      if (!(load<f32>(row + (<usize>i << 2)) >= lower)) continue;
      if (size == room) return -1;
      store<i32>(list + (<usize>size << 2), i);
      size++;
    }
  }
  return size;
}
