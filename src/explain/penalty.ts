import { transposeInto } from "../numerics/dense";
import { gramInto, projectRow } from "../numerics/gram";
import { solveRidge } from "../numerics/ridge";
import type { CellsPayload } from "../payload/types";

/** The sweeps after which it stops at the latest. */
const MOST_SWEEPS = 100;
/** It stops where no number of a sweep moves by more than this share of the largest. */
const SETTLED = 1e-7;

/** The factors of a pull: L is rows × features, U is features × columns, both row by row. */
export interface PulledFactors {
  /** rows × features. */
  L: Float64Array;
  /** features × columns. */
  U: Float64Array;
}

/** A factor as vectors, of rows or of columns, side by side: `count` × `features`. */
type Vectors = Float64Array;

/**
 * The factors to which a penalty λ pulls: from L and U, it minimizes the mean of error² + λ·(‖L[i]‖² + ‖U[:,j]‖²) over
 * the known cells (i, j) by alternating least squares, all of L, then all of U, until nothing moves any more, or after a
 * hundred sweeps. Rows and columns without known cells stay.
 *
 * Where all cells are known and there are enough features, the singular values of L·U become those of the data less
 * λ·√(rows × columns), or 0.
 * @param penalty λ ≥ 0, as `regularization` of a training; for 0 the factors come back as they are.
 * @see Zhou, Wilkinson, Schreiber & Pan 2008, "Large-Scale Parallel Collaborative Filtering for the Netflix Prize"
 */
export function pullIn(
  data: CellsPayload,
  factors: { L: ArrayLike<number>; U: ArrayLike<number> },
  penalty: number,
): PulledFactors {
  const features = factors.L.length / data.rows;
  const L = Float64Array.from(factors.L);
  const V = transposed(Float64Array.from(factors.U), features, data.columns);
  if (penalty > 0) alternate(data, L, V, features, penalty);
  return { L, U: transposed(V, data.columns, features) };
}

function alternate(data: CellsPayload, L: Vectors, V: Vectors, features: number, penalty: number): void {
  const byRow = knownOf(data.rows, (i) => rowCells(data, i));
  const byColumn = knownOf(data.columns, (j) => columnCells(data, j));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const moved = Math.max(
      solveAll(byRow, L, V, features, penalty),
      solveAll(byColumn, V, L, features, penalty),
    );
    if (moved <= SETTLED) return;
  }
}

/** The known cells of each row or column: where they stand, and what they hold. */
interface Known {
  indices: number[];
  values: Float64Array;
}

function knownOf(count: number, cellsOf: (index: number) => (number | null)[]): Known[] {
  return Array.from({ length: count }, (_, index) => {
    const cells = cellsOf(index);
    const indices = cells.flatMap((value, k) => (value === null ? [] : [k]));
    return { indices, values: Float64Array.from(indices, (k) => cells[k] ?? 0) };
  });
}

const rowCells = ({ columns, values }: CellsPayload, i: number): (number | null)[] =>
  values.slice(i * columns, (i + 1) * columns);

const columnCells = ({ rows, columns, values }: CellsPayload, j: number): (number | null)[] =>
  Array.from({ length: rows }, (_, i) => values[i * columns + j]);

/**
 * Finds each vector anew from those of the other side.
 * @returns how far the farthest number moved, as a share of the largest.
 */
function solveAll(
  known: readonly Known[],
  own: Vectors,
  others: Vectors,
  k: number,
  penalty: number,
): number {
  const [G, w] = [new Float64Array(k * k), new Float64Array(k)];
  const some = new Float64Array(others.length);
  // Without unknown cells XᵀX is the same for all.
  const whole = new Float64Array(k * k);
  if (known.some(({ indices }) => indices.length * k === others.length)) gramInto(others, k, whole);
  let [moved, largest] = [0, 0];
  known.forEach(({ indices, values }, index) => {
    if (indices.length === 0) return;
    const isWhole = indices.length * k === others.length;
    const X = isWhole ? others : vectorsAt(indices, others, k, some);
    if (isWhole) G.set(whole);
    else gramInto(X, k, G);
    projectRow(values, 0, X, indices.length, k, w);
    solveRidge(G, w, k, penalty * indices.length);
    for (let t = 0; t < k; t++) {
      moved = Math.max(moved, Math.abs(w[t] - own[index * k + t]));
      largest = Math.max(largest, Math.abs(w[t]));
      own[index * k + t] = w[t];
    }
  });
  return largest > 0 ? moved / largest : 0;
}

/** The vectors of some indices, side by side, at the beginning of `into`. */
function vectorsAt(indices: readonly number[], vectors: Vectors, k: number, into: Vectors): Vectors {
  indices.forEach((index, n) => into.set(vectors.subarray(index * k, (index + 1) * k), n * k));
  return into.subarray(0, indices.length * k);
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(values.length);
  transposeInto(values, rows, columns, turned);
  return turned;
}
