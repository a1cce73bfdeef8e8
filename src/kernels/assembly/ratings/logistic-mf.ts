// Logistic matrix factorization over one block; the readable form of a step is src/numerics/logistic-step.ts.
import { expOfNegative, LARGEST_PRODUCT, logarithm, logOfOnePlus, sigmoidOfMinus } from "./logistic";
import { nextState, permutation, stateOf } from "./random";
import { beginOfRun, endOfRun, piecesOf } from "./runs";
import { missingSlot } from "./sampling";
import { descend, dot } from "./vector";

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
  let product: f64 = 1;
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
    for (let m = 0; m < length; m++) {
      const n = load<i32>(within + (m << 2)) << 2;
      const weight = alpha * load<f32>(values + (<usize>first << 2) + n);
      weights += <f64>weight + <f64>draws;
      // The rating first, then what the user has not rated.
      for (let draw = 0; draw <= draws; draw++) {
        const likes = draw == 0;
        if (!likes) state = nextState(state);
        const slot = likes ? load<i32>(own + n) : missingSlot(known, rated, begin, missing, state);
        const i = <usize>load<i32>(members + (slot << 2));
        const y = Y + i * bytes;
        const itemBias = load<f32>(itemBiases + (i << 2));
        const odds: f64 = <f64>(userBias + itemBias + dot(x, y, bytes));
        const z = likes ? odds : -odds;
        const e = expOfNegative(-Math.abs(z));
        const above = z < 0 ? -z : 0;
        if (likes) sum += <f64>weight * (above + logOfOnePlus(e));
        else {
          sum += above;
          product *= 1 + e;
          if (product > LARGEST_PRODUCT) {
            sum += logarithm(product);
            product = 1;
          }
        }
        const missed: f32 = <f32>sigmoidOfMinus(z, e);
        const step = rate * (likes ? weight * missed : -missed);
        userBias += step - shrink * userBias;
        store<f32>(itemBiases + (i << 2), itemBias + (step - shrink * itemBias));
        descend(x, y, bytes, shrink, step);
      }
    }
    store<f32>(userBiases + (u << 2), userBias);
  }
  store<f64>(sums + (block << 4), sum + logarithm(product));
  store<f64>(sums + (block << 4), weights, 8);
}
