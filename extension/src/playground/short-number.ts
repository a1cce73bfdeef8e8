/** Writes a number so that it fits into a cell: whole numbers as they are, others to four digits. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  const whole = Number.isInteger(value) && size < 1e5;
  const text = whole ? String(size) : String(Number(size.toPrecision(size >= 1e3 && size < 1e5 ? 5 : 4)));
  return (value < 0 ? "−" : "") + (text.length > 7 ? exponent(size) : text);
}

function exponent(size: number): string {
  return size.toExponential(1).replace("+", "").replace(/\.0e/, "e");
}
