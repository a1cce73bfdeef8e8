import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { PAYLOAD_MIME } from "factorlab/view";
import { setText } from "./dom";
import { shows } from "./shown";
import type { Drawing } from "./views/drawing";
import { t } from "./words";

/**
 * Renders one output that holds a payload. This module is small, since it loads with JupyterLab; the drawing code is
 * loaded with the first output. JupyterLab keeps the renderer of an output that is updated and gives it the new model.
 */
export class PayloadRenderer extends Widget implements IRenderMime.IRenderer {
  private drawing: Drawing | null = null;
  /** Counts the calls, so that an older one that waits for the code does not draw over a newer one. */
  private newest = 0;

  constructor() {
    super();
    this.addClass("factorlab");
    shows(this.node, () => this.drawing?.drawn ?? null);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const payload: unknown = model.data[PAYLOAD_MIME];
    await this.draw((drawing) => drawing.show(payload));
  }

  /** Shows a message instead of a drawing. */
  async complain(heading: () => string, reason: () => string): Promise<void> {
    await this.draw((drawing) => drawing.complain(reason, heading));
  }

  override dispose(): void {
    this.drawing?.dispose();
    this.drawing = null;
    super.dispose();
  }

  private async draw(action: (drawing: Drawing) => void): Promise<void> {
    const call = ++this.newest;
    try {
      const { Drawing } = await import("./views/drawing");
      if (this.isDisposed || call !== this.newest) return;
      this.drawing ??= new Drawing(this.node);
      action(this.drawing);
    } catch (error) {
      console.error(error);
      setText(this.node, t("Factorlab's view could not be loaded. Reload the page to try again."));
    }
  }
}
