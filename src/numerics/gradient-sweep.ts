/**
 * One half of the seed's iteration of gradient descent, D ≈ X·Yᵀ, in two forms that agree up to rounding.
 *
 * The seed visits each entry X[i,t] in turn and adds rate × the mean over j of 2·(D[i,j] − X[i]·Y[j])·Y[j,t], with
 * every entry already updated in place (Gauss–Seidel). It recomputes each dot product; neither form here does.
 *
 * Shapes: D n × m, X n × k, Y m × k, all row by row. `scale` is 2 × learning rate ÷ m.
 */

/**
 * Keeps the residual E = D − X·Yᵀ (n × m) up to date while it sweeps: 2·n·m·k multiplications. Takes Y transposed,
 * `Yt` (k × m), to walk along memory. Updates X and E in place.
 */
export function sweepByResidual(
  E: Float64Array,
  X: Float64Array,
  Yt: Float64Array,
  n: number,
  m: number,
  k: number,
  scale: number,
): void {
  const last = (k - 1) * m;
  for (let i = 0; i < n; i++) {
    const row = i * m;
    let x = i * k;
    let sum = 0;
    for (let j = 0; j < m; j++) sum += E[row + j] * Yt[j];
    // The residual is brought up to date for feature t in the same walk that sums up the gradient of feature t + 1.
    for (let y = 0; y < last; x++) {
      const step = scale * sum;
      X[x] += step;
      sum = 0;
      for (let j = 0; j < m; j++, y++) {
        const error = E[row + j] - step * Yt[y];
        E[row + j] = error;
        sum += error * Yt[y + m];
      }
    }
    const step = scale * sum;
    X[x] += step;
    for (let j = 0; j < m; j++) E[row + j] -= step * Yt[last + j];
  }
}

/**
 * Sweeps with G = Yᵀ·Y: as Σⱼ (D[i,j] − X[i]·Y[j])·Y[j,t] = (D·Y)[i,t] − X[i]·G[t], a step costs k instead of m
 * multiplications; n·m·k for D·Y and n·k² for the steps. Updates X in place; `G` (k × k) and `N` (k) are workspace.
 */
export function sweepByGram(
  D: Float64Array,
  X: Float64Array,
  Y: Float64Array,
  n: number,
  m: number,
  k: number,
  scale: number,
  G: Float64Array,
  N: Float64Array,
): void {
  gram(Y, m, k, G);
  for (let i = 0; i < n; i++) {
    projectRow(D, i * m, Y, m, k, N);
    const row = i * k;
    for (let t = 0; t < k; t++) {
      let sum = N[t];
      for (let s = 0; s < k; s++) sum -= X[row + s] * G[t * k + s];
      X[row + t] += scale * sum;
    }
  }
}

/** Writes Yᵀ·Y into G: one triangle is computed, the other mirrored. */
function gram(Y: Float64Array, m: number, k: number, G: Float64Array): void {
  G.fill(0);
  for (let j = 0; j < m; j++) {
    const row = j * k;
    for (let s = 0; s < k; s++) {
      const y = Y[row + s];
      for (let t = s; t < k; t++) G[s * k + t] += y * Y[row + t];
    }
  }
  for (let s = 0; s < k; s++) for (let t = 0; t < s; t++) G[s * k + t] = G[t * k + s];
}

/** Writes row · Y into N, where the row of D starts at `start`; four sums at a time, which do not wait for each other. */
function projectRow(
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
