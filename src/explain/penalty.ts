import { solveCholesky } from "../numerics/cholesky";
import { largestSize, multiply, multiplyTransposed, transposeInto } from "../numerics/dense";
import { gramInto, projectRow } from "../numerics/gram";
import { factorRidge, solveRidge } from "../numerics/ridge";
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
  if (penalty > 0) {
    if (data.values.includes(null)) alternate(data, L, V, features, penalty);
    else alternateWhole(data, L, V, features, penalty);
  }
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

/**
 * The same where all cells are known. All rows then have one left side A, and L = D·V·A⁻¹; V needs no more of it than
 * DᵀL = (DᵀD)·V·A⁻¹ and LᵀL, so that a sweep leaves the rows of the data out.
 */
function alternateWhole(data: CellsPayload, L: Vectors, V: Vectors, k: number, penalty: number): void {
  const { rows, columns } = data;
  const D = Float64Array.from(data.values as readonly number[]);
  const DtD = new Float64Array(columns * columns);
  gramInto(D, columns, DtD);
  const [A, B] = [new Float64Array(k * k), new Float64Array(k * k)];
  const [W, DtL] = [new Float64Array(V.length), new Float64Array(V.length)];
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    gramInto(V, k, A);
    W.set(V);
    solveRows(A, W, k, penalty * columns);
    multiply(DtD, W, columns, columns, k, DtL);
    multiplyTransposed(W, DtL, columns, k, k, B);
    solveRows(B, DtL, k, penalty * rows);
    const moved = farthest(DtL, V);
    V.set(DtL);
    if (moved <= SETTLED) break;
  }
  multiply(D, W, rows, columns, k, L);
}

/** Solves (A + penalty·I)·x = b for each row b of B, which becomes x; zeros without equations. */
function solveRows(A: Float64Array, B: Vectors, k: number, penalty: number): void {
  if (!factorRidge(A, k, penalty)) B.fill(0);
  else for (let at = 0; at < B.length; at += k) solveCholesky(A, k, B.subarray(at, at + k));
}

/** How far the farthest number is from what it was, as a share of the largest. */
function farthest(now: Float64Array, before: Float64Array): number {
  let moved = 0;
  for (let at = 0; at < now.length; at++) moved = Math.max(moved, Math.abs(now[at] - before[at]));
  return moved === 0 ? 0 : moved / largestSize(now);
}

/** The known cells of each row or column: where they stand, and what they hold. */
interface Known {
  indices: Int32Array;
  values: Float64Array;
}

function knownOf(count: number, cellsOf: (index: number) => (number | null)[]): Known[] {
  return Array.from({ length: count }, (_, index) => {
    const cells = cellsOf(index);
    const indices = Int32Array.from(cells.flatMap((value, k) => (value === null ? [] : [k])));
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
  const count = others.length / k;
  // Without unknown cells the equations of all vectors have one left side, which is factorized once.
  const shared = new Float64Array(k * k);
  const hasWhole = known.some(({ indices }) => indices.length === count);
  if (hasWhole) gramInto(others, k, shared);
  const isFactorized = hasWhole && factorRidge(shared, k, penalty * count);
  let [moved, largest] = [0, 0];
  for (let index = 0; index < known.length; index++) {
    const { indices, values } = known[index];
    if (indices.length === 0) continue;
    const isWhole = indices.length === count;
    const X = isWhole ? others : vectorsAt(indices, others, k, some);
    projectRow(values, 0, X, indices.length, k, w);
    if (isWhole && isFactorized) solveCholesky(shared, k, w);
    else {
      gramInto(X, k, G);
      solveRidge(G, w, k, penalty * indices.length);
    }
    for (let t = 0, at = index * k; t < k; t++, at++) {
      moved = Math.max(moved, Math.abs(w[t] - own[at]));
      largest = Math.max(largest, Math.abs(w[t]));
      own[at] = w[t];
    }
  }
  return largest > 0 ? moved / largest : 0;
}

/** The vectors of some indices, side by side, at the beginning of `into`. */
function vectorsAt(indices: Int32Array, vectors: Vectors, k: number, into: Vectors): Vectors {
  indices.forEach((index, n) => into.set(vectors.subarray(index * k, (index + 1) * k), n * k));
  return into.subarray(0, indices.length * k);
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(values.length);
  transposeInto(values, rows, columns, turned);
  return turned;
}
