import { decimalsFor, exponential } from "../number";

/** More decimals are noise in a table; smaller numbers are written with a power of ten. */
const MOST_DECIMALS = 6;
/** Larger numbers with decimals, and larger whole numbers, are written with a power of ten. */
const LARGE = 1e9;
const LARGE_WHOLE = 1e15;

/**
 * The format of a column's numbers, with decimal points aligned: the fewest decimals that are exact, but no more than
 * suit their size. Only zero is written as zero.
 */
export function numberFormat(values: readonly number[]): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const most = Math.min(MOST_DECIMALS, decimalsFor(finite) + 2);
  // Numbers with a power of ten do not affect the decimals of the others.
  const fixed = finite.filter((value) => Math.abs(value) < LARGE && Number(value.toFixed(most)) !== 0);
  const decimals = fixed.reduce((sofar, value) => Math.max(sofar, Math.min(most, decimalsIn(value))), 0);
  const large = decimals === 0 ? LARGE_WHOLE : LARGE;
  return (value) => {
    const size = Math.abs(value);
    const sign = value < 0 || Object.is(value, -0) ? "−" : "";
    if (!Number.isFinite(size)) return `${sign}${size}`;
    const written = size.toFixed(decimals);
    const lost = size >= large || (size > 0 && Number(written) === 0);
    return sign + (lost ? exponential(size) : written);
  };
}

/** The decimals of a number's shortest form: 0.25 has two, 1e-7 seven, 1.5e3 none. */
function decimalsIn(value: number): number {
  const [mantissa, exponent = "0"] = String(value).split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return Math.max(0, fraction.length - Number(exponent));
}
