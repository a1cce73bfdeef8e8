/** Rows of factors as kernels take them: 32-bit floats, each row filled with zeros up to a multiple of four. */

/** The length of a row of `width` numbers, for kernels. */
export const strideOf = (width: number): number => Math.ceil(width / 4) * 4;

/** Copies rows to where a kernel finds them, in a unit. */
export function copyIn(from: Float64Array, width: number, to: Float32Array, unit: number = 1): void {
  const stride = strideOf(width);
  if (stride === width) {
    copyInAll(from, to, unit);
    return;
  }
  for (let at = 0, k = 0; k < from.length; at += stride) {
    for (let t = 0; t < width; t++) to[at + t] = from[k++] / unit;
    // An epoch that diverged has left what is no number here.
    to.fill(0, at + width, at + stride);
  }
}

/** Copies rows back, out of their unit. */
export function copyOut(
  from: Float32Array | Float64Array,
  width: number,
  to: Float64Array,
  unit: number = 1,
): void {
  const stride = strideOf(width);
  if (stride === width) {
    copyOutAll(from, to, unit);
    return;
  }
  for (let at = 0, k = 0; k < to.length; at += stride)
    for (let t = 0; t < width; t++) to[k++] = from[at + t] * unit;
}

/** Copies numbers without padding, such as biases, in a unit. */
export function copyInAll(from: Float64Array, to: Float32Array, unit: number): void {
  if (unit === 1) to.set(from);
  else for (let k = 0; k < from.length; k++) to[k] = from[k] / unit;
}

/** Copies them back, out of their unit. */
export function copyOutAll(from: Float32Array | Float64Array, to: Float64Array, unit: number): void {
  if (unit === 1) {
    to.set(from);
    return;
  }
  let k = 0;
  // Eight at a time, after each epoch: what a turn of the loop costs is as much as a number.
  for (; k + 7 < to.length; k += 8) {
    to[k] = from[k] * unit;
    to[k + 1] = from[k + 1] * unit;
    to[k + 2] = from[k + 2] * unit;
    to[k + 3] = from[k + 3] * unit;
    to[k + 4] = from[k + 4] * unit;
    to[k + 5] = from[k + 5] * unit;
    to[k + 6] = from[k + 6] * unit;
    to[k + 7] = from[k + 7] * unit;
  }
  for (; k < to.length; k++) to[k] = from[k] * unit;
}
