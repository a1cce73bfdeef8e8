import { largestSize } from "./dense";

/** Two columns this close to a right angle count as orthogonal. */
const ORTHOGONAL = 1e-15;
/** More sweeps than any matrix has been seen to need; fewer than ten are usual. */
const MOST_JACOBI_SWEEPS = 60;

/**
 * The singular values of a matrix, largest first: min(rows, columns) numbers ≥ 0.
 *
 * One-sided Jacobi: pairs of columns are turned until all are orthogonal; their lengths are the singular values. It
 * is exact to the last digits also for tiny singular values, which the rank depends on.
 * @param values rows × columns finite numbers, row by row; they stay as they are.
 * @see Hestenes 1958, "Inversion of matrices by biorthogonalization and related results"
 */
export function singularValues(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const scale = largestSize(values);
  const [length, count] = rows >= columns ? [rows, columns] : [columns, rows];
  if (scale === 0) return new Float64Array(count);
  const work = scaledColumns(values, rows, columns, scale);
  turnToRightAngles(work, length, length, count);
  const lengths = Float64Array.from(
    { length: count },
    (_, k) => scale * Math.sqrt(dot(work, k * length, k * length, length)),
  );
  return lengths.sort().reverse();
}

/** The longer side as columns, one after the other, and no number above 1, so that no square overflows. */
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
 * Turns columns in pairs, in place, until all are orthogonal. Column p begins at p · stride; what stands in it after its
 * first `length` numbers is turned along: where that began as the identity, it becomes the product of all turns.
 */
export function turnToRightAngles(work: Float64Array, length: number, stride: number, count: number): void {
  for (let sweep = 0; sweep < MOST_JACOBI_SWEEPS && turnAllPairs(work, length, stride, count); sweep++);
}

/** Turns each pair of columns once; returns whether any had to be turned. */
function turnAllPairs(work: Float64Array, length: number, stride: number, count: number): boolean {
  let turned = false;
  for (let p = 0; p < count - 1; p++) {
    for (let q = p + 1; q < count; q++)
      turned = turnPair(work, p * stride, q * stride, length, stride) || turned;
  }
  return turned;
}

function turnPair(work: Float64Array, p: number, q: number, length: number, stride: number): boolean {
  const [a, b, c] = [dot(work, p, p, length), dot(work, q, q, length), dot(work, p, q, length)];
  if (c === 0 || Math.abs(c) <= ORTHOGONAL * Math.sqrt(a * b)) return false;
  const zeta = (b - a) / (2 * c);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < stride; i++) {
    const [x, y] = [work[p + i], work[q + i]];
    work[p + i] = cosine * x - sine * y;
    work[q + i] = sine * x + cosine * y;
  }
  return true;
}

/** Of the `length` numbers from p and those from q. */
export function dot(work: Float64Array, p: number, q: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += work[p + i] * work[q + i];
  return sum;
}
