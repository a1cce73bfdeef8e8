/**
 * Replaces A (n × k, row by row, n ≥ k) by Q, whose columns are orthonormal and span those of A, and writes the upper
 * triangle R (k × k) with A = Q·R. Householder reflections keep Q orthonormal to the last digits, even where columns of
 * A depend on each other or are zero.
 * @see Householder 1958, "Unitary triangularization of a nonsymmetric matrix"
 */
export function orthonormalize(A: Float64Array, n: number, k: number, R: Float64Array): void {
  const weights = new Float64Array(k);
  const work = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    const diagonal = makeReflector(A, n, k, c, weights);
    reflect(A, A, n, k, c, c + 1, weights[c], work);
    for (let t = 0; t < k; t++) R[c * k + t] = t > c ? A[c * k + t] : 0;
    R[c * k + c] = diagonal;
  }
  const Q = new Float64Array(n * k);
  for (let c = k - 1; c >= 0; c--) {
    Q[c * k + c] = 1;
    reflect(A, Q, n, k, c, c, weights[c], work);
  }
  A.set(Q);
}

/** Writes the v into column c, from row c down, whose reflection I − weight·v·vᵀ leaves one entry; returns the entry. */
function makeReflector(A: Float64Array, n: number, k: number, c: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = c; i < n; i++) sum += A[i * k + c] * A[i * k + c];
  if (sum === 0) return 0;
  const first = A[c * k + c];
  const diagonal = first > 0 ? -Math.sqrt(sum) : Math.sqrt(sum);
  A[c * k + c] = first - diagonal;
  weights[c] = 1 / (sum - diagonal * first);
  return diagonal;
}

/** Applies the reflection in column c of V to columns `from` to k of B, in place. */
function reflect(
  V: Float64Array,
  B: Float64Array,
  n: number,
  k: number,
  c: number,
  from: number,
  weight: number,
  work: Float64Array,
): void {
  work.fill(0);
  for (let i = c; i < n; i++) {
    const v = V[i * k + c];
    for (let t = from; t < k; t++) work[t] += v * B[i * k + t];
  }
  for (let i = c; i < n; i++) {
    const v = weight * V[i * k + c];
    for (let t = from; t < k; t++) B[i * k + t] -= v * work[t];
  }
}
