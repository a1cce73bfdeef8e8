import { solveRidge } from "./ridge";

/** Sweeps over the weights end here, or where none moves by more than this share of the largest. */
const MOST_WEIGHT_SWEEPS = 1000;
const SETTLED = 1e-13;

/**
 * As `ridge`, without each of the equations in turn: for the n-th the w (k) that makes |y − X·w|² + penalty·|w|² least
 * over all but the n-th. The sums over all equations are made once, and each takes its own part out of them.
 * @param X n × k, row by row, n > k. @param y n numbers. @param penalty ≥ 0.
 */
export function ridgeWithout(X: Float64Array, y: Float64Array, k: number, penalty: number): Float64Array[] {
  const { G, b } = gramAndProduct(X, y, k);
  return Array.from(y, (value, n) => {
    const [A, w] = [G.slice(), b.slice()];
    addEquation(A, w, X.subarray(n * k, (n + 1) * k), value, -1);
    solveRidge(A, w, k, penalty);
    return w;
  });
}

/**
 * The weights w ≥ 0 that make |y − X·w|² + n·penalty·|w|² least, and those without each of the n equations in turn, by
 * coordinate descent on the sums over all equations.
 * @param X n × k, row by row. @param y n numbers. @param penalty ≥ 0, of each equation.
 */
export function nonnegativeWithout(
  X: Float64Array,
  y: Float64Array,
  k: number,
  penalty: number,
): { whole: Float64Array; without: Float64Array[] } {
  const { G, b } = gramAndProduct(X, y, k);
  const whole = new Float64Array(k);
  descend(G, b, penalty * y.length, whole);
  const without = Array.from(y, (value, n) => {
    const [A, c, w] = [G.slice(), b.slice(), whole.slice()];
    addEquation(A, c, X.subarray(n * k, (n + 1) * k), value, -1);
    descend(A, c, penalty * (y.length - 1), w);
    return w;
  });
  return { whole, without };
}

/** Xᵀ·X and Xᵀ·y. */
function gramAndProduct(X: Float64Array, y: Float64Array, k: number): { G: Float64Array; b: Float64Array } {
  const [G, b] = [new Float64Array(k * k), new Float64Array(k)];
  for (let n = 0; n < y.length; n++) addEquation(G, b, X.subarray(n * k, (n + 1) * k), y[n], 1);
  return { G, b };
}

/** Adds `sign` times x·xᵀ to G and x·y to b. */
function addEquation(G: Float64Array, b: Float64Array, x: Float64Array, y: number, sign: 1 | -1): void {
  const k = x.length;
  for (let s = 0; s < k; s++) {
    const value = sign * x[s];
    b[s] += value * y;
    for (let t = 0; t < k; t++) G[s * k + t] += value * x[t];
  }
}

/** Moves w ≥ 0 to where ½ wᵀ·G·w − b·w + ½ penalty·|w|² is least. */
function descend(G: Float64Array, b: Float64Array, penalty: number, w: Float64Array): void {
  const k = w.length;
  for (let sweep = 0; sweep < MOST_WEIGHT_SWEEPS; sweep++) {
    let [moved, largest] = [0, 0];
    for (let t = 0; t < k; t++) {
      const curvature = G[t * k + t] + penalty;
      // No equation has this weight, but for what rounding left of those that were taken out.
      if (!(curvature > 0)) continue;
      let slope = b[t] - penalty * w[t];
      for (let s = 0; s < k; s++) slope -= G[t * k + s] * w[s];
      const next = Math.max(0, w[t] + slope / curvature);
      moved = Math.max(moved, Math.abs(next - w[t]));
      largest = Math.max(largest, next);
      w[t] = next;
    }
    if (moved <= SETTLED * largest) return;
  }
}
