/** Texts that mean "unknown" in pasted tables. */
const BLANKS = new Set(["", "?", "-", "–", "—", "na", "n/a", "nan", "null", "none"]);

/**
 * Reads a cell as a person or a spreadsheet writes it: `2.5`, `2,5`, `−3`, `1 234,5`, `1.234,50`, `1e-3`.
 * @returns null if it is blank or unknown, undefined if it is not a finite number.
 */
export function readCell(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (BLANKS.has(trimmed.toLowerCase())) return null;
  const written = withPoint(trimmed.replace(/(\d)[\s'’](?=\d{3})/g, "$1").replace(/^[−–]/, "-"));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written)) return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** Writes a point before the decimals. Of points and commas, the last one is the decimal sign; the others group digits. */
function withPoint(text: string): string {
  const [point, comma] = [text.lastIndexOf("."), text.lastIndexOf(",")];
  if (comma < 0) return text;
  if (point < 0) return text.replace(",", ".");
  return point > comma ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", ".");
}

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
