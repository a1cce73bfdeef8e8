import { euclideanLength } from "../../numerics/dense";
import { scaleOf } from "../../numerics/scale";

/** Smaller products may have lost some of their terms. */
const LEAST_PRODUCT = 1e-280;

/** The lengths of a matrix's rows; NaN for those whose squares are too small or too large to be held. */
export function lengthsOf(values: Float64Array, width: number): Float64Array {
  const lengths = new Float64Array(values.length / width);
  for (let k = 0; k < lengths.length; k++) {
    let square = 0;
    for (let t = 0, at = k * width; t < width; t++, at++) square += values[at] * values[at];
    lengths[k] = square >= LEAST_PRODUCT && square < Infinity ? Math.sqrt(square) : NaN;
  }
  return lengths;
}

/**
 * The cosine of the angle between a vector and each row of a matrix, whose `values` are row by row: 1 if both point in
 * the same direction, 0 if either is all zeros. Lengths do not count, be they as small or as large as numbers can be.
 * @param lengths those of the rows, as {@link lengthsOf} gives them, which can be kept.
 */
export function cosines(
  vector: Float64Array,
  values: Float64Array,
  lengths: Float64Array = lengthsOf(values, vector.length),
): Float64Array {
  const width = vector.length;
  const v = scaled(vector);
  const own = euclideanLength(v);
  const result = products(v, values, lengths.length);
  for (let k = 0; k < result.length; k++) {
    const length = own * lengths[k];
    if (length > 0) result[k] /= length;
    else if (Number.isNaN(lengths[k]))
      result[k] = cosineOf(v, own, values.subarray(k * width, (k + 1) * width));
    else result[k] = 0;
  }
  return result;
}

/** v·x for each row x. Four rows at once: each sum waits for its own last product, and none for another's. */
function products(v: Float64Array, values: Float64Array, rows: number): Float64Array {
  const width = v.length;
  const result = new Float64Array(rows);
  let k = 0;
  for (; k + 4 <= rows; k += 4) {
    const first = k * width;
    const second = first + width;
    const third = second + width;
    const fourth = third + width;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let t = 0; t < width; t++) {
      const x = v[t];
      a += x * values[first + t];
      b += x * values[second + t];
      c += x * values[third + t];
      d += x * values[fourth + t];
    }
    result[k] = a;
    result[k + 1] = b;
    result[k + 2] = c;
    result[k + 3] = d;
  }
  for (; k < rows; k++) for (let t = 0; t < width; t++) result[k] += v[t] * values[k * width + t];
  return result;
}

/** The cosine with a row whose square is not held as it is. */
function cosineOf(v: Float64Array, own: number, row: Float64Array): number {
  const x = scaled(row);
  const [length] = lengthsOf(x, x.length);
  return own * length > 0 ? products(v, x, 1)[0] / (own * length) : 0;
}

function scaled(vector: Float64Array): Float64Array {
  const scale = scaleOf(vector);
  return scale === 1 ? vector : vector.map((x) => x / scale);
}
