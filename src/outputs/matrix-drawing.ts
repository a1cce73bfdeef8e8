import type { MatrixViewPayload } from "../payload/types";
import { shape } from "./describe";
import { OF_HTML } from "./detail";
import type { Drawing } from "./drawing";
import { panelHtml } from "./html-panel";
import { figure } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { shownPanels } from "./numbered";
import { matrixPanel } from "./panels";
import { drawPanel } from "./svg-panel";
import { english } from "./translate";
import type { Translate } from "./translate";

const describe = ({ name, matrix }: MatrixViewPayload, t: Translate): string =>
  t("Matrix {name}, {shape}.", { name, shape: shape(matrix, t) });

/** One matrix as a heatmap with its numbers. */
export const matrixDrawing: Drawing<MatrixViewPayload> = {
  describe,
  picture: (payload, detail) => {
    const panel = matrixPanel(payload);
    const { numbered, notes } = shownPanels([panel], detail);
    return withNotes(drawPanel(panel, numbered.has(panel), detail), notes);
  },
  html: (payload) => {
    const panel = matrixPanel(payload);
    const { numbered, notes } = shownPanels([panel], OF_HTML);
    const body = `<div style="display:inline-block">${panelHtml(panel, numbered.has(panel))}</div>`;
    return figure(describe(payload, english), body + notesHtml(notes));
  },
};
