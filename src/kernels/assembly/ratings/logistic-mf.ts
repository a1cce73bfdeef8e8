// Logistic matrix factorization over one block; the readable form of a step is src/numerics/logistic-step.ts.
import { expOfNegative, LARGEST_PRODUCT, logarithm, logOfOnePlus, sigmoidOfMinus } from "./logistic";
import { nextState, permutation, stateOf } from "./random";
import { beginOfRun, endOfRun, piecesOf } from "./runs";
import { missingSlot } from "./sampling";
import { descend, dot, moved, sumOfLanes } from "./vector";

/**
 * One task of an epoch: a step for each rating of a block, which weighs `alpha` times its value, and behind it steps for
 * `negatives` items of the same group that the user has not rated. Everything else is as for `bpr`; the weights of all
 * steps are summed up behind their losses.
 */
export function logisticMF(
  starts: usize,
  users: usize,
  slots: usize,
  values: usize,
  members: usize,
  begins: usize,
  X: usize,
  Y: usize,
  userBiases: usize,
  itemBiases: usize,
  sums: usize,
  scratch: usize,
  perThread: i32,
  turn: i32,
  groups: i32,
  stride: i32,
  alpha: f32,
  negatives: i32,
  rate: f32,
  regularization: f32,
  seed: u32,
  task: i32,
  thread: i32,
): void {
  const ofUsers = task % groups;
  const ofItems = (ofUsers + task / groups) % groups;
  const block = ofUsers * groups + ofItems;
  const from = load<i32>(starts + (block << 2));
  const count = load<i32>(starts + (block << 2), 4) - from;
  const begin = load<i32>(begins + (ofItems << 2));
  const size = load<i32>(begins + (ofItems << 2), 4) - begin;
  const within = scratch + ((<usize>thread * perThread) << 2);
  const pieces = within + (<usize>turn << 2);
  const found = piecesOf(users + (<usize>from << 2), count, turn, pieces);
  const pieceOrder = pieces + (<usize>(found + 1) << 2);
  let state = permutation(pieceOrder, found, stateOf(seed, block + 1));
  const bytes = (<usize>stride) << 2;
  const shrink = rate * regularization;
  let sum: f64 = 0;
  let factor: f64 = 1;
  let weights: f64 = 0;
  for (let r = 0; r < found; r++) {
    const piece = pieces + (load<i32>(pieceOrder + (r << 2)) << 2);
    const first = from + load<i32>(piece);
    const length = load<i32>(piece, 4) - load<i32>(piece);
    const rowBegin = beginOfRun(users, first, from);
    const rated = endOfRun(users, first + length - 1, from + count) - rowBegin;
    const missing = size - rated;
    const draws = missing == 0 ? 0 : negatives;
    const known = slots + (<usize>rowBegin << 2);
    const own = slots + (<usize>first << 2);
    const u = <usize>load<i32>(users + (<usize>first << 2));
    const x = X + u * bytes;
    let userBias = load<f32>(userBiases + (u << 2));
    state = permutation(within, length, state);
    // The rating m first, and then what the user has not rated. What comes next is known before the step is taken.
    let m = 0;
    let draw = 0;
    let i = <usize>load<i32>(members + (load<i32>(own + (load<i32>(within) << 2)) << 2));
    let product: f32 = dot(x, Y + i * bytes, bytes);
    while (m < length) {
      const likes = draw == 0;
      const n = load<i32>(within + (m << 2)) << 2;
      if (draw++ == draws) {
        draw = 0;
        m++;
      }
      let slot = 0;
      if (draw > 0) {
        state = nextState(state);
        slot = missingSlot(known, rated, begin, missing, state);
      } else if (m < length) slot = load<i32>(own + (load<i32>(within + (m << 2)) << 2));
      else slot = load<i32>(own);
      const next = <usize>load<i32>(members + (slot << 2));
      const itemBias = load<f32>(itemBiases + (i << 2));
      const odds: f64 = <f64>(userBias + itemBias + product);
      const z = likes ? odds : -odds;
      const e = expOfNegative(-Math.abs(z));
      const above = z < 0 ? -z : 0;
      const missed: f32 = <f32>sigmoidOfMinus(z, e);
      let step = -rate * missed;
      if (likes) {
        const weight = alpha * load<f32>(values + (<usize>first << 2) + n);
        weights += <f64>weight + <f64>draws;
        sum += <f64>weight * (above + logOfOnePlus(e));
        step = rate * (weight * missed);
      } else {
        sum += above;
        factor *= 1 + e;
        if (factor > LARGEST_PRODUCT) {
          sum += logarithm(factor);
          factor = 1;
        }
      }
      userBias += step - shrink * userBias;
      store<f32>(itemBiases + (i << 2), itemBias + (step - shrink * itemBias));
      const y = Y + i * bytes;
      if (next == i) {
        descend(x, y, bytes, shrink, step);
        product = dot(x, y, bytes);
      } else product = descendTo(x, y, Y + next * bytes, bytes, shrink, step);
      i = next;
    }
    store<f32>(userBiases + (u << 2), userBias);
  }
  store<f64>(sums + (block << 4), sum + logarithm(factor));
  store<f64>(sums + (block << 4), weights, 8);
}

/** Takes a step of x and y, and gives the product of x behind it with another row. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function descendTo(x: usize, y: usize, next: usize, bytes: usize, shrink: f32, step: f32): f32 {
  const shrinks = f32x4.splat(shrink);
  const steps = f32x4.splat(step);
  let sum = f32x4.splat(0);
  let other = f32x4.splat(0);
  const pairs = bytes & ~31;
  let at: usize = 0;
  for (; at < pairs; at += 32) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const c = v128.load(x + at, 16);
    const d = v128.load(y + at, 16);
    const first = moved(a, b, steps, shrinks);
    const second = moved(c, d, steps, shrinks);
    v128.store(x + at, first);
    v128.store(x + at, second, 16);
    v128.store(y + at, moved(b, a, steps, shrinks));
    v128.store(y + at, moved(d, c, steps, shrinks), 16);
    sum = f32x4.add(sum, f32x4.mul(first, v128.load(next + at)));
    other = f32x4.add(other, f32x4.mul(second, v128.load(next + at, 16)));
  }
  if (at < bytes) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const first = moved(a, b, steps, shrinks);
    v128.store(x + at, first);
    v128.store(y + at, moved(b, a, steps, shrinks));
    sum = f32x4.add(sum, f32x4.mul(first, v128.load(next + at)));
  }
  return sumOfLanes(f32x4.add(sum, other));
}
