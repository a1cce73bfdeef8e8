import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { DocumentRegistry } from "@jupyterlab/docregistry";

/** JupyterLab's access to files. */
export type ContentsManager = JupyterFrontEnd["serviceManager"]["contents"];

/** Milliseconds between checks of a visible file's time, since JupyterLab does not report changes on disk. */
const INTERVAL = 2000;

/** Reads a document's file again when it has changed on disk, unless the document has unsaved changes. */
export class FileWatch {
  private timer = 0;

  constructor(
    private readonly context: DocumentRegistry.Context,
    private readonly contents: ContentsManager,
  ) {}

  start(): void {
    this.stop();
    this.timer = window.setInterval(() => void this.look(), INTERVAL);
  }

  stop(): void {
    window.clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const { context } = this;
    const known = context.contentsModel?.last_modified;
    if (document.hidden || !known || context.isDisposed) return;
    try {
      const { last_modified: now } = await this.contents.get(context.path, { content: false });
      const isSame =
        context.isDisposed || context.model.dirty || context.contentsModel?.last_modified !== known;
      if (now !== known && !isSame) await context.revert();
    } catch {
      // The file or the server is gone; JupyterLab itself reports that.
    }
  }
}
