/**
 * Factorizes the symmetric positive definite A (k × k, row by row; only its lower triangle is read) in place into its
 * Cholesky factor, lower triangle. Returns false where A is not positive definite; A is then unusable.
 */
export function choleskyInPlace(A: Float64Array, k: number): boolean {
  for (let j = 0; j < k; j++) {
    let pivot = A[j * k + j];
    for (let t = 0; t < j; t++) pivot -= A[j * k + t] * A[j * k + t];
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    A[j * k + j] = root;
    for (let i = j + 1; i < k; i++) {
      let sum = A[i * k + j];
      for (let t = 0; t < j; t++) sum -= A[i * k + t] * A[j * k + t];
      A[i * k + j] = sum / root;
    }
  }
  return true;
}

/**
 * Changes the Cholesky factor C of A into that of A − x·xᵀ, in 2·k² multiplications instead of k³/6; x is overwritten.
 * @returns det(A − x·xᵀ) ÷ det(A); 0 where A − x·xᵀ is not positive definite, and C is then unusable.
 * @see Bojanczyk, Brent, van Dooren & de Hoog 1987, "A Note on Downdating the Cholesky Factorization"
 */
export function downdateCholesky(C: Float64Array, k: number, x: Float64Array): number {
  let remaining = 1;
  for (let j = 0; j < k; j++) {
    const sine = x[j] / C[j * k + j];
    const square = (1 - sine) * (1 + sine);
    if (!(square > 0)) return 0;
    const cosine = Math.sqrt(square);
    remaining *= square;
    C[j * k + j] *= cosine;
    for (let i = j + 1, c = i * k + j; i < k; i++, c += k) {
      C[c] = (C[c] - sine * x[i]) / cosine;
      x[i] = cosine * x[i] - sine * C[c];
    }
  }
  return remaining;
}

/** Solves C·Cᵀ·x = b for the lower triangle C of {@link choleskyInPlace}; b becomes x. */
export function solveCholesky(C: Float64Array, k: number, b: Float64Array): void {
  solveLower(C, k, b);
  solveLowerTransposed(C, k, b);
}

/** Solves C·x = b for a lower triangle C; b becomes x. */
export function solveLower(C: Float64Array, k: number, b: Float64Array): void {
  for (let i = 0; i < k; i++) {
    let sum = b[i];
    for (let t = 0; t < i; t++) sum -= C[i * k + t] * b[t];
    b[i] = sum / C[i * k + i];
  }
}

/** Solves Cᵀ·x = b for a lower triangle C; b becomes x. */
export function solveLowerTransposed(C: Float64Array, k: number, b: Float64Array): void {
  for (let i = k - 1; i >= 0; i--) {
    let sum = b[i];
    for (let t = i + 1; t < k; t++) sum -= C[t * k + i] * b[t];
    b[i] = sum / C[i * k + i];
  }
}
