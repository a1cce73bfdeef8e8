// Nonnegative factors by coordinate descent, in 64-bit floats; the readable form is src/numerics/nonnegative-known.ts.
import { sumOfPair } from "../dense/vector";

/**
 * One task: the lines of X from `firsts[task]` up to `firsts[task + 1]`, each entry in turn set to its best value ≥ 0. The
 * cells of line l are `starts[l]` up to `starts[l + 1]`; their errors stand at `cells` in E, or in
 * the same order if that is 0, and their rows of Y at `others`. X and Y have `k` numbers a line. Unless `values` is 0, the errors are what the line's values are above X·Yᵀ at first.
 * `scratch` has (k + 1) × `room` numbers for each thread, `room` being even and no less than a line has cells.
 */
export function nonnegativeLines(
  firsts: usize,
  starts: usize,
  cells: usize,
  others: usize,
  values: usize,
  E: usize,
  X: usize,
  Y: usize,
  scratch: usize,
  room: i32,
  k: i32,
  regularization: f64,
  task: i32,
  thread: i32,
): void {
  const bytes = (<usize>room) << 3;
  const errors = scratch + <usize>thread * <usize>(k + 1) * bytes;
  const columns = errors + bytes;
  const end = load<i32>(firsts + (task << 2), 4);
  for (let l = load<i32>(firsts + (task << 2)); l < end; l++) {
    const from = load<i32>(starts + (l << 2));
    const count = load<i32>(starts + (l << 2), 4) - from;
    if (count == 0) continue;
    const x = X + ((<usize>l * k) << 3);
    gather(others + (from << 2), count, Y, k, columns, bytes);
    if (values) residuals(values + ((<usize>from) << 3), count, x, k, columns, bytes, errors);
    else for (let q = 0; q < count; q++) store<f64>(at(errors, q), load<f64>(at(E, cellOf(cells, from + q))));
    // What is left of the last pair adds nothing.
    if (count & 1) store<f64>(at(errors, count), 0);
    const penalty = regularization * count;
    for (let t = 0; t < k; t++) coordinate(x + (t << 3), errors, columns + <usize>t * bytes, count, penalty);
    for (let q = 0; q < count; q++) store<f64>(at(E, cellOf(cells, from + q)), load<f64>(at(errors, q)));
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function cellOf(cells: usize, n: i32): i32 {
  return cells ? load<i32>(cells + (n << 2)) : n;
}

/** Where the n-th of 64-bit numbers stands. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function at(numbers: usize, n: i32): usize {
  return numbers + ((<usize>n) << 3);
}

/** Writes the rows of Y that a line has, column by column: so they are read one after the other in what follows. */
function gather(others: usize, count: i32, Y: usize, k: i32, columns: usize, bytes: usize): void {
  for (let q = 0; q < count; q++) {
    const y = Y + ((<usize>load<i32>(others + (q << 2)) * k) << 3);
    let to = at(columns, q);
    for (let t = 0; t < k; t++, to += bytes) store<f64>(to, load<f64>(at(y, t)));
  }
  if (count & 1) for (let t = 0; t < k; t++) store<f64>(at(columns + <usize>t * bytes, count), 0);
}

/** Writes values − x·Yᵀ. */
function residuals(
  values: usize,
  count: i32,
  x: usize,
  k: i32,
  columns: usize,
  bytes: usize,
  errors: usize,
): void {
  for (let q = 0; q < count; q++) {
    let product: f64 = 0;
    let y = at(columns, q);
    for (let t = 0; t < k; t++, y += bytes) product += load<f64>(at(x, t)) * load<f64>(y);
    store<f64>(at(errors, q), load<f64>(at(values, q)) - product);
  }
}

/** Sets one entry to its best value ≥ 0, and keeps the errors up to date. */
function coordinate(entry: usize, errors: usize, column: usize, count: i32, penalty: f64): void {
  const end = ((<usize>(count + 1)) >> 1) << 4;
  let gradients = f64x2.splat(0);
  let squares = f64x2.splat(0);
  for (let n: usize = 0; n < end; n += 16) {
    const y = v128.load(column + n);
    gradients = f64x2.add(gradients, f64x2.mul(v128.load(errors + n), y));
    squares = f64x2.add(squares, f64x2.mul(y, y));
  }
  const gradient = sumOfPair(gradients);
  const curvature = sumOfPair(squares);
  const penalized = curvature + penalty;
  if (penalized == 0) return;
  const before = load<f64>(entry);
  const best = (gradient + before * curvature) / penalized;
  const now: f64 = best > 0 ? best : 0;
  store<f64>(entry, now);
  const step = f64x2.splat(now - before);
  for (let n: usize = 0; n < end; n += 16)
    v128.store(errors + n, f64x2.sub(v128.load(errors + n), f64x2.mul(step, v128.load(column + n))));
}
