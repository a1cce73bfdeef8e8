/** Which numbers kernels can hold, which work with 32-bit floats. */
import type { Ratings } from "../../ratings/ratings";

/** Between these, products and squares of 32-bit floats have all their digits. */
const [LEAST, MOST] = [2 ** -60, 2 ** 60];

/** Whether numbers of which this is the largest are 0, or of a size that 32-bit floats can be multiplied at. */
export function holds(largest: number): boolean {
  return largest === 0 || (largest >= LEAST && largest <= MOST);
}

/** Whether the ratings without their mean are. */
export function holdsDeviations({ rows, mean }: Ratings): boolean {
  const { values } = rows;
  let largest = 0;
  for (let n = 0; n < values.length; n++) largest = Math.max(largest, Math.abs(values[n] - mean));
  return holds(largest);
}
