// Conjugate gradients for implicit feedback; the readable form is `approachRow` in
// src/numerics/implicit-least-squares.ts.
import { addMultiple64, combine64, dot64, narrow64, widen64 } from "../dense/vector";
import {
  addEntries,
  addTimesGram,
  IMPLICIT_PRODUCT,
  IMPLICIT_RESIDUAL,
  narrowed,
} from "./conjugate-gradients";

/** Below this share of its parts, a residual is what 32-bit floats have rounded. */
const ROUNDING: f64 = 1e-14;

/**
 * One task of an epoch: takes `steps` steps for the rows of X from `chunks[task]` to before `chunks[task + 1]`. `values` are
 * alpha·rating; rows have `width` numbers, a multiple of four; `gram` is YᵀY, all of it, in 32-bit floats. `scratch` has
 * 10·width 32-bit places for each thread.
 */
export function implicitGradients(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  X: usize,
  gram: usize,
  chunks: usize,
  scratch: usize,
  width: i32,
  regularization: f64,
  steps: i32,
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
    memory.fill(residual, 0, 2 * bytes);
    memory.fill(product, 0, 2 * bytes);
    addEntries(IMPLICIT_RESIDUAL, indices, values, from, to, Y, 0, 0, x, bytes, acc, residual);
    addTimesGram(gram, x, bytes, acc, product);
    widen64(x, width, solution);
    addMultiple64(regularization, solution, product, width);
    const tolerance = max(
      1e-24,
      ROUNDING * (dot64(residual, residual, width) + dot64(product, product, width)),
    );
    addMultiple64(-1, product, residual, width);
    memory.copy(direction, residual, 2 * bytes);
    let square = dot64(residual, residual, width);
    for (let step = 0; step < steps && square > tolerance; step++) {
      const scale = narrowed(direction, 0, width, v);
      if (scale === 0) break;
      memory.fill(product, 0, 2 * bytes);
      addEntries(IMPLICIT_PRODUCT, indices, values, from, to, Y, 0, 0, v, bytes, acc, product);
      addTimesGram(gram, v, bytes, acc, product);
      combine64(scale, product, regularization, direction, 2 * bytes, product);
      const curvature = dot64(direction, product, width);
      if (!(curvature > 0)) break;
      addMultiple64(square / curvature, direction, solution, width);
      addMultiple64(-square / curvature, product, residual, width);
      const before = square;
      square = dot64(residual, residual, width);
      combine64(1, residual, square / before, direction, 2 * bytes, direction);
    }
    narrow64(1, solution, width, x);
  }
}
