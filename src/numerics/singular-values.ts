import { hypot } from "../kernels/math";
import { largestSize } from "./dense";
import { dotInOrder } from "./dot";

/** Two columns whose cosine is at most this count as orthogonal. */
const ORTHOGONAL = 1e-15;
/** More sweeps than any matrix has been seen to need; fewer than ten are usual. */
const MOST_JACOBI_SWEEPS = 60;

/**
 * The singular values of a matrix, largest first: min(rows, columns) numbers ≥ 0.
 *
 * One-sided Jacobi: rotates pairs of columns until all are orthogonal; their lengths are the singular values. Tiny
 * singular values, on which the rank depends, are exact to the last digits too.
 * @param values rows × columns finite numbers, row by row; they are not changed.
 * @see Hestenes 1958, "Inversion of matrices by biorthogonalization and related results"
 */
export function singularValues(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const scale = largestSize(values);
  const [length, count] = rows >= columns ? [rows, columns] : [columns, rows];
  if (scale === 0) return new Float64Array(count);
  const work = scaledColumns(values, rows, columns, scale);
  orthogonalizeColumns(work, length, length, count);
  const lengths = Float64Array.from(
    { length: count },
    (_, k) => scale * Math.sqrt(dotInOrder(work, k * length, work, k * length, length)),
  );
  return lengths.sort().reverse();
}

/** The columns, or the rows where those are longer, one after the other; scaled to at most 1, so no square overflows. */
function scaledColumns(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  scale: number,
): Float64Array {
  const work = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      work[rows >= columns ? j * rows + i : i * columns + j] = values[i * columns + j] / scale;
    }
  }
  return work;
}

/**
 * Rotates columns in pairs, in place, until all are orthogonal. Column p begins at p · stride. The numbers after its
 * first `length` are rotated with it: where they began as the identity, they become the product of all rotations.
 */
export function orthogonalizeColumns(
  work: Float64Array,
  length: number,
  stride: number,
  count: number,
): void {
  for (let sweep = 0; sweep < MOST_JACOBI_SWEEPS && rotateAllPairs(work, length, stride, count); sweep++);
}

/** Rotates each pair of columns once; returns whether any was not orthogonal yet. */
function rotateAllPairs(work: Float64Array, length: number, stride: number, count: number): boolean {
  let rotated = false;
  for (let p = 0; p < count - 1; p++) {
    for (let q = p + 1; q < count; q++)
      rotated = rotatePair(work, p * stride, q * stride, length, stride) || rotated;
  }
  return rotated;
}

function rotatePair(work: Float64Array, p: number, q: number, length: number, stride: number): boolean {
  const a = dotInOrder(work, p, work, p, length);
  const b = dotInOrder(work, q, work, q, length);
  const c = dotInOrder(work, p, work, q, length);
  if (c === 0 || Math.abs(c) <= ORTHOGONAL * Math.sqrt(a * b)) return false;
  const zeta = (b - a) / (2 * c);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + hypot(1, zeta));
  const cosine = 1 / hypot(1, tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < stride; i++) {
    const [x, y] = [work[p + i], work[q + i]];
    work[p + i] = cosine * x - sine * y;
    work[q + i] = sine * x + cosine * y;
  }
  return true;
}
