// Steps of subspace iteration on tables in panels; the readable form is src/numerics/truncated-svd.ts.
import { gramTriple } from "../panels/gram";
import { COLUMN, intoStrips, product } from "../panels/product";

/**
 * One task: `most` panels of X = D·Y, which are written into panels and into strips. D is rows × columns, in panels, and Y
 * (columns × width) in strips, of whose columns `features` are not zero.
 */
export function multiply(
  D: usize,
  Y: usize,
  X: usize,
  strips: usize,
  rows: i32,
  columns: i32,
  width: i32,
  features: i32,
  most: i32,
  task: i32,
  thread: i32,
): void {
  const from = task * most;
  const count = min<i32>(most, (rows + 5) / 6 - from);
  const ofX = (<usize>width) * COLUMN;
  let x = X + (<usize>from) * ofX;
  product(D + (<usize>from) * (<usize>columns) * COLUMN, Y, count, columns, width, features, x);
  for (let p = from; p < from + count; p++) {
    intoStrips(x, width, 6 * p, rows, strips);
    x += ofX;
  }
}

/** One task: three rows of G = Xᵀ·X (width × width). */
export function gram(X: usize, G: usize, rows: i32, width: i32, task: i32, thread: i32): void {
  gramTriple(X, (rows + 5) / 6, width, 3 * task, G);
}

/** One task: replaces `most` panels of X by X·R⁻¹, where R (width × width) is an upper triangle. */
export function solveUpper(
  X: usize,
  R: usize,
  strips: usize,
  rows: i32,
  width: i32,
  features: i32,
  most: i32,
  task: i32,
  thread: i32,
): void {
  const end = min<i32>((task + 1) * most, (rows + 5) / 6);
  for (let p = task * most; p < end; p++) {
    const x = X + (<usize>p) * (<usize>width) * COLUMN;
    for (let t = 0; t < features; t++) {
      const own = x + (<usize>t) * COLUMN;
      let a0 = v128.load(own);
      let a1 = v128.load(own, 16);
      let a2 = v128.load(own, 32);
      let r = R + ((<usize>t) << 3);
      for (let at = x; at < own; at += COLUMN) {
        const z = v128.load64_splat(r);
        a0 = f64x2.sub(a0, f64x2.mul(v128.load(at), z));
        a1 = f64x2.sub(a1, f64x2.mul(v128.load(at, 16), z));
        a2 = f64x2.sub(a2, f64x2.mul(v128.load(at, 32), z));
        r += (<usize>width) << 3;
      }
      const z = f64x2.splat(1 / load<f64>(r));
      v128.store(own, f64x2.mul(a0, z));
      v128.store(own, f64x2.mul(a1, z), 16);
      v128.store(own, f64x2.mul(a2, z), 32);
    }
    intoStrips(x, width, 6 * p, rows, strips);
  }
}
