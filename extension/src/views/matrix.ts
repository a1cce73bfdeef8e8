import { describe, matrixPanel } from "factorlab";
import type { MatrixViewPayload } from "factorlab";
import { element } from "../dom";
import type { Preferences } from "../preferences";
import { PanelFigure } from "./panel";

/** One matrix, as the output of `reconstruct()` shows it. */
export class MatrixView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly figure = new PanelFigure();

  constructor() {
    this.node.append(this.figure.node);
  }

  show(payload: MatrixViewPayload, look: Preferences): void {
    this.node.setAttribute("aria-label", describe(payload));
    this.figure.show(matrixPanel(payload), look, payload.matrix.columns);
  }

  dispose(): void {
    this.figure.dispose();
  }
}
