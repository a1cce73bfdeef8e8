import { gramAndProduct } from "./gram";
import { solveRidge } from "./ridge";

const MOST_WEIGHT_SWEEPS = 1000;
/** The sweeps end where no weight moves by more than this share of the largest. */
const SETTLED = 1e-13;

/**
 * As `ridge`, without each of the equations in turn: the n-th result is the w (k) that minimizes
 * |y − X·w|² + penalty·|w|² over all equations but the n-th. The sums over all equations are computed once, and each
 * solution subtracts its own equation from them.
 * @param X n × k, row by row, n > k. @param y n numbers. @param penalty ≥ 0.
 */
export function ridgeWithout(X: Float64Array, y: Float64Array, k: number, penalty: number): Float64Array[] {
  const { G, b } = gramAndProduct(X, y, k);
  return Array.from(y, (value, n) => {
    const [A, w] = [G.slice(), b.slice()];
    subtractEquation(A, w, X.subarray(n * k, (n + 1) * k), value);
    solveRidge(A, w, k, penalty);
    return w;
  });
}

/**
 * The weights w ≥ 0 that minimize |y − X·w|² + n·penalty·|w|², and the weights without each of the n equations in
 * turn, by coordinate descent on the sums over all equations.
 * @param X n × k, row by row. @param y n numbers. @param penalty ≥ 0, for each equation.
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
    subtractEquation(A, c, X.subarray(n * k, (n + 1) * k), value);
    descend(A, c, penalty * (y.length - 1), w);
    return w;
  });
  return { whole, without };
}

/** Subtracts x·xᵀ from G and x·y from b. */
function subtractEquation(G: Float64Array, b: Float64Array, x: Float64Array, y: number): void {
  const k = x.length;
  for (let s = 0; s < k; s++) {
    b[s] -= x[s] * y;
    for (let t = 0; t < k; t++) G[s * k + t] -= x[s] * x[t];
  }
}

/** Moves w ≥ 0 to the minimum of ½ wᵀ·G·w − b·w + ½ penalty·|w|². */
function descend(G: Float64Array, b: Float64Array, penalty: number, w: Float64Array): void {
  const k = w.length;
  for (let sweep = 0; sweep < MOST_WEIGHT_SWEEPS; sweep++) {
    let [moved, largest] = [0, 0];
    for (let t = 0; t < k; t++) {
      const curvature = G[t * k + t] + penalty;
      // No equation has this weight; rounding may have left a little of those that were subtracted.
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
