// Logistic matrix factorization over one block; the readable form of a step is src/numerics/logistic-step.ts.
import { missedBy, softplusOfMinus } from "./logistic-four";
import { below, nextState, permute, stateOf } from "./random";
import { beginOfRun, endOfRun, piecesOf } from "./runs";
import { isRated, LEAST_MISSING, markRated, missingSlot } from "./sampling";
import { descend, descendFour, dot, productsWithFour, sumOfLanes } from "./vector";

/**
 * One task of an epoch: a step for each rating of a block, which weighs `alpha` times its value, and behind it steps for
 * `negatives` items of the same group that the user has not rated; four of these samples take their steps from the same
 * numbers. Everything else is as for `bpr`, but for `scratch`, which also has room for the samples of a turn and their weights;
 * the weights of all steps are summed up behind their losses.
 */
export function logisticMF(
  starts: usize,
  users: usize,
  slots: usize,
  values: usize,
  members: usize,
  begins: usize,
  firsts: usize,
  bits: usize,
  words: i32,
  wordsPerThread: i32,
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
  const samples = pieceOrder + (<usize>found << 2);
  const signed = samples + (<usize>(turn * (1 + negatives)) << 2);
  let sum: f64 = 0;
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
    const isDense = missing * LEAST_MISSING < size;
    const row = words ? marks + (<usize>((<i32>u - firstUser) * words) << 2) : 0;
    let userBias = load<f32>(userBiases + (u << 2));
    state = permute(within, length, state);
    // The samples: each rating, and behind it items that the user has not rated. These have a negative weight.
    let taken = 0;
    for (let m = 0; m < length; m++) {
      const n = load<i32>(within + (m << 2)) << 2;
      const weight: f32 = alpha * load<f32>(values + (<usize>first << 2) + n);
      weights += <f64>weight + <f64>draws;
      store<i32>(samples + (taken << 2), load<i32>(members + (load<i32>(own + n) << 2)));
      store<f32>(signed + (taken++ << 2), weight);
      for (let draw = 0; draw < draws; draw++) {
        state = nextState(state);
        let slot = begin + <i32>below(size, state);
        if (isDense) slot = missingSlot(known, rated, begin, missing, state);
        else {
          while (isRated(row, slot, begin, known, rated)) {
            state = nextState(state);
            slot = begin + <i32>below(size, state);
          }
        }
        store<i32>(samples + (taken << 2), load<i32>(members + (slot << 2)));
        store<f32>(signed + (taken++ << 2), -1);
      }
    }
    for (let k = 0; k < taken; k += 4) {
      const fours = samples + (k << 2);
      if (k + 4 <= taken && areDifferent(fours)) {
        const i = <usize>load<i32>(fours);
        const j = <usize>load<i32>(fours, 4);
        const l = <usize>load<i32>(fours, 8);
        const m = <usize>load<i32>(fours, 12);
        let biases = v128.load32_zero(itemBiases + (i << 2));
        biases = v128.load32_lane(itemBiases + (j << 2), biases, 1);
        biases = v128.load32_lane(itemBiases + (l << 2), biases, 2);
        biases = v128.load32_lane(itemBiases + (m << 2), biases, 3);
        const ofItems = f32x4.add(f32x4.splat(userBias), biases);
        const y = Y + i * bytes;
        const w = Y + j * bytes;
        const v = Y + l * bytes;
        const z = Y + m * bytes;
        const odds = f32x4.add(ofItems, productsWithFour(x, y, w, v, z, bytes));
        const weight = v128.load(signed + (k << 2));
        const right = v128.xor(odds, v128.and(weight, f32x4.splat(-0.0)));
        const losses = f32x4.mul(f32x4.abs(weight), softplusOfMinus(right));
        sum += <f64>sumOfLanes(losses);
        const steps = f32x4.mul(f32x4.splat(rate), f32x4.mul(weight, missedBy(right)));
        userBias += sumOfLanes(steps) - 4 * shrink * userBias;
        biases = f32x4.add(biases, f32x4.sub(steps, f32x4.mul(f32x4.splat(shrink), biases)));
        v128.store32_lane(itemBiases + (i << 2), biases, 0);
        v128.store32_lane(itemBiases + (j << 2), biases, 1);
        v128.store32_lane(itemBiases + (l << 2), biases, 2);
        v128.store32_lane(itemBiases + (m << 2), biases, 3);
        descendFour(x, y, w, v, z, bytes, shrink, steps);
        continue;
      }
      for (let n = k; n < min(k + 4, taken); n++) {
        const i = <usize>load<i32>(samples + (n << 2));
        const y = Y + i * bytes;
        const itemBias = load<f32>(itemBiases + (i << 2));
        const odds: f32 = userBias + itemBias + dot(x, y, bytes);
        const weight = load<f32>(signed + (n << 2));
        const right = f32x4.splat(weight < 0 ? -odds : odds);
        sum += <f64>(abs<f32>(weight) * f32x4.extract_lane(softplusOfMinus(right), 0));
        const step = rate * (weight * f32x4.extract_lane(missedBy(right), 0));
        userBias += step - shrink * userBias;
        store<f32>(itemBiases + (i << 2), itemBias + (step - shrink * itemBias));
        descend(x, y, bytes, shrink, step);
      }
    }
    store<f32>(userBiases + (u << 2), userBias);
  }
  store<f64>(sums + (block << 4), sum);
  store<f64>(sums + (block << 4), weights, 8);
}

/** Whether four numbers are all different. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function areDifferent(numbers: usize): bool {
  const four = v128.load(numbers);
  const next = i32x4.eq(four, i32x4.shuffle(four, four, 1, 2, 3, 0));
  const overNext = i32x4.eq(four, i32x4.shuffle(four, four, 2, 3, 0, 1));
  return !v128.any_true(v128.or(next, overNext));
}
