import { sumOfPair } from "../dense/vector";
import { COLUMN } from "./product";

/**
 * Σ X·G·X − 2·N·X of a panel's rows: their squared errors less the squares of their data. G is symmetric, so that one
 * triangle of it is enough.
 */
export function rowErrors(x: usize, n: usize, G: usize, width: i32, features: i32): f64 {
  let e0 = f64x2.splat(0);
  let e1 = e0;
  let e2 = e0;
  const end = x + (<usize>features) * COLUMN;
  for (let own = x; own < end; own += COLUMN) {
    let at = x;
    let g = G;
    let a0 = f64x2.neg(v128.load(n));
    let a1 = f64x2.neg(v128.load(n, 16));
    let a2 = f64x2.neg(v128.load(n, 32));
    for (; at < own; at += COLUMN) {
      const z = v128.load64_splat(g);
      a0 = f64x2.add(a0, f64x2.mul(v128.load(at), z));
      a1 = f64x2.add(a1, f64x2.mul(v128.load(at, 16), z));
      a2 = f64x2.add(a2, f64x2.mul(v128.load(at, 32), z));
      g += 8;
    }
    const z = f64x2.splat(0.5 * load<f64>(g));
    const x0 = v128.load(own);
    const x1 = v128.load(own, 16);
    const x2 = v128.load(own, 32);
    e0 = f64x2.add(e0, f64x2.mul(x0, f64x2.add(a0, f64x2.mul(x0, z))));
    e1 = f64x2.add(e1, f64x2.mul(x1, f64x2.add(a1, f64x2.mul(x1, z))));
    e2 = f64x2.add(e2, f64x2.mul(x2, f64x2.add(a2, f64x2.mul(x2, z))));
    G += (<usize>width) << 3;
    n += COLUMN;
  }
  return 2 * (sumOfPair(e0) + sumOfPair(e1) + sumOfPair(e2));
}
