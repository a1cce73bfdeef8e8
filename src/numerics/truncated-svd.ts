import { largestSize, multiply, multiplyTransposed, transposeInto } from "./dense";
import { orthonormalize } from "./orthonormal";
import { dotInOrder } from "./dot";
import { orthogonalizeColumns } from "./singular-values";

/** The largest singular values and their directions: D ≈ L·U. */
export interface SingularParts {
  /** `features` numbers ≥ 0, falling. */
  singularValues: Float64Array;
  /** rows × features: the left singular vectors, each times its singular value. */
  L: Float64Array;
  /** features × columns: the right singular vectors, orthonormal rows. */
  U: Float64Array;
}

/**
 * The `features` largest singular values of D (rows × columns) by random projection: D is multiplied by the `width`
 * random columns of `probe`, then `powerIterations` times by D·Dᵀ, and its action within the space that they span is
 * decomposed exactly. The entry of largest size in each row of U is positive.
 * @param probe columns × width random numbers, features ≤ width ≤ min(rows, columns); it is overwritten.
 * @param before is called before each of the `powerIterations` + 1 passes over D, and may throw to stop.
 * @see Halko, Martinsson & Tropp 2011, "Finding structure with randomness", algorithms 4.4 and 5.1
 */
export function truncatedSvd(
  D: Float64Array,
  rows: number,
  columns: number,
  features: number,
  probe: Float64Array,
  powerIterations: number,
  before: (pass: number) => void = () => undefined,
): SingularParts {
  const width = probe.length / columns;
  const scale = largestSize(D) || 1;
  // Scaled to at most 1, so that no square overflows.
  const A = D.map((x) => x / scale);
  const Q = new Float64Array(rows * width);
  const R = new Float64Array(width * width);
  for (let power = 0; power <= powerIterations; power++) {
    before(power);
    multiply(A, probe, rows, columns, width, Q);
    orthonormalize(Q, rows, width, R);
    multiplyTransposed(A, Q, rows, columns, width, probe);
    orthonormalize(probe, columns, width, R);
  }
  return decomposed(Q, R, probe, rows, columns, width, features, scale);
}

/**
 * The singular parts of scale·Q·Rᵀ·Pᵀ, where Q (rows × width) and P (columns × width) have orthonormal columns, and R is an
 * upper triangle (width × width).
 */
export function decomposed(
  Q: Float64Array,
  R: Float64Array,
  P: Float64Array,
  rows: number,
  columns: number,
  width: number,
  features: number,
  scale: number,
): SingularParts {
  // Rᵀ·J has orthogonal columns, so that Q·Rᵀ·Pᵀ = (Q·Rᵀ·J)·(P·J)ᵀ: nothing is divided by a singular value.
  const work = besideIdentity(R, width);
  orthogonalizeColumns(work, width, 2 * width, width);
  const size = (p: number): number => Math.sqrt(dotInOrder(work, p * 2 * width, work, p * 2 * width, width));
  const sizes = Float64Array.from({ length: width }, (_, p) => size(p));
  const order = Array.from(sizes.keys()).sort((p, q) => sizes[q] - sizes[p]);
  const parts = {
    singularValues: Float64Array.from(order.slice(0, features), (p) => scale * sizes[p]),
    L: new Float64Array(rows * features),
    U: new Float64Array(features * columns),
  };
  const right = combine(P, columns, width, features, (t) => order[t] * 2 * width + width, work);
  multiply(
    Q,
    weightsOf(width, features, (t) => order[t] * 2 * width, work),
    rows,
    width,
    features,
    parts.L,
  );
  for (let t = 0; t < features; t++) {
    const direction = right.subarray(t * columns, (t + 1) * columns);
    const sign = signOfLargest(direction);
    for (let j = 0; j < columns; j++) parts.U[t * columns + j] = sign * direction[j];
    for (let i = t; i < parts.L.length; i += features) parts.L[i] *= sign * scale;
  }
  return parts;
}

/** The columns of Rᵀ, one after the other, each followed by the same column of the identity. */
function besideIdentity(R: Float64Array, width: number): Float64Array {
  const work = new Float64Array(2 * width * width);
  for (let p = 0; p < width; p++) {
    work.set(R.subarray(p * width, (p + 1) * width), p * 2 * width);
    work[p * 2 * width + width + p] = 1;
  }
  return work;
}

/** width × features: column t is the `width` numbers of `work` that begin at `from(t)`. */
function weightsOf(
  width: number,
  features: number,
  from: (t: number) => number,
  work: Float64Array,
): Float64Array {
  const weights = new Float64Array(width * features);
  for (let t = 0; t < features; t++)
    for (let s = 0; s < width; s++) weights[s * features + t] = work[from(t) + s];
  return weights;
}

/** B (n × width) times these weights, one row of n numbers for each feature. */
function combine(
  B: Float64Array,
  n: number,
  width: number,
  features: number,
  from: (t: number) => number,
  work: Float64Array,
): Float64Array {
  const product = new Float64Array(n * features);
  multiply(B, weightsOf(width, features, from, work), n, width, features, product);
  const rows = new Float64Array(n * features);
  transposeInto(product, n, features, rows);
  return rows;
}

function signOfLargest(values: Float64Array): 1 | -1 {
  let largest = 0;
  for (const x of values) if (Math.abs(x) > Math.abs(largest)) largest = x;
  return largest < 0 ? -1 : 1;
}
