import type { MatrixViewPayload } from "../payload/types";
import { shape } from "./describe";
import type { Drawing } from "./drawing";
import { panelHtml } from "./html-panel";
import { figure } from "./markup";
import { matrixPanel } from "./panels";
import { drawPanel } from "./svg-panel";
import { english } from "./translate";
import type { Translate } from "./translate";

const describe = ({ name, matrix }: MatrixViewPayload, t: Translate): string =>
  t("Matrix {name}, {shape}.", { name, shape: shape(matrix, t) });

/** One matrix as a heatmap with its numbers. */
export const matrixDrawing: Drawing<MatrixViewPayload> = {
  describe,
  picture: (payload) => drawPanel(matrixPanel(payload)),
  html: (payload) => {
    const body = `<div style="display:inline-block">${panelHtml(matrixPanel(payload))}</div>`;
    return figure(describe(payload, english), body);
  },
};
