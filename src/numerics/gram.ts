/** Writes Yᵀ·Y into G (k × k), where Y has rows of k numbers: one triangle is computed, the other mirrored. */
export function gramInto(Y: Float64Array, k: number, G: Float64Array): void {
  G.fill(0);
  for (let y = 0; y < Y.length; y += k) {
    for (let s = 0; s < k; s++) {
      const value = Y[y + s];
      for (let t = s; t < k; t++) G[s * k + t] += value * Y[y + t];
    }
  }
  for (let s = 0; s < k; s++) for (let t = 0; t < s; t++) G[s * k + t] = G[t * k + s];
}

/** Σ (x·y)² over all rows x and y, from the upper triangles of XᵀX and YᵀY. */
export function sumOfSquaredProducts(X: Float64Array, Y: Float64Array, width: number): number {
  let sum = 0;
  for (let s = 0; s < width; s++) {
    sum += X[s * width + s] * Y[s * width + s];
    for (let t = s + 1; t < width; t++) sum += 2 * X[s * width + t] * Y[s * width + t];
  }
  return sum;
}

/**
 * Xᵀ·X and Xᵀ·y: the two sides of the normal equations of y ≈ X·w.
 * @param X n × k, row by row. @param y n numbers.
 */
export function gramAndProduct(
  X: Float64Array,
  y: Float64Array,
  k: number,
): { G: Float64Array; b: Float64Array } {
  const [G, b] = [new Float64Array(k * k), new Float64Array(k)];
  gramInto(X, k, G);
  projectRow(y, 0, X, y.length, k, b);
  return { G, b };
}

/**
 * Writes row · Y into N (k), where the row of D (m numbers) starts at `start`, and Y is m × k; four sums at a time, which
 * do not wait for each other.
 */
export function projectRow(
  D: Float64Array,
  start: number,
  Y: Float64Array,
  m: number,
  k: number,
  N: Float64Array,
): void {
  let t = 0;
  for (; t + 3 < k; t += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let j = 0, y = t; j < m; j++, y += k) {
      const d = D[start + j];
      a += d * Y[y];
      b += d * Y[y + 1];
      c += d * Y[y + 2];
      e += d * Y[y + 3];
    }
    N[t] = a;
    N[t + 1] = b;
    N[t + 2] = c;
    N[t + 3] = e;
  }
  for (; t < k; t++) {
    let sum = 0;
    for (let j = 0, y = t; j < m; j++, y += k) sum += D[start + j] * Y[y];
    N[t] = sum;
  }
}
