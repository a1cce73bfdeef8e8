// Conjugate gradients for implicit feedback; the readable form is `approachRow` in
// src/numerics/implicit-least-squares.ts.
import {
  addMultiple64,
  clear,
  combine64,
  combineAndMultiply64,
  copyVector,
  dot64,
  narrow64,
  step64,
  sumOfPair,
  widen64,
} from "../dense/vector";
import { addMultiples, BLOCK, ENTRIES_SCRATCH, productsWith } from "./entries";
import { firstLanes, pairOf } from "../dense/four";
import { flush, FLUSHED, FLUSHED_NUMBERS, narrowed } from "./conjugate-gradients";
import { spread, timesGram, TOGETHER } from "./times-gram";

/** Below this share of its parts, a residual is what 32-bit floats have rounded. */
const ROUNDING: f64 = 1e-14;
/**
 * Bytes of what is kept about a row: its number, entries from and to, the scale of its direction, |residual|², tolerance, and
 * what its steps change of the error.
 */
const STATE: usize = 48;
/** Bytes of the states and of a block's products. */
const SCRATCH: usize = 256 + ENTRIES_SCRATCH;

let indices: usize = 0;
let values: usize = 0;
let Y: usize = 0;
let bytes: usize = 0;
let width: i32 = 0;
let gram: usize = 0;
let regularization: f64 = 0;
let perRating: f64 = 0;
/** Whether errors are summed up, and what comes of it: before the steps, and what these change. */
let isErrorWanted: bool = false;
let errorBefore: f64 = 0;
let errorChange: f64 = 0;
/** Products of the entries of a block, and sums of 32 bits. */
let products: usize = 0;
let acc: usize = 0;
/** A row for each vector of {@link TOGETHER}: as 32-bit floats, their numbers side by side, and times YᵀY. */
let narrow: usize = 0;
let beside: usize = 0;
let timesY: usize = 0;
/** Of each row: its state; its solution, residual, direction, and product with the equations, one after the other. */
let states: usize = 0;
let vectors: usize = 0;

/**
 * One task of an epoch: takes `steps` steps for the rows of X from `chunks[task]` to before `chunks[task + 1]`. `values` are
 * alpha·rating; rows have `width` numbers, a multiple of four; `gram` is YᵀY, all of it, in 32-bit floats. `scratch` has
 * 23·width + 112 64-bit places for each thread. The penalty of a row is `penalty`, and `penaltyPerRating` for each rating.
 * Where `errors` is not 0, writes two numbers for the task there: of its rows, Σ (1 + value)·(1 − x·y)² over their entries
 * before the steps, and what is to be added to that and to the squares x·y of all cells before the steps, so that they become
 * the weighted squared error behind them.
 */
export function implicitGradients(
  offsets: usize,
  indicesOf: usize,
  valuesOf: usize,
  others: usize,
  X: usize,
  gramOf: usize,
  chunks: usize,
  scratch: usize,
  numbers: i32,
  penalty: f64,
  penaltyPerRating: f64,
  steps: i32,
  errors: usize,
  task: i32,
  thread: i32,
): void {
  indices = indicesOf;
  values = valuesOf;
  Y = others;
  gram = gramOf;
  width = numbers;
  bytes = (<usize>numbers) << 2;
  regularization = penalty;
  perRating = penaltyPerRating;
  states = scratch + <usize>thread * (46 * bytes + SCRATCH);
  products = states + 256;
  vectors = states + SCRATCH;
  narrow = vectors + <usize>TOGETHER * 8 * bytes;
  beside = narrow + <usize>TOGETHER * bytes;
  timesY = beside + <usize>TOGETHER * bytes;
  acc = timesY + <usize>TOGETHER * bytes;
  clear(acc, bytes);
  isErrorWanted = errors !== 0;
  errorBefore = 0;
  errorChange = 0;
  const last = load<i32>(chunks + (task << 2), 4);
  let count = 0;
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const from = load<i32>(offsets + (i << 2));
    const to = load<i32>(offsets + (i << 2), 4);
    if (from < to) {
      const state = states + <usize>count * STATE;
      count++;
      store<i32>(state, i);
      store<i32>(state, from, 4);
      store<i32>(state, to, 8);
    }
    if (count === TOGETHER || (i + 1 === last && count > 0)) {
      approach(X, count, steps);
      count = 0;
    }
  }
  if (isErrorWanted) {
    store<f64>(errors + (<usize>task << 4), errorBefore);
    store<f64>(errors + (<usize>task << 4), errorChange, 8);
  }
}

/** Takes the steps of `count` rows, side by side. */
function approach(X: usize, count: i32, steps: i32): void {
  for (let r = 0; r < TOGETHER; r++) {
    const v = narrow + <usize>r * bytes;
    if (r < count) copyVector(X + <usize>load<i32>(states + <usize>r * STATE) * bytes, bytes, v);
    else clear(v, bytes);
  }
  multiply();
  for (let r = 0; r < count; r++) begin(r);
  for (let step = 1; step <= steps; step++) {
    let left = 0;
    for (let r = 0; r < count; r++) {
      const state = states + <usize>r * STATE;
      const isOpen = load<f64>(state, 24) > load<f64>(state, 32);
      const v = narrow + <usize>r * bytes;
      const scale = isOpen ? narrowed(vectors + (<usize>r * 8 + 4) * bytes, 0, width, v) : 0;
      store<f64>(state, scale, 16);
      if (scale === 0) clear(v, bytes);
      else left++;
    }
    if (left === 0) break;
    multiply();
    for (let r = 0; r < count; r++)
      if (load<f64>(states + <usize>r * STATE, 16) !== 0) move(r, step === steps);
  }
  for (let r = 0; r < count; r++) {
    const state = states + <usize>r * STATE;
    const solution = vectors + <usize>r * 8 * bytes;
    narrow64(1, solution, width, X + <usize>load<i32>(state) * bytes);
    if (isErrorWanted)
      errorChange += load<f64>(state, 40) - penaltyOf(state) * dot64(solution, solution, width);
  }
}

/** The product of each row becomes YᵀY times its vector of 32-bit floats. */
function multiply(): void {
  spread(narrow, bytes, beside);
  for (let first = 0; first < width; first += FLUSHED) {
    const rows = min(FLUSHED, width - first);
    timesGram(beside + ((<usize>first) << 4), gram + <usize>first * bytes, rows, bytes, timesY);
    for (let r = 0; r < TOGETHER; r++) {
      const product = vectors + (<usize>r * 8 + 6) * bytes;
      if (first === 0) widen64(timesY + <usize>r * bytes, width, product);
      else flush(timesY + <usize>r * bytes, bytes, product);
    }
  }
}

/** λ of a row. */
function penaltyOf(state: usize): f64 {
  return regularization + perRating * <f64>(load<i32>(state, 8) - load<i32>(state, 4));
}

/** The residual of the r-th row becomes its first direction. */
function begin(r: i32): void {
  const state = states + <usize>r * STATE;
  const solution = vectors + <usize>r * 8 * bytes;
  const residual = solution + 2 * bytes;
  const direction = residual + 2 * bytes;
  const product = direction + 2 * bytes;
  const x = narrow + <usize>r * bytes;
  clear(residual, 2 * bytes);
  store<f64>(state, 0, 40);
  addEntries(state, x, true, residual);
  widen64(x, width, solution);
  if (isErrorWanted)
    store<f64>(state, load<f64>(state, 40) + penaltyOf(state) * dot64(solution, solution, width), 40);
  addMultiple64(penaltyOf(state), solution, product, width);
  const parts = dot64(residual, residual, width) + dot64(product, product, width);
  store<f64>(state, max(1e-24, ROUNDING * parts), 32);
  addMultiple64(-1, product, residual, width);
  copyVector(residual, 2 * bytes, direction);
  store<f64>(state, dot64(residual, residual, width), 24);
}

/** Takes one step of the r-th row; after the last one, nothing is prepared for another. */
function move(r: i32, isLast: bool): void {
  const state = states + <usize>r * STATE;
  const solution = vectors + <usize>r * 8 * bytes;
  const residual = solution + 2 * bytes;
  const direction = residual + 2 * bytes;
  const product = direction + 2 * bytes;
  const v = narrow + <usize>r * bytes;
  const scale = load<f64>(state, 16);
  const square = load<f64>(state, 24);
  let curvature: f64 = 0;
  if (isLast) curvature = scale * scale * sumOfSquares(state, v);
  else addEntries(state, v, false, product);
  curvature += combineAndMultiply64(scale, product, penaltyOf(state), direction, 2 * bytes);
  if (!(curvature > 0)) {
    store<f64>(state, 0, 24);
    return;
  }
  const length = square / curvature;
  // The step goes to the least error, with the penalty, along its direction.
  store<f64>(state, load<f64>(state, 40) - length * square, 40);
  if (isLast) {
    addMultiple64(length, direction, solution, width);
    return;
  }
  const now = step64(length, direction, solution, product, residual, 2 * bytes);
  store<f64>(state, now, 24);
  combine64(1, residual, now / square, direction, 2 * bytes, direction);
}

/**
 * Adds to the sums, over the entries of a row, value·(v·y)·y, or (1 + value − value·(v·y))·y: its right side less the part of
 * its equations.
 */
function addEntries(state: usize, v: usize, isResidual: bool, sums: usize): void {
  const to = load<i32>(state, 8);
  let taken = 0;
  for (let n = load<i32>(state, 4); n < to; n += BLOCK) {
    const count = min(BLOCK, to - n);
    const at = indices + ((<usize>n) << 2);
    productsWith(v, Y, bytes, at, count, products);
    if (isResidual && isErrorWanted) addErrors(state, values + ((<usize>n) << 2), count);
    for (let k = 0; k < count; k += 4) {
      const here = products + (k << 2);
      const value = v128.load(values + ((<usize>(n + k)) << 2));
      const part = f32x4.mul(value, v128.load(here));
      v128.store(here, isResidual ? f32x4.add(f32x4.splat(1), f32x4.sub(value, part)) : part);
    }
    addMultiples(products, Y, bytes, at, count, acc);
    taken += count;
    if (taken < FLUSHED && n + BLOCK < to) continue;
    flush(acc, bytes, sums);
    taken = 0;
  }
}

/** Adds up the errors of a block before the steps, and what of them counts among the squares of all cells. */
function addErrors(state: usize, valuesOf: usize, count: i32): void {
  let errors = f32x4.splat(0);
  let squares = f32x4.splat(0);
  for (let k = 0; k < count; k += 4) {
    const score = v128.load(products + (k << 2));
    const left = f32x4.sub(f32x4.splat(1), score);
    const value = v128.load(valuesOf + (k << 2));
    const error = f32x4.mul(f32x4.add(value, f32x4.splat(1)), f32x4.mul(left, left));
    errors = f32x4.add(errors, firstLanes(error, count - k));
    squares = f32x4.add(squares, firstLanes(f32x4.mul(score, score), count - k));
  }
  errorBefore += sumOfPair(pairOf(errors));
  store<f64>(state, load<f64>(state, 40) - sumOfPair(pairOf(squares)), 40);
}

/** Σ value·(v·y)² over the entries of a row. */
function sumOfSquares(state: usize, v: usize): f64 {
  const to = load<i32>(state, 8);
  let sum = f64x2.splat(0);
  let four = f32x4.splat(0);
  let taken = 0;
  for (let n = load<i32>(state, 4); n < to; n += BLOCK) {
    const count = min(BLOCK, to - n);
    productsWith(v, Y, bytes, indices + ((<usize>n) << 2), count, products);
    for (let k = 0; k < count; k += 4) {
      const product = v128.load(products + (k << 2));
      const weighted = f32x4.mul(v128.load(values + ((<usize>(n + k)) << 2)), product);
      four = f32x4.add(four, firstLanes(f32x4.mul(weighted, product), count - k));
    }
    taken += count;
    if (taken < FLUSHED_NUMBERS && n + BLOCK < to) continue;
    sum = f64x2.add(sum, pairOf(four));
    four = f32x4.splat(0);
    taken = 0;
  }
  return sumOfPair(sum);
}
