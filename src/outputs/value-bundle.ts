import { attempt } from "./attempt";
import type { MimeBundle } from "./bundle";
import { plainText } from "./plain-text";
import { gridOf } from "./table/grid-of";
import { tableHtml } from "./table/table-html";

/** How a value without a display of its own is shown: its text, and a table where that tells more. Never throws. */
export function valueBundle(value: unknown): MimeBundle {
  const text = plainText(value);
  const grid = gridOf(value);
  const html = grid && attempt(() => tableHtml(grid), undefined);
  return html === undefined ? { "text/plain": text } : { "text/plain": text, "text/html": html };
}
