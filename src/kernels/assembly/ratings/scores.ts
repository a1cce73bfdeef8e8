// Scores of many users for all items, in 64-bit floats: the same bytes as src/numerics gives for one user at a time.
// Items and users come in panels: four of them side by side, feature by feature.

/** The bytes of one feature of a panel. */
const PANEL: usize = 32;
/** About how many bytes of panels are gone through for all users of a task, before the next: they stay in a near cache. */
const NEAR: usize = 131072;

/**
 * Writes (base of the user + base of the item) + x·y of a panel of users and one of items; what is written for a user is
 * `outApart` bytes from the next. There are 1 or 4 `sums`, each of every 1st or 4th product: s0 + s1 + (s2 + s3), where the
 * products after the last whole four go to s0. `half` has room for 128 bytes.
 */
function scorePanel(
  x: usize,
  y: usize,
  width: i32,
  sums: i32,
  bases: usize,
  itemBases: usize,
  out: usize,
  outApart: usize,
  half: usize,
): void {
  const end = (<usize>width) * PANEL;
  const whole = sums == 1 ? end : (<usize>(width & ~3)) * PANEL;
  const step = (<usize>sums) * PANEL;
  const o1 = out + outApart;
  const o2 = o1 + outApart;
  const o3 = o2 + outApart;
  for (let r = 0; r < sums; r++) {
    let a0 = f64x2.splat(0);
    let a1 = f64x2.splat(0);
    let b0 = f64x2.splat(0);
    let b1 = f64x2.splat(0);
    let c0 = f64x2.splat(0);
    let c1 = f64x2.splat(0);
    let d0 = f64x2.splat(0);
    let d1 = f64x2.splat(0);
    let at = (<usize>r) * PANEL;
    let to = whole;
    let by = step;
    for (;;) {
      for (; at < to; at += by) {
        const y0 = v128.load(y + at);
        const y1 = v128.load(y + at, 16);
        const ua = v128.load64_splat(x + at);
        a0 = f64x2.add(a0, f64x2.mul(ua, y0));
        a1 = f64x2.add(a1, f64x2.mul(ua, y1));
        const ub = v128.load64_splat(x + at, 8);
        b0 = f64x2.add(b0, f64x2.mul(ub, y0));
        b1 = f64x2.add(b1, f64x2.mul(ub, y1));
        const uc = v128.load64_splat(x + at, 16);
        c0 = f64x2.add(c0, f64x2.mul(uc, y0));
        c1 = f64x2.add(c1, f64x2.mul(uc, y1));
        const ud = v128.load64_splat(x + at, 24);
        d0 = f64x2.add(d0, f64x2.mul(ud, y0));
        d1 = f64x2.add(d1, f64x2.mul(ud, y1));
      }
      // Only the first sum has what is left over.
      if (r != 0 || to == end) break;
      to = end;
      by = PANEL;
    }
    if (r == 1 || r == 3) {
      const from = r == 1 ? out : half;
      const fromApart: usize = r == 1 ? outApart : PANEL;
      a0 = f64x2.add(v128.load(from), a0);
      a1 = f64x2.add(v128.load(from, 16), a1);
      b0 = f64x2.add(v128.load(from + fromApart), b0);
      b1 = f64x2.add(v128.load(from + fromApart, 16), b1);
      c0 = f64x2.add(v128.load(from + 2 * fromApart), c0);
      c1 = f64x2.add(v128.load(from + 2 * fromApart, 16), c1);
      d0 = f64x2.add(v128.load(from + 3 * fromApart), d0);
      d1 = f64x2.add(v128.load(from + 3 * fromApart, 16), d1);
    }
    if (r == 2) {
      v128.store(half, a0);
      v128.store(half, a1, 16);
      v128.store(half, b0, 32);
      v128.store(half, b1, 48);
      v128.store(half, c0, 64);
      v128.store(half, c1, 80);
      v128.store(half, d0, 96);
      v128.store(half, d1, 112);
      continue;
    }
    if (r == 3) {
      a0 = f64x2.add(v128.load(out), a0);
      a1 = f64x2.add(v128.load(out, 16), a1);
      b0 = f64x2.add(v128.load(o1), b0);
      b1 = f64x2.add(v128.load(o1, 16), b1);
      c0 = f64x2.add(v128.load(o2), c0);
      c1 = f64x2.add(v128.load(o2, 16), c1);
      d0 = f64x2.add(v128.load(o3), d0);
      d1 = f64x2.add(v128.load(o3, 16), d1);
    }
    if (r == sums - 1) {
      const i0 = v128.load(itemBases);
      const i1 = v128.load(itemBases, 16);
      const ua = v128.load64_splat(bases);
      a0 = f64x2.add(f64x2.add(ua, i0), a0);
      a1 = f64x2.add(f64x2.add(ua, i1), a1);
      const ub = v128.load64_splat(bases, 8);
      b0 = f64x2.add(f64x2.add(ub, i0), b0);
      b1 = f64x2.add(f64x2.add(ub, i1), b1);
      const uc = v128.load64_splat(bases, 16);
      c0 = f64x2.add(f64x2.add(uc, i0), c0);
      c1 = f64x2.add(f64x2.add(uc, i1), c1);
      const ud = v128.load64_splat(bases, 24);
      d0 = f64x2.add(f64x2.add(ud, i0), d0);
      d1 = f64x2.add(f64x2.add(ud, i1), d1);
    }
    v128.store(out, a0);
    v128.store(out, a1, 16);
    v128.store(o1, b0);
    v128.store(o1, b1, 16);
    v128.store(o2, c0);
    v128.store(o2, c1, 16);
    v128.store(o3, d0);
    v128.store(o3, d1, 16);
  }
}

/**
 * One task: all scores of `perTask` users, a multiple of four: rows of `stride` numbers in `scores`. X and `panels` hold panels of
 * users and items, `width` × 4 numbers each. `halves` has 128 bytes for each thread.
 */
export function linearScores(
  X: usize,
  bases: usize,
  panels: usize,
  itemBases: usize,
  halves: usize,
  width: i32,
  sums: i32,
  scores: usize,
  stride: i32,
  users: i32,
  perTask: i32,
  task: i32,
  thread: i32,
): void {
  const last = min(users, (task + 1) * perTask);
  const outApart = (<usize>stride) << 3;
  const panelBytes = (<usize>width) * PANEL;
  const block = max(1, <i32>(NEAR / max(PANEL, panelBytes)));
  const half = halves + ((<usize>thread) << 7);
  const count = stride >> 2;
  for (let from = 0; from < count; from += block) {
    const to = min(count, from + block);
    for (let u = task * perTask; u < last; u += 4) {
      const x = X + <usize>(u >> 2) * panelBytes;
      const out = scores + <usize>u * outApart;
      for (let p = from; p < to; p++) {
        const at = (<usize>p) << 5;
        const y = panels + <usize>p * panelBytes;
        scorePanel(x, y, width, sums, bases + (<usize>u << 3), itemBases + at, out + at, outApart, half);
      }
    }
  }
}

/**
 * One task: all scores of `perTask` users, a multiple of four, as the mean over `draws` of ratings that these expect, each kept
 * between `low` and `high`: mean + deviation × (user's bias + item's bias + p·q). Panels of users and items have for each draw
 * the biases, and then `width` factors. `scratch` has 256 bytes for each thread.
 */
export function drawnScores(
  X: usize,
  panels: usize,
  scratch: usize,
  width: i32,
  draws: i32,
  mean: f64,
  deviation: f64,
  low: f64,
  high: f64,
  scores: usize,
  stride: i32,
  users: i32,
  perTask: i32,
  task: i32,
  thread: i32,
): void {
  const last = min(users, (task + 1) * perTask);
  const outApart = (<usize>stride) << 3;
  const panelBytes = <usize>(width + 1) * PANEL;
  const half = scratch + ((<usize>thread) << 8);
  const product = half + 128;
  const whole = panelBytes * <usize>draws;
  for (let p = 0; p < stride >> 2; p++) {
    for (let u = task * perTask; u < last; u += 4) {
      const out = scores + <usize>u * outApart + ((<usize>p) << 5);
      for (let q: usize = 0; q < 4; q++) {
        v128.store(out + q * outApart, f64x2.splat(0));
        v128.store(out + q * outApart, f64x2.splat(0), 16);
      }
      let x = X + <usize>(u >> 2) * whole;
      let y = panels + <usize>p * whole;
      for (let d = 0; d < draws; d++, x += panelBytes, y += panelBytes) {
        scorePanel(x + PANEL, y + PANEL, width, 4, x, y, product, PANEL, half);
        for (let q: usize = 0; q < 4; q++) {
          const to = out + q * outApart;
          const from = product + q * PANEL;
          v128.store(to, f64x2.add(v128.load(to), expected(v128.load(from), mean, deviation, low, high)));
          v128.store(to, f64x2.add(v128.load(to, 16), expected(v128.load(from, 16), mean, deviation, low, high)), 16);
        }
      }
      const all = f64x2.splat(<f64>draws);
      for (let q: usize = 0; q < 4; q++) {
        const to = out + q * outApart;
        v128.store(to, f64x2.div(v128.load(to), all));
        v128.store(to, f64x2.div(v128.load(to, 16), all), 16);
      }
    }
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function expected(sum: v128, mean: f64, deviation: f64, low: f64, high: f64): v128 {
  const least = f64x2.splat(low);
  const most = f64x2.splat(high);
  const rating = f64x2.add(f64x2.splat(mean), f64x2.mul(f64x2.splat(deviation), sum));
  const notAbove = v128.bitselect(most, rating, f64x2.gt(rating, most));
  return v128.bitselect(least, notAbove, f64x2.lt(rating, least));
}

/** The items of one panel of weights. */
const SIDE_BY_SIDE: i32 = 16;

/**
 * One task: the scores of all users of a batch for the items of `perTask` panels: sums of the weights of the items that a user
 * has, in their order. User u has those at `lists` from `starts[u]` to `starts[u + 1]`; a panel holds for each of `items`
 * items its weights for 16 others.
 */
export function weightedScores(
  starts: usize,
  lists: usize,
  panels: usize,
  items: i32,
  scores: usize,
  stride: i32,
  users: i32,
  perTask: i32,
  task: i32,
  _thread: i32,
): void {
  const last = min(stride / SIDE_BY_SIDE, (task + 1) * perTask);
  for (let p = task * perTask; p < last; p++) {
    const panel = panels + (<usize>p * <usize>items << 7);
    for (let u = 0; u < users; u++) {
      const out = scores + (<usize>u * <usize>stride << 3) + (<usize>p << 7);
      const from = lists + (<usize>load<i32>(starts + (<usize>u << 2)) << 2);
      const to = lists + (<usize>load<i32>(starts + (<usize>u << 2), 4) << 2);
      let a = f64x2.splat(0);
      let b = a;
      let c = a;
      let d = a;
      let e = a;
      let f = a;
      let g = a;
      let h = a;
      for (let at = from; at < to; at += 4) {
        const row = panel + (<usize>load<i32>(at) << 7);
        a = f64x2.add(a, v128.load(row));
        b = f64x2.add(b, v128.load(row, 16));
        c = f64x2.add(c, v128.load(row, 32));
        d = f64x2.add(d, v128.load(row, 48));
        e = f64x2.add(e, v128.load(row, 64));
        f = f64x2.add(f, v128.load(row, 80));
        g = f64x2.add(g, v128.load(row, 96));
        h = f64x2.add(h, v128.load(row, 112));
      }
      v128.store(out, a);
      v128.store(out, b, 16);
      v128.store(out, c, 32);
      v128.store(out, d, 48);
      v128.store(out, e, 64);
      v128.store(out, f, 80);
      v128.store(out, g, 96);
      v128.store(out, h, 112);
    }
  }
}
