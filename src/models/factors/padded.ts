/** Rows of factors as kernels take them: 32-bit floats, each row filled with zeros up to a multiple of four. */

/** The length of a row of `width` numbers, for kernels. */
export const strideOf = (width: number): number => Math.ceil(width / 4) * 4;

/** Copies rows to where a kernel finds them. */
export function copyIn(from: Float64Array, width: number, to: Float32Array): void {
  const stride = strideOf(width);
  if (stride === width) {
    to.set(from);
    return;
  }
  for (let at = 0, k = 0; k < from.length; at += stride) {
    for (let t = 0; t < width; t++) to[at + t] = from[k++];
    // An epoch that diverged has left what is no number here.
    to.fill(0, at + width, at + stride);
  }
}

/** Copies rows back. */
export function copyOut(from: Float32Array | Float64Array, width: number, to: Float64Array): void {
  const stride = strideOf(width);
  if (stride === width) {
    to.set(from);
    return;
  }
  for (let at = 0, k = 0; k < to.length; at += stride) for (let t = 0; t < width; t++) to[k++] = from[at + t];
}
