import { writable } from "../characters";
import type { CopiedCell } from "./contents";
import { exactNumber } from "./exact-number";

/** The end of a line. */
export const END = "\r\n";

/** Lines of fields. */
export function csvText(rows: string[][]): string {
  return rows.map((row) => row.join(",") + END).join("");
}

/** A line of a table, with its end: text is never read as a formula, numbers are exact, and nothing is an empty field. */
export function csvLine(cells: readonly (CopiedCell | boolean)[]): string {
  return csvText([cells.map((cell) => (typeof cell === "boolean" ? String(cell) : csvCell(cell)))]);
}

/** A cell as a field; nothing is an empty one. */
export function csvCell(value: CopiedCell): string {
  if (value === null) return "";
  return typeof value === "number" ? exactNumber(value) : field(value);
}

/**
 * Where a spreadsheet reads a formula: at one of its signs, in half or full width, that begins a cell, be it behind
 * quotes, spaces and signs that nobody sees. A cell also begins behind what other locales separate cells and rows by: they
 * read no quotes within a cell.
 */
const FORMULA =
  /(?<![\s"\u0085\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffd;|])[\s"\u0085\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffd;|]*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const LAST_SEPARATOR = /[;|\t\v\f\r\n\u0085\u2028\u2029](?=[^;|\t\v\f\r\n\u0085\u2028\u2029]*$)/;

/** Puts an apostrophe before a formula: at the start of the field, and behind the last separator that stands before it. */
function guarded(before: string, at: number): string {
  const front = at === 0 && !/[;|]/.test(before) ? "'" : "";
  return front + before.replace(LAST_SEPARATOR, "$&'");
}

/** Text as a field: quoted where necessary, and never read as a formula, whatever the reader separates by. */
export function field(text: string): string {
  const within = writable(text).replace(FORMULA, guarded);
  const harmless = /^[\t\r]/.test(within) ? `'${within}` : within;
  return /[",;\t|\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
