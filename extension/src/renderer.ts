import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { PAYLOAD_MIME } from "factorlab/view";
import { setText } from "./dom";
import { shows } from "./shown";
import type { Drawing } from "./views/drawing";
import { t } from "./words";

/**
 * One output that holds a payload. It is small, since it loads with JupyterLab; what draws comes at the first
 * output. JupyterLab keeps the renderer of an output that is updated and gives it the new model.
 */
export class PayloadRenderer extends Widget implements IRenderMime.IRenderer {
  private drawing: Drawing | null = null;
  /** Counts the models, so that one which arrives while the code is loading is not drawn over by an older one. */
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

  /** Says why there is nothing to draw. */
  async complain(heading: string, reason: string): Promise<void> {
    await this.draw((drawing) => drawing.complain(reason, heading));
  }

  override dispose(): void {
    this.drawing?.dispose();
    this.drawing = null;
    super.dispose();
  }

  private async draw(how: (drawing: Drawing) => void): Promise<void> {
    const turn = ++this.newest;
    try {
      const { Drawing } = await import("./views/drawing");
      if (this.isDisposed || turn !== this.newest) return;
      this.drawing ??= new Drawing(this.node);
      how(this.drawing);
    } catch (error) {
      console.error(error);
      setText(this.node, t("Factorlab's view could not be loaded. Reload the page to try again."));
    }
  }
}
