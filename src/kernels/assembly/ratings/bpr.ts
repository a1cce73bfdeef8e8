// Bayesian personalized ranking over one block; the readable form of a step is src/numerics/pairwise-step.ts.
import { expOfNegative, LARGEST_PRODUCT, logarithm, sigmoidOfMinus } from "./logistic";
import { below, nextState, permute, stateOf } from "./random";
import { beginOfRun, endOfRun, piecesOf } from "./runs";
import { isRated, LEAST_MISSING, markRated, missingSlot } from "./sampling";
import { moved, sumOfLanes } from "./vector";

/**
 * One task of an epoch: a step for each rating of a block in random order, up to `turn` of a user at a time, with an item of
 * the same group that the user has not rated. Task t has the block of the group of users t mod `groups`, and tasks of a
 * round have other groups of items. Rows of X and Y have `stride` numbers, a multiple of four. Writes the sum of the losses
 * before each step to `sums[2 × block]`, and how many steps there were behind it. `scratch` has `perThread` numbers for each
 * thread: `turn` + 1, and two for each piece of a user's ratings that a block can have. `bits` has `wordsPerThread` words for
 * each thread, in which `words` of each user of a group say what is rated; without words, it is searched for. Group g has the
 * users from `firsts[g]` up to `firsts[g + 1]`.
 */
export function bpr(
  starts: usize,
  users: usize,
  slots: usize,
  members: usize,
  begins: usize,
  firsts: usize,
  bits: usize,
  words: i32,
  wordsPerThread: i32,
  X: usize,
  Y: usize,
  biases: usize,
  sums: usize,
  scratch: usize,
  perThread: i32,
  turn: i32,
  groups: i32,
  stride: i32,
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
  const firstUser = load<i32>(firsts + (ofUsers << 2));
  const endUser = load<i32>(firsts + (ofUsers << 2), 4);
  const marks = bits + ((<usize>thread * wordsPerThread) << 2);
  const ofBlock = <usize>from << 2;
  markRated(marks, words, firstUser, endUser, users + ofBlock, slots + ofBlock, count, begin);
  const within = scratch + ((<usize>thread * perThread) << 2);
  const pieces = within + (<usize>turn << 2);
  const found = piecesOf(users + (<usize>from << 2), count, turn, pieces);
  const pieceOrder = pieces + (<usize>(found + 1) << 2);
  let state = permute(pieceOrder, found, stateOf(seed, block + 1));
  const bytes = (<usize>stride) << 2;
  const shrink = rate * regularization;
  let sum: f64 = 0;
  let product: f64 = 1;
  let steps = 0;
  for (let r = 0; r < found; r++) {
    const piece = pieces + (load<i32>(pieceOrder + (r << 2)) << 2);
    const first = from + load<i32>(piece);
    const length = load<i32>(piece, 4) - load<i32>(piece);
    const rowBegin = beginOfRun(users, first, from);
    const rated = endOfRun(users, first + length - 1, from + count) - rowBegin;
    const missing = size - rated;
    if (missing == 0) continue;
    const known = slots + (<usize>rowBegin << 2);
    const own = slots + (<usize>first << 2);
    const u = load<i32>(users + (<usize>first << 2));
    const x = X + <usize>u * bytes;
    const isDense = missing * LEAST_MISSING < size;
    const row = words ? marks + (<usize>((u - firstUser) * words) << 2) : 0;
    state = permute(within, length, state);
    for (let m = 0; m < length; m++) {
      const liked = load<i32>(own + (load<i32>(within + (m << 2)) << 2));
      state = nextState(state);
      let other = begin + <i32>below(size, state);
      if (isDense) other = missingSlot(known, rated, begin, missing, state);
      else {
        while (isRated(row, other, begin, known, rated)) {
          state = nextState(state);
          other = begin + <i32>below(size, state);
        }
      }
      const i = <usize>load<i32>(members + (liked << 2));
      const j = <usize>load<i32>(members + (other << 2));
      const b = biases + (i << 2);
      const c = biases + (j << 2);
      const y = Y + i * bytes;
      const w = Y + j * bytes;
      const likedBias = load<f32>(b);
      const otherBias = load<f32>(c);
      const z: f64 = <f64>(likedBias - otherBias + dotOfDifference(x, y, w, bytes));
      const e = expOfNegative(-Math.abs(z));
      if (z < 0) sum -= z;
      product *= 1 + e;
      if (product > LARGEST_PRODUCT) {
        sum += logarithm(product);
        product = 1;
      }
      const step: f32 = rate * <f32>sigmoidOfMinus(z, e);
      store<f32>(b, likedBias + (step - shrink * likedBias));
      store<f32>(c, otherBias - (step + shrink * otherBias));
      descendPair(x, y, w, bytes, shrink, step);
    }
    steps += length;
  }
  store<f64>(sums + (block << 4), sum + logarithm(product));
  store<f64>(sums + (block << 4), <f64>steps, 8);
}

/** x·(y − w). */
// @ts-ignore: a decorator of AssemblyScript
@inline
function dotOfDifference(x: usize, y: usize, w: usize, bytes: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  const pairs = bytes & ~31;
  let at: usize = 0;
  for (; at < pairs; at += 32) {
    const first = f32x4.sub(v128.load(y + at), v128.load(w + at));
    const second = f32x4.sub(v128.load(y + at, 16), v128.load(w + at, 16));
    a = f32x4.add(a, f32x4.mul(v128.load(x + at), first));
    b = f32x4.add(b, f32x4.mul(v128.load(x + at, 16), second));
  }
  if (at < bytes)
    a = f32x4.add(a, f32x4.mul(v128.load(x + at), f32x4.sub(v128.load(y + at), v128.load(w + at))));
  return sumOfLanes(f32x4.add(a, b));
}

/** x += step·(y − w) − shrink·x, y += step·x − shrink·y, w −= step·x + shrink·w, all from the numbers before. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function descendPair(x: usize, y: usize, w: usize, bytes: usize, shrink: f32, step: f32): void {
  const shrinks = f32x4.splat(shrink);
  const steps = f32x4.splat(step);
  for (let at: usize = 0; at < bytes; at += 16) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const c = v128.load(w + at);
    v128.store(x + at, moved(a, f32x4.sub(b, c), steps, shrinks));
    v128.store(y + at, moved(b, a, steps, shrinks));
    v128.store(w + at, f32x4.sub(c, f32x4.add(f32x4.mul(steps, a), f32x4.mul(shrinks, c))));
  }
}
