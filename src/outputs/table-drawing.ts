import type { TableViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { listHtml } from "./list-html";
import { figure } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { drawList } from "./svg-list";
import { english } from "./translate";
import type { Translate } from "./translate";

function describe({ title, rows, columns }: TableViewPayload, t: Translate): string {
  const table = { title, count: rows.length, columns: columns.map(({ name }) => name).join(", ") };
  return rows.length === 1
    ? t("{title}: 1 row of {columns}.", table)
    : t("{title}: {count} rows of {columns}.", table);
}

/** A table of texts and numbers, some of them with bars. */
export const tableDrawing: Drawing<TableViewPayload> = {
  describe,
  picture: (payload, detail) => withNotes(drawList(payload, detail), payload.notes),
  html: (payload) => figure(describe(payload, english), listHtml(payload) + notesHtml(payload.notes)),
};
