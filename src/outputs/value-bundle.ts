import { attempt } from "./attempt";
import type { MimeBundle } from "./bundle";
import { plainText } from "./plain-text";
import { gridOf } from "./table/grid-of";
import { tableHtml } from "./table/table-html";

/** The bundle of a value that defines no display: its text, and a table where that shows more. Never throws. */
export function valueBundle(value: unknown): MimeBundle {
  const text = plainText(value);
  const grid = gridOf(value);
  const html = grid && attempt(() => tableHtml(grid), undefined);
  return html === undefined ? { "text/plain": text } : { "text/plain": text, "text/html": html };
}
