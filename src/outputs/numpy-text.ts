import { largest, smallest } from "../lists";
import type { MatrixLike } from "../payload/build";

/** The length of "nan". */
const NAN_WIDTH = 3;
/** NumPy's print options, at their defaults. */
const PRINT_OPTIONS = { precision: 8, threshold: 1000, edgeItems: 3, lineWidth: 75 };

/**
 * A matrix as `print(array)` of NumPy shows it: aligned columns, at most 8 decimals, "1." for a whole float, powers of
 * ten where the sizes differ too much, `...` in matrices with more than 1,000 values.
 * @param integers print as NumPy prints an array of integers: "1", not "1.".
 */
export function numpyText(matrix: MatrixLike, integers: boolean = false): string {
  const cut = matrix.rows * matrix.columns > PRINT_OPTIONS.threshold;
  const rows = shownIndices(matrix.rows, cut);
  const columns = shownIndices(matrix.columns, cut);
  const value = (i: number, j: number): number => matrix.values[i * matrix.columns + j];
  const visible = rows.flatMap((i) => (i < 0 ? [] : columns.filter((j) => j >= 0).map((j) => value(i, j))));
  const known = visible.filter((x) => !Number.isNaN(x));
  const numbers = integers ? integerFormat(known) : floatFormat(known);
  const write = known.length < visible.length ? withNan(numbers, known) : numbers;
  const lines = rows.map((i) => {
    if (i < 0) return "...";
    return `[${wrap(columns.map((j) => (j < 0 ? "..." : write(value(i, j)))))}]`;
  });
  return `[${lines.join("\n ")}]`;
}

/** Writes NaN as NumPy does, "nan", and pads all numbers to its length. */
function withNan(write: (value: number) => string, known: readonly number[]): (value: number) => string {
  const width = known.length > 0 ? write(known[0]).length : 0;
  return (x) => (Number.isNaN(x) ? "nan" : write(x)).padStart(Math.max(width, NAN_WIDTH));
}

/** All indices, or the first and last three with −1 for the gap between them. */
function shownIndices(length: number, cut: boolean): number[] {
  const edge = PRINT_OPTIONS.edgeItems;
  const all = Array.from({ length }, (_, k) => k);
  return cut && length > 2 * edge ? [...all.slice(0, edge), -1, ...all.slice(-edge)] : all;
}

/** Joins a row's numbers, and breaks lines that would exceed the width; two brackets and a blank come before. */
function wrap(numbers: readonly string[]): string {
  const indent = "  ";
  const width = PRINT_OPTIONS.lineWidth - 2;
  let done = "";
  let line = indent;
  numbers.forEach((number, k) => {
    if (line.length > indent.length && line.length + number.length > width) {
      done += `${line.trimEnd()}\n`;
      line = indent;
    }
    line += k < numbers.length - 1 ? `${number} ` : number;
  });
  return (done + line).slice(indent.length);
}

function integerFormat(values: readonly number[]): (value: number) => string {
  const width = largest(values.map((x) => String(x).length));
  return (x) => String(x).padStart(width);
}

function floatFormat(values: readonly number[]): (value: number) => string {
  const sizes = values.map(Math.abs).filter((x) => x > 0);
  const most = largest(sizes);
  const least = smallest(sizes);
  const exponents = sizes.length > 0 && (most >= 1e8 || least < 1e-4 || most / least > 1000);
  return exponents ? exponentFormat(values) : positionalFormat(values);
}

/** "1.   ", "0.25 ", "10.125": with decimal points aligned. */
function positionalFormat(values: readonly number[]): (value: number) => string {
  const parts = values.map((x) => splitNumber(shortest(x)));
  const before = largest(parts.map(({ whole }) => whole.length));
  const after = largest(parts.map(({ fraction }) => fraction.length));
  return (x) => {
    const { whole, fraction } = splitNumber(shortest(x));
    return `${whole.padStart(before)}.${fraction.padEnd(after)}`;
  };
}

/** The number with the fewest decimals that are exact, at most 8. */
function shortest(x: number): string {
  const sign = Object.is(x, -0) ? "-" : "";
  const exact = String(x);
  const decimals = exact.includes(".") ? exact.length - exact.indexOf(".") - 1 : 0;
  const written =
    exact.includes("e") || decimals > PRINT_OPTIONS.precision ? x.toFixed(PRINT_OPTIONS.precision) : exact;
  return sign + (written.includes(".") ? written.replace(/\.?0+$/, "") : written);
}

/** "1.50e-07": all numbers with as many decimals and exponent digits as the longest needs. */
function exponentFormat(values: readonly number[]): (value: number) => string {
  // Rounds first, then writes the shortest form: at most 8 decimals, without trailing zeros.
  const parts = values.map((x) =>
    splitNumber(Number(x.toExponential(PRINT_OPTIONS.precision)).toExponential()),
  );
  const decimals = largest(parts.map(({ fraction }) => fraction.length));
  const digits = largest(
    parts.map(({ exponent }) => exponent.length - 1),
    2,
  );
  const write = (x: number): string => {
    const { whole, fraction, exponent } = splitNumber(x.toExponential(decimals));
    const sign = Object.is(x, -0) ? "-" : "";
    return `${sign}${whole}.${fraction}e${exponent[0]}${exponent.slice(1).padStart(digits, "0")}`;
  };
  const width = largest(values.map((x) => write(x).length));
  return (x) => write(x).padStart(width);
}

/** "-1.25e-7" as "-1", "25" and "-7". */
function splitNumber(written: string): { whole: string; fraction: string; exponent: string } {
  const [mantissa, exponent] = written.split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  return { whole, fraction, exponent };
}
