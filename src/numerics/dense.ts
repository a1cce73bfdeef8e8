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
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let error = D[i * m + j];
      for (let t = 0, u = j; t < k; t++, u += m) error -= L[i * k + t] * U[u];
      E[i * m + j] = error;
    }
  }
}

/** The sum of squares of D − L·U, without storing it; two columns at a time, which do not wait for each other. */
export function squaredError(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  n: number,
  m: number,
  k: number,
): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let j = 0;
    for (; j + 1 < m; j += 2) {
      let left = D[i * m + j];
      let right = D[i * m + j + 1];
      for (let t = 0, u = j; t < k; t++, u += m) {
        const l = L[i * k + t];
        left -= l * U[u];
        right -= l * U[u + 1];
      }
      sum += left * left + right * right;
    }
    if (j === m) continue;
    let error = D[i * m + j];
    for (let t = 0, u = j; t < k; t++, u += m) error -= L[i * k + t] * U[u];
    sum += error * error;
  }
  return sum;
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
