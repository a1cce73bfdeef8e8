/** Which numbers kernels can hold, which work with 32-bit floats. */
/** Between these, products and squares of 32-bit floats have all their digits. */
const [LEAST, MOST] = [2 ** -60, 2 ** 60];

/** Whether the largest deviation from the mean is 0, or of a size that 32-bit floats can be multiplied at. */
export function holdsDeviations(values: Float64Array, mean: number): boolean {
  let largest = 0;
  for (let n = 0; n < values.length; n++) largest = Math.max(largest, Math.abs(values[n] - mean));
  return largest === 0 || (largest >= LEAST && largest <= MOST);
}
