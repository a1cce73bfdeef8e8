/** Texts that mean "unknown" in pasted tables, in small letters. */
const BLANKS = new Set([
  ...["", "?", "-", "–", "—", "na", "n/a", "n.a.", "nan", "null", "none", "unknown"],
  ...["not seen", "not seen it", "unseen", "never seen", "haven't seen", "haven't seen it", "not watched"],
  ...["nicht gesehen", "nie gesehen", "kenne ich nicht", "keine angabe", "k. a.", "k.a.", "#n/a", "#nv"],
]);

/**
 * Reads a cell as a person or a spreadsheet writes it: `2.5`, `2,5`, `−3`, `1 234,5`, `1.234,50`, `1e-3`.
 * @returns null if it is blank or unknown, undefined if it is not a finite number.
 */
export function readCell(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (BLANKS.has(trimmed.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " "))) return null;
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
