/**
 * The cosine of the angle between a vector and each row of a matrix, whose `values` are row by row: 1 if both point in
 * the same direction, 0 if either is all zeros.
 */
export function cosines(vector: Float64Array, values: Float64Array): Float64Array {
  const width = vector.length;
  const own = Math.hypot(...vector);
  const result = new Float64Array(values.length / width);
  for (let k = 0; k < result.length; k++) {
    let dot = 0;
    let square = 0;
    for (let t = 0; t < width; t++) {
      const x = values[k * width + t];
      dot += vector[t] * x;
      square += x * x;
    }
    const lengths = own * Math.sqrt(square);
    result[k] = lengths > 0 ? dot / lengths : 0;
  }
  return result;
}
