/** x·y of k numbers of X from `x` and of Y from `y`. */
export function dot(X: Float64Array, x: number, Y: Float64Array, y: number, k: number): number {
  let sum = 0;
  for (let t = 0; t < k; t++) sum += X[x + t] * Y[y + t];
  return sum;
}

/** Adds x·y of the k numbers x and each row of Y to `scores`. */
export function addDots(x: Float64Array, Y: Float64Array, k: number, scores: Float64Array): void {
  for (let i = 0; i < scores.length; i++) scores[i] += dot(x, 0, Y, i * k, k);
}
