/** Writes E = D − X·Yᵀ. D and E n × m, X n × k, Y m × k, all row by row. */
export function residual(
  D: Float64Array,
  X: Float64Array,
  Y: Float64Array,
  n: number,
  m: number,
  k: number,
  E: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let dot = 0;
      for (let t = 0; t < k; t++) dot += X[i * k + t] * Y[j * k + t];
      E[i * m + j] = D[i * m + j] - dot;
    }
  }
}

/** The sum of squares of D − X·Yᵀ, without storing it. */
export function squaredError(
  D: Float64Array,
  X: Float64Array,
  Y: Float64Array,
  n: number,
  m: number,
  k: number,
): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let error = D[i * m + j];
      for (let t = 0; t < k; t++) error -= X[i * k + t] * Y[j * k + t];
      sum += error * error;
    }
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
