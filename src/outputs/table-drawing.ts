import type { TableViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { listHtml } from "./list-html";
import { figure } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { describe } from "./sentences";
import { drawList } from "./svg-list";

/** A table of texts and numbers, some of them with bars. */
export const tableDrawing: Drawing<TableViewPayload> = {
  picture: (payload, detail) => withNotes(drawList(payload, detail), payload.notes),
  html: (payload) => figure(describe(payload), listHtml(payload) + notesHtml(payload.notes)),
};
