import { euclideanLength } from "../../numerics/dense";
import { scaleOf } from "../../numerics/scale";

/** Smaller products may have lost some of their terms. */
const LEAST_PRODUCT = 1e-280;

/**
 * The cosine of the angle between a vector and each row of a matrix, whose `values` are row by row: 1 if both point in
 * the same direction, 0 if either is all zeros. Lengths do not count, be they as small or as large as numbers can be.
 */
export function cosines(vector: Float64Array, values: Float64Array): Float64Array {
  const width = vector.length;
  const v = scaled(vector);
  const own = euclideanLength(v);
  const result = new Float64Array(values.length / width);
  for (let k = 0; k < result.length; k++) {
    const from = k * width;
    const cosine = cosineOf(v, own, values, from);
    result[k] = cosine ?? cosineOf(v, own, scaled(values.subarray(from, from + width)), 0) ?? 0;
  }
  return result;
}

/** Null where the products are too small or too large to be held. */
function cosineOf(v: Float64Array, own: number, values: Float64Array, from: number): number | null {
  let dot = 0;
  let square = 0;
  for (let t = 0; t < v.length; t++) {
    const x = values[from + t];
    dot += v[t] * x;
    square += x * x;
  }
  if (!(square >= LEAST_PRODUCT && square < Infinity)) return null;
  const lengths = own * Math.sqrt(square);
  return lengths > 0 ? dot / lengths : 0;
}

function scaled(vector: Float64Array): Float64Array {
  const scale = scaleOf(vector);
  return scale === 1 ? vector : vector.map((x) => x / scale);
}
