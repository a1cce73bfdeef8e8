// Conjugate gradients for ratings with biases; the readable form is src/numerics/biased-conjugate-gradients.ts.
import { addMultiple64, clear, combine64, copyVector, dot64, narrow64, step64, sumOfPair, widen64 } from "../dense/vector";
import { firstLanes, pairOf } from "../dense/four";
import { flush, FLUSHED, FLUSHED_NUMBERS, narrowed } from "./conjugate-gradients";
import { addMultiples, BLOCK, ENTRIES_SCRATCH, productsWith } from "./entries";

/** Below this share of its terms' squares, the square of a residual is what 32-bit floats have rounded. */
const ROUNDING: f64 = 1e-13;

let indices: usize = 0;
let values: usize = 0;
let Y: usize = 0;
let others: usize = 0;
let bytes: usize = 0;
let products: usize = 0;
let acc: usize = 0;

/**
 * One task of an epoch: takes `steps` steps for the rows from `chunks[task]` to before `chunks[task + 1]`. A row of X or Y
 * has `width` numbers, a multiple of four; `values` are ratings less their mean; `largest` is the largest |y|² + 1. Writes
 * the squared errors before the steps, as 32-bit floats give them, to `sums[task]`. `scratch` has 5·width + 80 64-bit
 * places for each thread.
 */
export function biasedGradients(
  offsets: usize,
  indicesOf: usize,
  valuesOf: usize,
  factors: usize,
  biases: usize,
  X: usize,
  own: usize,
  chunks: usize,
  scratch: usize,
  width: i32,
  biasRegularization: f64,
  regularization: f64,
  scaled: i32,
  steps: i32,
  largest: f64,
  sums: usize,
  task: i32,
  thread: i32,
): void {
  indices = indicesOf;
  values = valuesOf;
  Y = factors;
  others = biases;
  bytes = (<usize>width) << 2;
  products = scratch + <usize>thread * (10 * bytes + ENTRIES_SCRATCH);
  const solution = products + ENTRIES_SCRATCH;
  const residual = solution + 2 * bytes;
  const direction = residual + 2 * bytes;
  const product = direction + 2 * bytes;
  const v = product + 2 * bytes;
  acc = v + bytes;
  clear(acc, bytes);
  let squares: f64 = 0;
  const last = load<i32>(chunks + (task << 2), 4);
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const from = load<i32>(offsets + (i << 2));
    const to = load<i32>(offsets + (i << 2), 4);
    if (from === to) continue;
    const x = X + <usize>i * bytes;
    const penalty = scaled ? regularization * (to - from) : regularization;
    let bias: f64 = load<f32>(own + (i << 2));
    clear(residual, 2 * bytes);
    addErrors(from, to, x, <f32>bias, residual);
    squares += sumOfSquares;
    let biasResidual = sumOfFactors - biasRegularization * bias;
    widen64(x, width, solution);
    addMultiple64(-penalty, solution, residual, width);
    copyVector(residual, 2 * bytes, direction);
    let biasDirection = biasResidual;
    let square = biasResidual * biasResidual + dot64(residual, residual, width);
    const tolerance = max(1e-20 * square, ROUNDING * sumOfSquares * largest);
    for (let step = 1; step <= steps && square > tolerance; step++) {
      const scale = narrowed(direction, biasDirection, width, v);
      if (scale === 0) break;
      const isLast = step === steps;
      clear(product, 2 * bytes);
      addProducts(from, to, v, <f32>(biasDirection / scale), isLast, product);
      const penalties =
        penalty * dot64(direction, direction, width) + biasRegularization * biasDirection * biasDirection;
      const curvature = scale * scale * sumOfSquares + penalties;
      if (!(curvature > 0)) break;
      const length = square / curvature;
      bias += length * biasDirection;
      if (isLast) {
        addMultiple64(length, direction, solution, width);
        break;
      }
      combine64(scale, product, penalty, direction, 2 * bytes, product);
      biasResidual -= length * (scale * sumOfFactors + biasRegularization * biasDirection);
      const before = square;
      const left = step64(length, direction, solution, product, residual, 2 * bytes);
      square = biasResidual * biasResidual + left;
      const share = square / before;
      biasDirection = biasResidual + share * biasDirection;
      combine64(1, residual, share, direction, 2 * bytes, direction);
    }
    store<f32>(own + (i << 2), <f32>bias);
    narrow64(1, solution, width, x);
  }
  store<f64>(sums + (task << 3), squares);
}

/** Σ c and Σ c² of the last call of {@link addErrors} or {@link addProducts}. */
let sumOfFactors: f64 = 0;
let sumOfSquares: f64 = 0;

/** Adds Σ c·y over a row's entries to the sums, c = value − other bias − bias − x·y. */
function addErrors(from: i32, to: i32, x: usize, bias: f32, sums: usize): void {
  addAll(from, to, x, bias, true, false, sums);
}

/** Adds Σ c·y over a row's entries to the sums, c = v·y + bias; not with `squaresAlone`, where only Σ c² is wanted. */
function addProducts(from: i32, to: i32, v: usize, bias: f32, squaresAlone: bool, sums: usize): void {
  addAll(from, to, v, bias, false, squaresAlone, sums);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function addAll(
  from: i32,
  to: i32,
  v: usize,
  bias: f32,
  areErrors: bool,
  squaresAlone: bool,
  sums: usize,
): void {
  let factors = f64x2.splat(0);
  let squares = f64x2.splat(0);
  let four = f32x4.splat(0);
  let fourSquares = f32x4.splat(0);
  let taken = 0;
  for (let n = from; n < to; n += BLOCK) {
    const count = min(BLOCK, to - n);
    const at = indices + (<usize>n << 2);
    productsWith(v, Y, bytes, at, count, products);
    for (let k = 0; k < count; k += 4) {
      const here = products + (k << 2);
      const left = count - k;
      let c = f32x4.add(v128.load(here), f32x4.splat(bias));
      if (areErrors) {
        const own = biasesOf(at + (k << 2), left);
        c = f32x4.sub(f32x4.sub(v128.load(values + (<usize>(n + k) << 2)), own), c);
      }
      c = firstLanes(c, left);
      v128.store(here, c);
      four = f32x4.add(four, c);
      fourSquares = f32x4.add(fourSquares, f32x4.mul(c, c));
    }
    taken += count;
    const isEnd = n + BLOCK >= to;
    if (isEnd || taken % FLUSHED_NUMBERS === 0) {
      factors = f64x2.add(factors, pairOf(four));
      squares = f64x2.add(squares, pairOf(fourSquares));
      four = f32x4.splat(0);
      fourSquares = f32x4.splat(0);
    }
    if (squaresAlone) continue;
    addMultiples(products, Y, bytes, at, count, acc);
    if (taken < FLUSHED && !isEnd) continue;
    flush(acc, bytes, sums);
    taken = 0;
  }
  sumOfFactors = sumOfPair(factors);
  sumOfSquares = sumOfPair(squares);
}

/** The biases of four entries, or of as many as are left. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function biasesOf(at: usize, left: i32): v128 {
  let own = f32x4.splat(load<f32>(others + (<usize>load<i32>(at) << 2)));
  if (left > 1) own = f32x4.replace_lane(own, 1, load<f32>(others + (<usize>load<i32>(at, 4) << 2)));
  if (left > 2) own = f32x4.replace_lane(own, 2, load<f32>(others + (<usize>load<i32>(at, 8) << 2)));
  if (left > 3) own = f32x4.replace_lane(own, 3, load<f32>(others + (<usize>load<i32>(at, 12) << 2)));
  return own;
}
