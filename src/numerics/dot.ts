/** The dot product of `k` numbers of A from `a` and of B from `b`; four sums, which do not wait for each other. */
export function dot(A: Float64Array, a: number, B: Float64Array, b: number, k: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let t = 0;
  for (; t + 3 < k; t += 4) {
    s0 += A[a + t] * B[b + t];
    s1 += A[a + t + 1] * B[b + t + 1];
    s2 += A[a + t + 2] * B[b + t + 2];
    s3 += A[a + t + 3] * B[b + t + 3];
  }
  for (; t < k; t++) s0 += A[a + t] * B[b + t];
  return s0 + s1 + (s2 + s3);
}

/**
 * As {@link dot}, in one sum from the first product to the last. It rounds differently: results that were made with
 * one of the two cannot change to the other without changing their last digits.
 */
export function dotInOrder(A: Float64Array, a: number, B: Float64Array, b: number, k: number): number {
  let sum = 0;
  for (let t = 0; t < k; t++) sum += A[a + t] * B[b + t];
  return sum;
}

/** Adds x·y of the k numbers x and each row of Y to `scores`. */
export function addDots(x: Float64Array, Y: Float64Array, k: number, scores: Float64Array): void {
  for (let i = 0; i < scores.length; i++) scores[i] += dot(x, 0, Y, i * k, k);
}
