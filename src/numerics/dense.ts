/** Writes E = D − L·U. D and E n × m, L n × k, U k × m, all row by row. */
export function residual(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  n: number,
  m: number,
  k: number,
  E: Float64Array,
): void {
  for (let i = 0; i < n; i++) residualRow(D, i * m, L, i * k, U, m, k, E, i * m);
}

/** The sum of squares of D − L·U, without storing more than a row of it. */
export function squaredError(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  n: number,
  m: number,
  k: number,
): number {
  const errors = new Float64Array(m);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    residualRow(D, i * m, L, i * k, U, m, k, errors, 0);
    sum += sumOfSquares(errors);
  }
  return sum;
}

/** Writes one row of D − L·U to E from `e`, from D at `d` and L at `l`; two columns at a time, which do not wait for each other. */
function residualRow(
  D: Float64Array,
  d: number,
  L: Float64Array,
  l: number,
  U: Float64Array,
  m: number,
  k: number,
  E: Float64Array,
  e: number,
): void {
  let j = 0;
  for (; j + 1 < m; j += 2) {
    let left = D[d + j];
    let right = D[d + j + 1];
    for (let t = 0, u = j; t < k; t++, u += m) {
      const x = L[l + t];
      left -= x * U[u];
      right -= x * U[u + 1];
    }
    E[e + j] = left;
    E[e + j + 1] = right;
  }
  if (j === m) return;
  let error = D[d + j];
  for (let t = 0, u = j; t < k; t++, u += m) error -= L[l + t] * U[u];
  E[e + j] = error;
}

export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return sum;
}

/** Writes the transpose of A (n × m) into T (m × n). */
export function transposeInto(A: Float64Array, n: number, m: number, T: Float64Array): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) T[j * n + i] = A[i * m + j];
}

/** Writes C = A·B. A n × m, B m × k, C n × k, all row by row. */
export function multiply(
  A: Float64Array,
  B: Float64Array,
  n: number,
  m: number,
  k: number,
  C: Float64Array,
): void {
  C.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) addMultiple(A[i * m + j], B, j * k, C, i * k, k);
  }
}

/** Writes C = Aᵀ·B without a copy of Aᵀ. A n × m, B n × k, C m × k, all row by row. */
export function multiplyTransposed(
  A: Float64Array,
  B: Float64Array,
  n: number,
  m: number,
  k: number,
  C: Float64Array,
): void {
  C.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) addMultiple(A[i * m + j], B, i * k, C, j * k, k);
  }
}

/** Adds x times the k numbers of B from `b` to those of C from `c`. */
function addMultiple(x: number, B: Float64Array, b: number, C: Float64Array, c: number, k: number): void {
  if (x === 0) return;
  for (let t = 0; t < k; t++) C[c + t] += x * B[b + t];
}

/** The largest absolute value; 0 for an empty list. */
export function largestSize(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]));
  return largest;
}

/** √(Σ x²), as `Math.hypot` finds it, of any number of numbers: it neither overflows nor loses small ones. */
export function euclideanLength(values: Float64Array): number {
  const largest = largestSize(values);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  let lost = 0;
  for (let k = 0; k < values.length; k++) {
    const share = Math.abs(values[k]) / largest;
    const term = share * share - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return Math.sqrt(sum) * largest;
}
