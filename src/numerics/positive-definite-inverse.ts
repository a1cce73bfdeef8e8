import { choleskyInPlace, solveCholesky } from "./cholesky";
import { subtractLowerProduct } from "./lower-product";

/** Rows that are swept at once: two panels of this many columns stay in the processor's cache. */
const BLOCK = 32;

/**
 * Inverts the symmetric positive definite A (n × n, row by row; only its lower triangle is read) in place, both
 * triangles: n³/2 multiplications.
 *
 * Block Gauss–Jordan elimination, which keeps the matrix symmetric. With D = (A_KK)⁻¹ for the block K of rows and C for
 * the other rows' part of its columns, a sweep is A −= C·D·Cᵀ for the others, A_·K = C·D, A_KK = −D; after the sweeps of
 * all blocks, A is −A⁻¹.
 * @param afterBlock called after each block with the number of swept rows; it may throw to stop.
 * @returns false where A is not positive definite; A is then unusable.
 * @see Goodnight 1979, "A Tutorial on the SWEEP Operator"
 */
export function invertPositiveDefinite(
  A: Float64Array,
  n: number,
  afterBlock: (swept: number) => void = () => undefined,
): boolean {
  const C = new Float64Array(n * BLOCK);
  const CD = new Float64Array(n * BLOCK);
  for (let k = 0; k < n; k += BLOCK) {
    const width = Math.min(BLOCK, n - k);
    if (!sweepBlock(A, n, k, width, C, CD)) return false;
    afterBlock(k + width);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) A[i * n + j] = A[j * n + i] = -A[i * n + j];
  }
  return true;
}

/** Sweeps the `width` rows from k on, in the lower triangle of A; C and CD (n × width) are workspace. */
function sweepBlock(
  A: Float64Array,
  n: number,
  k: number,
  width: number,
  C: Float64Array,
  CD: Float64Array,
): boolean {
  const D = new Float64Array(width * width);
  for (let s = 0; s < width; s++) {
    for (let t = 0; t <= s; t++) D[s * width + t] = A[(k + s) * n + k + t];
  }
  if (!invertSmall(D, width)) return false;
  copyPanel(A, n, k, width, C);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < width; t++) {
      let sum = 0;
      for (let s = 0; s < width; s++) sum += C[i * width + s] * D[s * width + t];
      CD[i * width + t] = sum;
    }
  }
  // The block's own rows are zeros in C, so that they do not change.
  subtractLowerProduct(CD, C, n, width, A);
  for (let s = 0; s < width; s++) {
    for (let t = 0; t <= s; t++) A[(k + s) * n + k + t] = -D[s * width + t];
  }
  writePanel(CD, n, k, width, A);
  return true;
}

/** Inverts D (k × k, its lower triangle) in place by Cholesky, column by column. */
function invertSmall(D: Float64Array, k: number): boolean {
  const factor = D.slice();
  if (!choleskyInPlace(factor, k)) return false;
  const column = new Float64Array(k);
  for (let t = 0; t < k; t++) {
    column.fill(0);
    column[t] = 1;
    solveCholesky(factor, k, column);
    for (let s = 0; s < k; s++) D[s * k + t] = column[s];
  }
  return true;
}

/** Copies `width` columns of A, from k on, into C; the rows of the block itself become zeros. */
function copyPanel(A: Float64Array, n: number, k: number, width: number, C: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < width; t++) {
      const isOwn = i >= k && i < k + width;
      C[i * width + t] = isOwn ? 0 : i < k ? A[(k + t) * n + i] : A[i * n + k + t];
    }
  }
}

/** Writes C to the columns of A from which {@link copyPanel} reads. */
function writePanel(C: Float64Array, n: number, k: number, width: number, A: Float64Array): void {
  for (let i = 0; i < n; i++) {
    if (i >= k && i < k + width) continue;
    for (let t = 0; t < width; t++) A[i < k ? (k + t) * n + i : i * n + k + t] = C[i * width + t];
  }
}
