/** Which numbers kernels can hold, which work with 32-bit floats. */
/** Between these, products and squares of 32-bit floats have all their digits. */
const [LEAST, MOST] = [2 ** -60, 2 ** 60];

/** The smallest and the largest of some finite numbers; 0 and 0 of none. */
export function rangeOf(values: Float64Array): [low: number, high: number] {
  if (values.length === 0) return [0, 0];
  let [low, high] = [values[0], values[0]];
  for (let n = 1; n < values.length; n++) {
    const value = values[n];
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return [low, high];
}

/** Whether the largest deviation from the mean is 0, or of a size that 32-bit floats can be multiplied at. */
export function holdsDeviations(values: Float64Array, mean: number): boolean {
  const [low, high] = rangeOf(values);
  const largest = Math.max(high - mean, mean - low);
  return largest === 0 || (largest >= LEAST && largest <= MOST);
}
