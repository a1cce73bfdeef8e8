import type { MatrixViewPayload } from "../payload/types";
import { OF_HTML } from "./detail";
import type { Drawing } from "./drawing";
import { panelHtml } from "./html-panel";
import { figure } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { shownPanels } from "./numbered";
import { matrixPanel } from "./panels";
import { describe } from "./sentences";
import { drawPanel } from "./svg-panel";

/** One matrix as a heatmap with its numbers. */
export const matrixDrawing: Drawing<MatrixViewPayload> = {
  picture: (payload, detail) => {
    const panel = matrixPanel(payload);
    const { numbered, notes } = shownPanels([panel], detail);
    return withNotes(drawPanel(panel, numbered.has(panel), detail), notes);
  },
  html: (payload) => {
    const panel = matrixPanel(payload);
    const { numbered, notes } = shownPanels([panel], OF_HTML);
    const body = `<div style="display:inline-block">${panelHtml(panel, numbered.has(panel))}</div>`;
    return figure(describe(payload), body + notesHtml(notes));
  },
};
