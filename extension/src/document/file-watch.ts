import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { DocumentRegistry } from "@jupyterlab/docregistry";

/** Where JupyterLab asks for files. */
export type ContentsManager = JupyterFrontEnd["serviceManager"]["contents"];

/** JupyterLab does not say when a file changes on disk: a visible document asks for its time. */
const INTERVAL = 2000;

/** Reads a document's file again when it has changed on disk; changes that are not saved stay. */
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
      // It is gone, or the server is: JupyterLab itself says so where it matters.
    }
  }
}
