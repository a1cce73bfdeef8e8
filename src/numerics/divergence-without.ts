/**
 * The weights x ≥ 0 that minimize Kullback and Leibler's divergence of x·Yᵀ from the cells d, with a penalty,
 * f(x) = Σⱼ (x·Yⱼ − dⱼ·log(x·Yⱼ)) + ½ ρ·|x|², and the same without each of the cells in turn.
 *
 * f is convex; Newton's steps are cut off at zero (projected). A row without one cell begins at the weights of the whole,
 * with their second derivatives less the cell's own: its first step is exact to second order, and the ones after it only
 * need the slopes, as long as each is much shorter than the one before.
 * @see Bertsekas 1982, "Projected Newton methods for optimization problems with simple constraints"
 */
import { log } from "../kernels/math";
import { choleskyInPlace, solveLower, solveLowerTransposed } from "./cholesky";
import { dot } from "./dot";
import { square } from "./powers";

/** Smaller products count as this much, so that no cell is divided by zero. */
const LEAST_PRODUCT = Number.EPSILON;
/** The steps end where none moves a weight by more than this share of the largest. */
const SETTLED = 1e-11;
const MOST_STEPS = 200;
/** A step that is not this much shorter than the one before wants the second derivatives anew. */
const CONTRACTION = 0.25;
/** Shares of the second derivatives that are added, so that weights on which nothing depends stay where they are. */
const DAMPING = 1e-12;
/** Armijo's share of the fall that the slopes promise. */
const LEAST_FALL = 1e-4;
const MOST_HALVINGS = 40;

/** Writes Σⱼ (1 − dⱼ ÷ x·Yⱼ)·Yⱼ without cell `left`; −1 leaves none out. */
export type DivergenceSlopes = (x: Float64Array, left: number, slopes: Float64Array) => void;

/** The sums, cell by cell. */
export function plainSlopes(values: Float64Array, Y: Float64Array, k: number): DivergenceSlopes {
  return (x, left, slopes) => {
    slopes.fill(0);
    for (let j = 0, y = 0; j < values.length; j++, y += k) {
      if (j === left) continue;
      const pull = 1 - values[j] / Math.max(dot(x, 0, Y, y, k), LEAST_PRODUCT);
      for (let t = 0; t < k; t++) slopes[t] += pull * Y[y + t];
    }
  };
}

/** Weights of all cells, and without each of them. */
interface Weights {
  whole: Float64Array;
  without: Float64Array[];
}

/**
 * @param values the cells, n numbers ≥ 0. @param Y n × k, row by row, ≥ 0. @param penalty ≥ 0, for each cell.
 * @param start where the weights of all cells begin, k numbers > 0.
 * @param slopes finds the sums of the slopes for these cells.
 */
export function divergenceWithout(
  values: Float64Array,
  Y: Float64Array,
  k: number,
  penalty: number,
  start: Float64Array,
  slopes: DivergenceSlopes = plainSlopes(values, Y, k),
): Weights {
  const descent = new Descent(values, Y, k, penalty, slopes);
  const whole = start.slice();
  descent.settle(whole, -1);
  const shape = descent.shape(whole);
  const without = Array.from(values, (_, n) => {
    const x = whole.slice();
    descent.settle(x, n, descent.less(shape, whole, n));
    return x;
  });
  return { whole, without };
}

/** The first and second derivatives of f. */
interface Shape {
  slopes: Float64Array;
  H: Float64Array;
}

class Descent {
  private readonly slopes: Float64Array;
  private readonly step: Float64Array;

  constructor(
    private readonly values: Float64Array,
    private readonly Y: Float64Array,
    private readonly k: number,
    private readonly penalty: number,
    private readonly sums: DivergenceSlopes,
  ) {
    this.slopes = new Float64Array(k);
    this.step = new Float64Array(k);
  }

  /** Moves x to the minimum without cell `left`; −1 leaves none out. @param shape the derivatives at x, where known. */
  settle(x: Float64Array, left: number, shape?: Shape): void {
    const { step } = this;
    let H = shape?.H ?? null;
    let before = Infinity;
    for (let k = 0; k < MOST_STEPS; k++) {
      if (k === 0 && shape) this.slopes.set(shape.slopes);
      else this.slope(x, left);
      const isFresh = H === null;
      H ??= this.curvature(x, left);
      this.direction(x, H);
      const length = moved(x, step, 1);
      if (length <= SETTLED * largest(x)) {
        this.move(x, 1);
        return;
      }
      if (isFresh) {
        this.move(x, this.fraction(x, left));
        H = null;
      } else if (length <= CONTRACTION * before) this.move(x, 1);
      else H = null;
      before = length;
    }
  }

  private rho(left: number): number {
    return this.penalty * (this.values.length - (left < 0 ? 0 : 1));
  }

  private product(x: Float64Array, j: number): number {
    return Math.max(dot(x, 0, this.Y, j * this.k, this.k), LEAST_PRODUCT);
  }

  private slope(x: Float64Array, left: number): void {
    const { slopes, k } = this;
    const rho = this.rho(left);
    this.sums(x, left, slopes);
    for (let t = 0; t < k; t++) slopes[t] += rho * x[t];
  }

  /** The second derivatives at x, k × k. */
  private curvature(x: Float64Array, left: number): Float64Array {
    const { values, Y, k } = this;
    const H = new Float64Array(k * k);
    for (let j = 0; j < values.length; j++)
      if (j !== left) addSquare(H, Y, j * k, k, values[j] / square(this.product(x, j)));
    for (let t = 0; t < k; t++) H[t * k + t] += this.rho(left);
    return H;
  }

  /** The derivatives at x by all cells. */
  shape(x: Float64Array): Shape {
    this.slope(x, -1);
    return { slopes: this.slopes.slice(), H: this.curvature(x, -1) };
  }

  /** The same, less what one cell adds to them. */
  less(all: Shape, x: Float64Array, n: number): Shape {
    const { values, Y, k, penalty } = this;
    const [slopes, H] = [all.slopes.slice(), all.H.slice()];
    const product = this.product(x, n);
    addSquare(H, Y, n * k, k, -values[n] / square(product));
    const pull = 1 - values[n] / product;
    for (let t = 0; t < k; t++) {
      slopes[t] -= pull * Y[n * k + t] + penalty * x[t];
      H[t * k + t] -= penalty;
    }
    return { slopes, H };
  }

  /** Newton's step for the weights that may move. One that is zero and would fall below it stays. */
  private direction(x: Float64Array, H: Float64Array): void {
    const { slopes, step, k } = this;
    const free = Array.from(x.keys()).filter((t) => x[t] > 0 || slopes[t] < 0);
    const size = free.length;
    const b = Float64Array.from(free, (t) => -slopes[t]);
    const A = new Float64Array(size * size);
    step.fill(0);
    for (let damping = DAMPING; ; damping *= 100) {
      for (let s = 0; s < size; s++) {
        for (let t = 0; t <= s; t++) A[s * size + t] = H[free[s] * k + free[t]];
        A[s * size + s] += damping * (Math.abs(A[s * size + s]) || 1);
      }
      // Rounding may leave second derivatives that are none; with more damping they are the diagonal's.
      if (choleskyInPlace(A, size)) break;
    }
    solveLower(A, size, b);
    solveLowerTransposed(A, size, b);
    free.forEach((t, s) => (step[t] = b[s]));
  }

  private move(x: Float64Array, fraction: number): void {
    for (let t = 0; t < x.length; t++) x[t] = Math.max(0, x[t] + fraction * this.step[t]);
  }

  /** How far to go so that f falls. */
  private fraction(x: Float64Array, left: number): number {
    const now = this.objective(x, left);
    const next = new Float64Array(x.length);
    let fraction = 1;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, fraction /= 2) {
      let promised = 0;
      for (let t = 0; t < x.length; t++) {
        next[t] = Math.max(0, x[t] + fraction * this.step[t]);
        promised += this.slopes[t] * (next[t] - x[t]);
      }
      const fall = this.objective(next, left) - now;
      // Next to the minimum, rounding hides the fall.
      if (fall <= LEAST_FALL * promised + 1e-15 * Math.abs(now)) break;
    }
    return fraction;
  }

  private objective(x: Float64Array, left: number): number {
    let sum = 0;
    for (const weight of x) sum += weight * weight;
    sum *= this.rho(left) / 2;
    for (let j = 0; j < this.values.length; j++) {
      if (j === left) continue;
      const product = this.product(x, j);
      sum += product - (this.values[j] > 0 ? this.values[j] * log(product) : 0);
    }
    return sum;
  }
}

/** Adds weight·y·yᵀ, where y is the k numbers of Y from `at`. */
function addSquare(H: Float64Array, Y: Float64Array, at: number, k: number, weight: number): void {
  if (weight === 0) return;
  for (let s = 0; s < k; s++) {
    const value = weight * Y[at + s];
    for (let t = 0; t < k; t++) H[s * k + t] += value * Y[at + t];
  }
}

function moved(x: Float64Array, step: Float64Array, fraction: number): number {
  let most = 0;
  for (let t = 0; t < x.length; t++)
    most = Math.max(most, Math.abs(Math.max(0, x[t] + fraction * step[t]) - x[t]));
  return most;
}

function largest(x: Float64Array): number {
  let most = 0;
  for (const weight of x) most = Math.max(most, weight);
  return most;
}
