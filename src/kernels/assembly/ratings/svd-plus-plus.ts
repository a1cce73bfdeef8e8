// SVD++, user by user; the readable form is src/numerics/svd-plus-plus.ts.
import { dot, moved } from "./vector";

/**
 * One task of an epoch: the turns of the users `order[task × perTask …]`. Ratings row by row, the values without their
 * mean. Rows of P, Q and Y have `stride` numbers, a multiple of four; `scratch` has two more for each thread. All tasks
 * write Q and Y: they run one after the other. Writes the sum of squared errors to `sums[task]`.
 */
export function svdPlusPlus(
  offsets: usize,
  items: usize,
  values: usize,
  order: usize,
  P: usize,
  Q: usize,
  Y: usize,
  userBiases: usize,
  itemBiases: usize,
  sums: usize,
  scratch: usize,
  users: i32,
  perTask: i32,
  stride: i32,
  rate: f32,
  regularization: f32,
  task: i32,
  thread: i32,
): void {
  const bytes = (<usize>stride) << 2;
  const both = scratch + 2 * <usize>thread * bytes;
  const z = both + bytes;
  const shrink = rate * regularization;
  const end = min((task + 1) * perTask, users);
  let sum: f64 = 0;
  for (let m = task * perTask; m < end; m++) {
    const u = <usize>load<i32>(order + (m << 2));
    const first = load<i32>(offsets + (u << 2));
    const count = load<i32>(offsets + (u << 2), 4) - first;
    if (count == 0) continue;
    const rated = items + (first << 2);
    const p = P + u * bytes;
    sumOfRows(rated, count, Y, bytes, z);
    const scale: f32 = 1 / f32(Math.sqrt(<f64>count));
    for (let at: usize = 0; at < bytes; at += 16) {
      const own = f32x4.mul(f32x4.splat(scale), v128.load(z + at));
      v128.store(z + at, own);
      v128.store(both + at, f32x4.add(v128.load(p + at), own));
    }
    let userBias = load<f32>(userBiases + (u << 2));
    let kept: f64 = 1;
    for (let n = 0; n < count; n++) {
      const i = <usize>load<i32>(rated + (n << 2));
      const q = Q + i * bytes;
      const itemBias = load<f32>(itemBiases + (i << 2));
      const error: f32 =
        load<f32>(values + ((first + n) << 2)) - userBias - itemBias - dot(both, q, bytes);
      sum += <f64>error * <f64>error;
      const step = rate * error;
      userBias += step - shrink * userBias;
      store<f32>(itemBiases + (i << 2), itemBias + (step - shrink * itemBias));
      descend(p, both, q, bytes, shrink, step);
      kept *= 1 - <f64>shrink;
    }
    store<f32>(userBiases + (u << 2), userBias);
    for (let at: usize = 0; at < bytes; at += 16) {
      const now = f32x4.sub(v128.load(both + at), v128.load(p + at));
      const before = f32x4.mul(f32x4.splat(f32(kept)), v128.load(z + at));
      v128.store(z + at, f32x4.mul(f32x4.splat(scale), f32x4.sub(now, before)));
    }
    updateAlike(rated, count, Y, bytes, f32(1 - kept), z);
  }
  store<f64>(sums + (task << 3), sum);
}

/** p_u and z_u take the same step, so that `both`, which is their sum, takes twice that. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function descend(p: usize, both: usize, q: usize, bytes: usize, shrink: f32, step: f32): void {
  const shrinks = f32x4.splat(shrink);
  const steps = f32x4.splat(step);
  const twice = f32x4.splat(2 * step);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(both + at);
    const y = v128.load(q + at);
    v128.store(p + at, moved(v128.load(p + at), y, steps, shrinks));
    v128.store(both + at, moved(x, y, twice, shrinks));
    v128.store(q + at, moved(y, x, steps, shrinks));
  }
}

/** Writes the sum of the rows of Y of these items. */
function sumOfRows(rated: usize, count: i32, Y: usize, bytes: usize, sum: usize): void {
  memory.fill(sum, 0, bytes);
  for (let n = 0; n < count; n++) {
    const y = Y + <usize>load<i32>(rated + (n << 2)) * bytes;
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(sum + at, f32x4.add(v128.load(sum + at), v128.load(y + at)));
  }
}

/** y_j += d − lost·y_j for these items. */
function updateAlike(rated: usize, count: i32, Y: usize, bytes: usize, lost: f32, d: usize): void {
  const share = f32x4.splat(lost);
  for (let n = 0; n < count; n++) {
    const y = Y + <usize>load<i32>(rated + (n << 2)) * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      const own = v128.load(y + at);
      v128.store(y + at, f32x4.add(own, f32x4.sub(v128.load(d + at), f32x4.mul(share, own))));
    }
  }
}

/**
 * One task: writes z_u = Σ y_j / √|N(u)| of the users from task × perTask in 64-bit floats, since predictions are made of
 * them. Rows of Y and Z have `stride` numbers, a multiple of four.
 */
export function implicitParts(
  offsets: usize,
  items: usize,
  Y: usize,
  Z: usize,
  users: i32,
  perTask: i32,
  stride: i32,
  task: i32,
  _thread: i32,
): void {
  const bytes = (<usize>stride) << 2;
  const end = min((task + 1) * perTask, users);
  for (let u = task * perTask; u < end; u++) {
    const z = Z + 2 * <usize>u * bytes;
    memory.fill(z, 0, 2 * bytes);
    const first = load<i32>(offsets + (u << 2));
    const last = load<i32>(offsets + (u << 2), 4);
    if (first == last) continue;
    for (let n = first; n < last; n++) {
      const y = Y + <usize>load<i32>(items + (n << 2)) * bytes;
      for (let at: usize = 0; at < bytes; at += 8)
        v128.store(
          z + 2 * at,
          f64x2.add(v128.load(z + 2 * at), f64x2.promote_low_f32x4(v128.load64_zero(y + at))),
        );
    }
    const scale = f64x2.splat(1 / Math.sqrt(<f64>(last - first)));
    for (let at: usize = 0; at < 2 * bytes; at += 16)
      v128.store(z + at, f64x2.mul(scale, v128.load(z + at)));
  }
}
