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

/** The fewest decimals that show numbers as they are, at most `most`. */
export function decimalsOf(values: readonly number[], most: number): number {
  let decimals = 0;
  while (decimals < most && values.some((value) => Number(value.toFixed(decimals)) !== value)) decimals++;
  return decimals;
}

/** With more decimals than this all numbers are small: zeros alone would say nothing, so a power of ten says it. */
const MOST_ZEROS = 4;

/**
 * Formats a number for people: a true minus sign, never "−0.00", and a power of ten where it would be too long, or
 * nothing but zeros behind more than four decimals. A number that is not finite is `∞`, `−∞` or `–`.
 * @param digits decimals, a whole number from 0 to 20. @default 2
 */
export function formatNumber(value: number, digits: number = 2): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  const fixed = size.toFixed(digits);
  const zeros = size < 1 && Number(fixed) === 0;
  if (zeros && digits > MOST_ZEROS) return size === 0 ? "0" : signed(value, exponential(size));
  return zeros ? fixed : signed(value, size >= 1e6 ? exponential(size) : fixed);
}

function signed(value: number, written: string): string {
  return value < 0 ? `−${written}` : written;
}

/** A sum that has grown beyond all numbers, or that no number is the result of. */
function notFinite(value: number): string {
  if (Number.isNaN(value)) return "–";
  return value > 0 ? "∞" : "−∞";
}

/** A loss or an error of any size in a few characters: `0.25`, `5.97e-7`. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 0.001 && size < 1e6 ? String(Number(value.toPrecision(3))) : exponential(value);
}

/** A number that was typed or computed, such as a learning rate, to at most four digits. */
export function fewDigits(value: number): string {
  return String(Number(value.toPrecision(4))).replace("+", "");
}

/** The number that a text of {@link formatNumber} stands for. */
export function numberShown(text: string): number {
  return Number(text.replace("−", "-"));
}

/** A number as a power of ten, to three digits: `1.23e6`. */
export function exponential(value: number): string {
  return value
    .toExponential(2)
    .replace("e+", "e")
    .replace(/\.?0+e/, "e");
}
