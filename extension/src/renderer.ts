import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { PAYLOAD_MIME } from "factorlab";
import { setText } from "./dom";
import type { Drawing } from "./views/drawing";

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
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const turn = ++this.newest;
    const payload: unknown = model.data[PAYLOAD_MIME];
    try {
      const { Drawing } = await import("./views/drawing");
      if (this.isDisposed || turn !== this.newest) return;
      this.drawing ??= new Drawing(this.node);
      this.drawing.show(payload);
    } catch (error) {
      console.error(error);
      setText(this.node, "Factorlab's view could not be loaded. Reload the page to try again.");
    }
  }

  override dispose(): void {
    this.drawing?.dispose();
    this.drawing = null;
    super.dispose();
  }
}
