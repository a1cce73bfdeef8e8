import type { ListColumn } from "./cell-text";
import { escapeMarkup } from "./markup";

/** About what the markup of a cell takes beside its text, and that of a bar. */
const CELL_BYTES = 160;
const BAR_BYTES = 180;

/** How many of a table's rows, from the first on, take no more than `most` bytes; at least one. */
export function rowsWithin(columns: readonly ListColumn[], most: number): number {
  const length = columns[0]?.texts.length ?? 0;
  let bytes = 0;
  for (let row = 0; row < length; row++) {
    for (const { texts, share, errors } of columns) {
      bytes += CELL_BYTES + (share ? BAR_BYTES : 0) + bytesOf(escapeMarkup(texts[row]));
      if (errors) bytes += CELL_BYTES + bytesOf(errors[row]);
    }
    if (bytes > most) return Math.max(1, row);
  }
  return length;
}

/** What is said of the rows that are left out. */
export function moreRows(count: number): string {
  return count === 1 ? "and 1 more row" : `and ${count} more rows`;
}

/** The length of text in UTF-8, at most: its letters beyond Latin take up to three bytes each. */
function bytesOf(text: string): number {
  return text.length + 2 * (text.match(/[^\0-\x7f]/g)?.length ?? 0);
}
