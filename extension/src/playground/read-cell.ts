/** What stands for "unknown" in tables that people paste. */
const BLANKS = new Set(["", "?", "-", "–", "—", "na", "n/a", "nan", "null", "none"]);

/**
 * A cell as a person or a spreadsheet writes it: `2.5`, `2,5`, `−3`, `1 234,5`, `1.234,50`, `1e-3`.
 * @returns null where it is blank or says that it is unknown, undefined where it is no finite number.
 */
export function readCell(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (BLANKS.has(trimmed.toLowerCase())) return null;
  const written = withPoint(trimmed.replace(/(\d)[\s'’](?=\d{3})/g, "$1").replace(/^[−–]/, "-"));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written)) return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** With a point before the decimals: of a point and a comma the last stands there, the others group digits. */
function withPoint(text: string): string {
  const [point, comma] = [text.lastIndexOf("."), text.lastIndexOf(",")];
  if (comma < 0) return text;
  if (point < 0) return text.replace(",", ".");
  return point > comma ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", ".");
}

/** Whole numbers as they are, others to four digits: what fits into a cell. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  const whole = Number.isInteger(value) && size < 1e5;
  const text = whole ? String(size) : String(Number(size.toPrecision(size >= 1e3 && size < 1e5 ? 5 : 4)));
  return (value < 0 ? "−" : "") + (text.length > 7 ? exponent(size) : text);
}

function exponent(size: number): string {
  return size.toExponential(1).replace("+", "").replace(/\.0e/, "e");
}
