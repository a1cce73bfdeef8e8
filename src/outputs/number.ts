/** How many decimals suit a matrix's numbers: none for whole numbers, else two, or more where all are small. */
export function decimalsFor(values: ArrayLike<number>): number {
  let largest = 0;
  let whole = true;
  for (let k = 0; k < values.length; k++) {
    largest = Math.max(largest, Math.abs(values[k]));
    whole &&= Number.isInteger(values[k]);
  }
  if (whole) return 0;
  return Math.min(9, Math.max(2, 1 - Math.floor(Math.log10(largest))));
}

/**
 * Formats a number for people: a true minus sign, never "−0.00", and a power of ten where it would be too long.
 * @param digits decimals, a whole number from 0 to 20. @default 2
 */
export function formatNumber(value: number, digits: number = 2): string {
  const size = Math.abs(value);
  const written = size >= 1e6 ? exponential(size) : size.toFixed(digits);
  return value < 0 && Number(size.toFixed(digits)) !== 0 ? `−${written}` : written;
}

/** A loss or an error of any size in a few characters: `0.25`, `5.97e-7`. */
export function formatLoss(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 0.001 && size < 1e6 ? String(Number(value.toPrecision(3))) : exponential(value);
}

/** A number as a power of ten, to three digits: `1.23e6`. */
export function exponential(value: number): string {
  return value
    .toExponential(2)
    .replace("e+", "e")
    .replace(/\.?0+e/, "e");
}
