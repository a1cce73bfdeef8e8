/** Which numbers kernels can hold, which work with 32-bit floats. */
/** Between these, products and squares of 32-bit floats have all their digits. */
const [LEAST, MOST] = [2 ** -60, 2 ** 60];

const ranges = new WeakMap<Float64Array, readonly [low: number, high: number]>();

/** The smallest and the largest of some finite numbers, which never change. */
export function rangeOf(values: Float64Array): readonly [low: number, high: number] {
  const known = ranges.get(values);
  if (known) return known;
  let low = Infinity;
  let high = -Infinity;
  for (let n = 0; n < values.length; n++) {
    low = Math.min(low, values[n]);
    high = Math.max(high, values[n]);
  }
  ranges.set(values, [low, high]);
  return [low, high];
}

/** Whether the largest deviation from the mean is 0, or of a size that 32-bit floats can be multiplied at. */
export function holdsDeviations(values: Float64Array, mean: number): boolean {
  const [low, high] = rangeOf(values);
  const largest = Math.max(high - mean, mean - low);
  return largest === 0 || (largest >= LEAST && largest <= MOST);
}
