// The inverse of a symmetric positive definite matrix, in blocks; the readable form is
// src/numerics/positive-definite-inverse.ts.
import { factorize, solveUpper, solveUpperTransposed } from "../dense/cholesky";
import { tile } from "../dense/tile";

/** Rows of a task. */
const ROWS: i32 = 16;

/**
 * The one task that begins a sweep of the rows k to k + width: writes D, the inverse of this block of A, to `D` and, four
 * columns after four columns, to `packed`; to `state` 1, or 0 where A is not positive definite. A has rows of `stride`
 * numbers, its lower triangle counts. `width` and `stride` are multiples of four; `scratch` has width² numbers.
 */
export function sweepPivot(
  A: usize,
  stride: i32,
  k: i32,
  width: i32,
  D: usize,
  packed: usize,
  scratch: usize,
  state: usize,
  _task: i32,
  _thread: i32,
): void {
  const bytes = <usize>width << 3;
  for (let s = 0; s < width; s++)
    for (let t = s; t < width; t++)
      store<f64>(scratch + <usize>s * bytes + (t << 3), load<f64>(at(A, stride, k + t, k + s)));
  store<i32>(state, 0);
  if (!factorize(scratch, width, width)) return;
  for (let s = 0; s < width; s++) {
    const column = D + <usize>s * bytes;
    memory.fill(column, 0, bytes);
    store<f64>(column + (s << 3), 1);
    solveUpperTransposed(scratch, width, width, column);
    solveUpper(scratch, width, width, column);
  }
  for (let s = 0; s < width; s++)
    for (let t = 0; t < width; t++)
      store<f64>(panel(packed, t, s, width), load<f64>(D + <usize>s * bytes + (t << 3)));
  store<i32>(state, 1);
}

/** Where the number in row i and column j is. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function at(A: usize, stride: i32, i: i32, j: i32): usize {
  return A + ((<usize>i * <usize>stride + <usize>j) << 3);
}

/** Where panels of four rows each, column by column, have the number in row i and column t of `width`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function panel(panels: usize, i: i32, t: i32, width: i32): usize {
  return panels + ((<usize>(i >> 2) * <usize>width * 4 + <usize>((t << 2) + (i & 3))) << 3);
}

/**
 * One task of the second round: of its 16 rows, writes the part C of the swept columns and C·D as panels of four rows. The
 * swept rows themselves become zeros.
 */
export function sweepPanels(
  A: usize,
  stride: i32,
  k: i32,
  width: i32,
  packed: usize,
  C: usize,
  CD: usize,
  task: i32,
  _thread: i32,
): void {
  const first = task * ROWS;
  const last = min(first + ROWS, stride);
  const bytes = <usize>width << 5;
  for (let i = first; i < last; i += 4) {
    const own = panel(C, i, 0, width);
    const product = panel(CD, i, 0, width);
    memory.fill(product, 0, bytes);
    if (i >= k && i < k + width) {
      memory.fill(own, 0, bytes);
      continue;
    }
    for (let t = 0; t < width; t++) {
      const to = own + (<usize>t << 5);
      if (i < k) {
        const from = at(A, stride, k + t, i);
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      } else {
        for (let r = 0; r < 4; r++) store<f64>(to + (r << 3), load<f64>(at(A, stride, i + r, k + t)));
      }
    }
    for (let t = 0; t < width; t += 4) {
      const to = product + (<usize>t << 5);
      tile(panel(packed, t, 0, width), own, 32, width, to, to, 32, false);
    }
  }
}

/** One task of the third round: A −= C·D·Cᵀ in its 16 rows; the swept columns become C·D, and the swept rows −D. */
export function sweepRows(
  A: usize,
  stride: i32,
  k: i32,
  width: i32,
  D: usize,
  C: usize,
  CD: usize,
  tasks: i32,
  task: i32,
  _thread: i32,
): void {
  // The longest rows come first, so that no thread is left with them at the end.
  const first = (tasks - 1 - task) * ROWS;
  const last = min(first + ROWS, stride);
  if (first >= k && first < k + width) {
    writeSwept(A, stride, k, width, first, last, D, CD);
    return;
  }
  const step = <usize>stride << 3;
  for (let j = 0; j < last; j += 4) {
    if (j >= k && j < k + width) continue;
    for (let i = max(first, j); i < last; i += 4) {
      const to = at(A, stride, i, j);
      tile(panel(CD, i, 0, width), panel(C, j, 0, width), 32, width, to, to, step, true);
    }
  }
  if (first < k) return;
  for (let i = first; i < last; i++)
    for (let t = 0; t < width; t++) store<f64>(at(A, stride, i, k + t), load<f64>(panel(CD, i, t, width)));
}

function writeSwept(A: usize, stride: i32, k: i32, width: i32, first: i32, last: i32, D: usize, CD: usize): void {
  for (let row = first; row < last; row++) {
    for (let i = 0; i < k; i++) store<f64>(at(A, stride, row, i), load<f64>(panel(CD, i, row - k, width)));
    for (let t = 0; t <= row - k; t++)
      store<f64>(at(A, stride, row, k + t), -load<f64>(D + ((<usize>(row - k) * <usize>width + t) << 3)));
  }
}

/** One task after the last sweep: its 16 rows of −A, in both triangles. */
export function mirrorNegative(A: usize, stride: i32, task: i32, _thread: i32): void {
  const first = task * ROWS;
  const last = min(first + ROWS, stride);
  for (let j = 0; j < last; j++) {
    for (let i = max(first, j); i < last; i++) {
      const from = at(A, stride, i, j);
      const value = -load<f64>(from);
      store<f64>(from, value);
      store<f64>(at(A, stride, j, i), value);
    }
  }
}

/**
 * One task of XᵀX + λI, where entries of X count as 1: the rows of the lower triangle from `chunks[task]` to before
 * `chunks[task + 1]`. X is given by rows and by columns.
 */
export function countTogether(
  offsets: usize,
  indices: usize,
  columnOffsets: usize,
  columnIndices: usize,
  A: usize,
  stride: i32,
  regularization: f64,
  chunks: usize,
  task: i32,
  _thread: i32,
): void {
  const last = load<i32>(chunks + (task << 2), 4);
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const row = at(A, stride, i, 0);
    memory.fill(row, 0, <usize>(i + 1) << 3);
    const to = load<i32>(columnOffsets + (i << 2), 4);
    for (let q = load<i32>(columnOffsets + (i << 2)); q < to; q++) {
      const u = load<i32>(columnIndices + (<usize>q << 2));
      let p = indices + (<usize>load<i32>(offsets + (u << 2)) << 2);
      // The columns of a row rise, and i is among them.
      for (let j = load<i32>(p); j <= i; j = load<i32>(p)) {
        const count = row + (<usize>j << 3);
        store<f64>(count, load<f64>(count) + 1);
        if (j === i) break;
        p += 4;
      }
    }
    const diagonal = row + (<usize>i << 3);
    store<f64>(diagonal, load<f64>(diagonal) + regularization);
  }
}
