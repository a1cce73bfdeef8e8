// Conjugate gradients for ratings with biases; the readable form is src/numerics/biased-conjugate-gradients.ts.
import { addMultiple64, combine64, dot64, narrow64, widen64 } from "../dense/vector";
import {
  addEntries,
  BIASED_PRODUCT,
  BIASED_RESIDUAL,
  narrowed,
  sumOfFactors,
  sumOfSquares,
} from "./conjugate-gradients";

/** Below this share of its terms' squares, the square of a residual is what 32-bit floats have rounded. */
const ROUNDING: f64 = 1e-13;

/**
 * One task of an epoch: takes `steps` steps for the rows from `chunks[task]` to before `chunks[task + 1]`. A row of X or Y
 * has `width` numbers, a multiple of four; `values` are
 * ratings less their mean; `largest` is the largest |y|² + 1. `scratch` has 10·width 32-bit places for each
 * thread.
 */
export function biasedGradients(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  others: usize,
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
  task: i32,
  thread: i32,
): void {
  const bytes = (<usize>width) << 2;
  const solution = scratch + <usize>(thread * 10) * bytes;
  const residual = solution + 2 * bytes;
  const direction = residual + 2 * bytes;
  const product = direction + 2 * bytes;
  const v = product + 2 * bytes;
  const acc = v + bytes;
  memory.fill(acc, 0, bytes);
  const last = load<i32>(chunks + (task << 2), 4);
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const from = load<i32>(offsets + (i << 2));
    const to = load<i32>(offsets + (i << 2), 4);
    if (from === to) continue;
    const x = X + <usize>i * bytes;
    const penalty = scaled ? regularization * (to - from) : regularization;
    let bias: f64 = load<f32>(own + (i << 2));
    memory.fill(residual, 0, 2 * bytes);
    addEntries(BIASED_RESIDUAL, indices, values, from, to, Y, others, <f32>bias, x, bytes, acc, residual);
    let biasResidual = sumOfFactors - biasRegularization * bias;
    widen64(x, width, solution);
    addMultiple64(-penalty, solution, residual, width);
    memory.copy(direction, residual, 2 * bytes);
    let biasDirection = biasResidual;
    let square = biasResidual * biasResidual + dot64(residual, residual, width);
    const tolerance = max(1e-20 * square, ROUNDING * sumOfSquares * largest);
    for (let step = 0; step < steps && square > tolerance; step++) {
      const scale = narrowed(direction, biasDirection, width, v);
      if (scale === 0) break;
      memory.fill(product, 0, 2 * bytes);
      const narrow = <f32>(biasDirection / scale);
      addEntries(BIASED_PRODUCT, indices, values, from, to, Y, others, narrow, v, bytes, acc, product);
      const biasProduct = scale * sumOfFactors + biasRegularization * biasDirection;
      combine64(scale, product, penalty, direction, 2 * bytes, product);
      const curvature = biasDirection * biasProduct + dot64(direction, product, width);
      if (!(curvature > 0)) break;
      const length = square / curvature;
      bias += length * biasDirection;
      addMultiple64(length, direction, solution, width);
      biasResidual -= length * biasProduct;
      addMultiple64(-length, product, residual, width);
      const before = square;
      square = biasResidual * biasResidual + dot64(residual, residual, width);
      const share = square / before;
      biasDirection = biasResidual + share * biasDirection;
      combine64(1, residual, share, direction, 2 * bytes, direction);
    }
    store<f32>(own + (i << 2), <f32>bias);
    narrow64(1, solution, width, x);
  }
}
