import { describe, matrixPanel, MOST_NUMBERED } from "factorlab/view";
import type { MatrixViewPayload } from "factorlab/view";
import { element } from "../../dom";
import type { Preferences } from "../../preferences";
import { PanelFigure } from "./panel";
import { turns } from "./table-nodes";
import { Zoom } from "./zoom-state";
import { t } from "../../words";

/** The longer side of a heatmap, in pixels. */
const HEATMAP_SIDE = 480;

/** One matrix, as the output of `reconstruct()` shows it. */
export class MatrixView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly zoom = new Zoom(() => this.draw());
  private readonly figure: PanelFigure;
  private shown: { payload: MatrixViewPayload; look: Preferences } | null = null;

  constructor() {
    this.figure = new PanelFigure({
      isStill: true,
      onPoint: (row, column, by) => {
        const cell = { row, column, rows: 1, columns: 1 };
        this.figure.mark(by === "keyboard" ? cell : undefined, undefined);
      },
      onPress: () => undefined,
      ...this.zoom.handlers((box) => box),
    });
    this.node.append(this.figure.node, this.zoom.bar.node);
  }

  show(payload: MatrixViewPayload, look: Preferences): void {
    this.shown = { payload, look };
    this.node.setAttribute("aria-label", describe(payload, t));
    this.node.toggleAttribute("data-high-contrast", look.highContrast);
    this.draw();
  }

  /** Goes on with the part that another view of the same matrix shows. */
  takeOver({ zoom }: MatrixView): void {
    this.zoom.takeOver(zoom);
    this.draw();
  }

  dispose(): void {
    this.figure.dispose();
  }

  private draw(): void {
    if (!this.shown) return;
    const { payload, look } = this.shown;
    const { matrix } = payload;
    const whole = matrix.of ?? matrix;
    const longest = Math.max(whole.rows, whole.columns);
    const window = this.zoom.within(matrix, longest > MOST_NUMBERED);
    const sides = { rows: "row", columns: "column" } as const;
    const setting = { window, sides, columns: window.columns, longest };
    const { numbers, names } = this.figure.show(matrixPanel(payload), look, setting);
    const turned = turns(payload.labels?.columns);
    this.node.toggleAttribute("data-turned", turned);
    this.figure.widen(turned ? numbers : Math.max(numbers, names));
    this.figure.resizeHeatmap(HEATMAP_SIDE);
  }
}
