// Stochastic gradient descent over one block of ratings; the readable form is src/numerics/biased-sgd.ts.
import { permute, stateOf } from "./random";
import { ITEM, markedRuns } from "./runs";
import { descend, dot, moved } from "./vector";

/**
 * One task of an epoch: the ratings of one block in random order: user by user, and of each user. `items` and `values` hold
 * the ratings block after block, each user's together as a run, whose first item is marked; the values are without their
 * mean. Block b of them begins at `starts[b]`, its runs at `runs[b]` of `users`, and task t works on block `blocks[t]`. A row
 * of P or Q has `stride` numbers, a multiple of four. Writes the sum of squared errors to `sums[b]`. `orders` has
 * 3 × `longest` + 1 numbers for each thread.
 */
export function biasedSgd(
  users: usize,
  items: usize,
  values: usize,
  starts: usize,
  runs: usize,
  blocks: usize,
  P: usize,
  Q: usize,
  userBiases: usize,
  itemBiases: usize,
  sums: usize,
  orders: usize,
  longest: i32,
  stride: i32,
  rate: f32,
  regularization: f32,
  seed: u32,
  task: i32,
  thread: i32,
): void {
  const block = load<i32>(blocks + (task << 2));
  const from = load<i32>(starts + (block << 2));
  const count = load<i32>(starts + (block << 2), 4) - from;
  const within = orders + ((<usize>thread * (3 * longest + 1)) << 2);
  const pieceOrder = within + (<usize>longest << 2);
  const pieces = pieceOrder + (<usize>longest << 2);
  const found = markedRuns(items + (<usize>from << 2), count, pieces);
  const usersOfBlock = users + (<usize>load<i32>(runs + (block << 2)) << 2);
  let state = permute(pieceOrder, found, stateOf(seed, block));
  const bytes = (<usize>stride) << 2;
  const shrink = rate * regularization;
  let sum: f64 = 0;
  for (let k = 0; k < found; k++) {
    const run = load<i32>(pieceOrder + (k << 2)) << 2;
    const piece = pieces + run;
    const first = from + load<i32>(piece);
    const length = load<i32>(piece, 4) - load<i32>(piece);
    state = permute(within, length, state);
    const u = <usize>load<i32>(usersOfBlock + run);
    const p = P + u * bytes;
    const ofUser = userBiases + (u << 2);
    let userBias = load<f32>(ofUser);
    let m = 0;
    // Two at a time: their products with the user's factors and with each other say what the second one's error is behind
    // the first one's step. So both steps are taken in one pass.
    for (; m + 1 < length; m += 2) {
      const n = (<usize>(first + load<i32>(within + (m << 2)))) << 2;
      const l = (<usize>(first + load<i32>(within + (m << 2), 4))) << 2;
      const i = <usize>(load<i32>(items + n) & ITEM);
      const j = <usize>(load<i32>(items + l) & ITEM);
      const q = Q + i * bytes;
      const r = Q + j * bytes;
      const both = productsOfThree(p, q, r, bytes);
      const ofSecond = f32x4.extract_lane(both, 1);
      const itemBias = load<f32>(itemBiases + (i << 2));
      const secondBias = load<f32>(itemBiases + (j << 2));
      const error: f32 = load<f32>(values + n) - userBias - itemBias - f32x4.extract_lane(both, 0);
      const step = rate * error;
      userBias += step - shrink * userBias;
      const product = ofSecond + (step * f32x4.extract_lane(both, 2) - shrink * ofSecond);
      const secondError: f32 = load<f32>(values + l) - userBias - secondBias - product;
      const secondStep = rate * secondError;
      userBias += secondStep - shrink * userBias;
      sum += <f64>error * <f64>error + <f64>secondError * <f64>secondError;
      store<f32>(itemBiases + (i << 2), itemBias + (step - shrink * itemBias));
      store<f32>(itemBiases + (j << 2), secondBias + (secondStep - shrink * secondBias));
      descendTwice(p, q, r, bytes, shrink, step, secondStep);
    }
    if (m < length) {
      const n = (<usize>(first + load<i32>(within + (m << 2)))) << 2;
      const i = <usize>(load<i32>(items + n) & ITEM);
      const q = Q + i * bytes;
      const itemBias = load<f32>(itemBiases + (i << 2));
      const error: f32 = load<f32>(values + n) - userBias - itemBias - dot(p, q, bytes);
      sum += <f64>error * <f64>error;
      const step = rate * error;
      userBias += step - shrink * userBias;
      store<f32>(itemBiases + (i << 2), itemBias + (step - shrink * itemBias));
      descend(p, q, bytes, shrink, step);
    }
    store<f32>(ofUser, userBias);
  }
  store<f64>(sums + (block << 3), sum);
}

/** x·y, x·z and y·z. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function productsOfThree(x: usize, y: usize, z: usize, bytes: usize): v128 {
  let xy = f32x4.splat(0);
  let xz = f32x4.splat(0);
  let yz = f32x4.splat(0);
  let xyOther = f32x4.splat(0);
  let xzOther = f32x4.splat(0);
  let yzOther = f32x4.splat(0);
  const pairs = bytes & ~31;
  let at: usize = 0;
  for (; at < pairs; at += 32) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const c = v128.load(z + at);
    xy = f32x4.add(xy, f32x4.mul(a, b));
    xz = f32x4.add(xz, f32x4.mul(a, c));
    yz = f32x4.add(yz, f32x4.mul(b, c));
    const d = v128.load(x + at, 16);
    const e = v128.load(y + at, 16);
    const f = v128.load(z + at, 16);
    xyOther = f32x4.add(xyOther, f32x4.mul(d, e));
    xzOther = f32x4.add(xzOther, f32x4.mul(d, f));
    yzOther = f32x4.add(yzOther, f32x4.mul(e, f));
  }
  if (at < bytes) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const c = v128.load(z + at);
    xy = f32x4.add(xy, f32x4.mul(a, b));
    xz = f32x4.add(xz, f32x4.mul(a, c));
    yz = f32x4.add(yz, f32x4.mul(b, c));
  }
  return sumsOfLanes(f32x4.add(xy, xyOther), f32x4.add(xz, xzOther), f32x4.add(yz, yzOther));
}

/** The sums of the four numbers of three vectors each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function sumsOfLanes(a: v128, b: v128, c: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cc = f32x4.add(i32x4.shuffle(c, c, 0, 4, 1, 5), i32x4.shuffle(c, c, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cc, 0, 1, 4, 5), i32x4.shuffle(ab, cc, 2, 3, 6, 7));
}

/** Takes a step of x and y, and then one of x and z, as `descend` does. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function descendTwice(
  x: usize,
  y: usize,
  z: usize,
  bytes: usize,
  shrink: f32,
  step: f32,
  secondStep: f32,
): void {
  const shrinks = f32x4.splat(shrink);
  const steps = f32x4.splat(step);
  const secondSteps = f32x4.splat(secondStep);
  for (let at: usize = 0; at < bytes; at += 16) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const c = v128.load(z + at);
    const between = moved(a, b, steps, shrinks);
    v128.store(x + at, moved(between, c, secondSteps, shrinks));
    v128.store(y + at, moved(b, a, steps, shrinks));
    v128.store(z + at, moved(c, between, secondSteps, shrinks));
  }
}
