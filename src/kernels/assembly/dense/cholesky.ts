// Symmetric positive definite equations in 64-bit floats; the readable form is src/numerics/cholesky.ts.
import { tile } from "./tile";
import { addMultiple64, dot64, scale64 } from "./vector";

/**
 * Turns the first `d` rows of A, whose rows have `width` numbers and of which the upper triangle is read, into R with
 * RᵀR = A. In a column behind the d-th, b becomes y with Rᵀy = b. Returns whether A is positive definite.
 */
export function factorize(A: usize, d: i32, width: i32): bool {
  const bytes = (<usize>width) << 3;
  for (let j = 0; j < d; j += 4) {
    const block = A + <usize>j * bytes;
    for (let i = j; i < width; i += 4)
      tile(
        A + ((<usize>j) << 3),
        A + ((<usize>i) << 3),
        bytes,
        j,
        block + ((<usize>i) << 3),
        block + ((<usize>i) << 3),
        bytes,
        true,
      );
    const end = min(j + 4, d);
    for (let r = j; r < end; r++) {
      const own = A + <usize>r * bytes + ((<usize>r) << 3);
      for (let q = j; q < r; q++) {
        const above = A + <usize>q * bytes + ((<usize>r) << 3);
        addMultiple64(-load<f64>(above), above, own, width - r);
      }
      const pivot = load<f64>(own);
      if (!(pivot > 0)) return false;
      const inverse: f64 = 1 / sqrt(pivot);
      scale64(inverse, own, width - r);
    }
  }
  return true;
}

/** Solves Rᵀ·x = b; b becomes x. */
export function solveUpperTransposed(R: usize, d: i32, width: i32, b: usize): void {
  const step = (<usize>width + 1) << 3;
  for (let t = 0; t < d; t++) {
    const x = load<f64>(b) / load<f64>(R);
    store<f64>(b, x);
    addMultiple64(-x, R + 8, b + 8, d - t - 1);
    R += step;
    b += 8;
  }
}

/** Solves R·x = b; b becomes x. */
export function solveUpper(R: usize, d: i32, width: i32, b: usize): void {
  const step = (<usize>width + 1) << 3;
  for (let t = d - 1; t >= 0; t--) {
    const own = R + <usize>t * step;
    const at = b + ((<usize>t) << 3);
    store<f64>(at, (load<f64>(at) - dot64(own + 8, at + 8, d - t - 1)) / load<f64>(own));
  }
}
