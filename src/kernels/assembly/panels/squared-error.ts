import { sumOfPair } from "../dense/vector";
import { addTriple, COLUMN, TRIPLE } from "./product";

/** Writes three columns of X·Y for a panel of X; `y` is a strip of Y (width × 3). */
export function tile(x: usize, width: i32, y: usize, to: usize): void {
  memory.fill(to, 0, 3 * COLUMN);
  addTriple(x, x + (<usize>width) * COLUMN, y, to);
}

/**
 * One task: writes Σ (D − X·Y)² of `most` panels of D and X to `sums[task]`. Y (width × columns) is in strips. `scratch` has
 * room for three columns of a panel for each thread. What X·Y and D have beyond the last row is zero in both.
 */
export function squaredError(
  D: usize,
  X: usize,
  Y: usize,
  scratch: usize,
  sums: usize,
  rows: i32,
  columns: i32,
  width: i32,
  most: i32,
  task: i32,
  thread: i32,
): void {
  const n = scratch + (<usize>thread) * 3 * COLUMN;
  const from = task * most;
  const end = min<i32>(from + most, (rows + 5) / 6);
  let sums0 = f64x2.splat(0);
  for (let p = from; p < end; p++) {
    const x = X + (<usize>p) * (<usize>width) * COLUMN;
    let d = D + (<usize>p) * (<usize>columns) * COLUMN;
    let y = Y;
    for (let j = 0; j < columns; j += 3) {
      tile(x, width, y, n);
      const bytes = (<usize>min<i32>(3, columns - j)) * COLUMN;
      for (let at: usize = 0; at < bytes; at += 16) {
        const error = f64x2.sub(v128.load(d + at), v128.load(n + at));
        sums0 = f64x2.add(sums0, f64x2.mul(error, error));
      }
      d += 3 * COLUMN;
      y += (<usize>width) * TRIPLE;
    }
  }
  store<f64>(sums + ((<usize>task) << 3), sumOfPair(sums0));
}
