import { Printing } from "@jupyterlab/apputils";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import { MimeModel } from "@jupyterlab/rendermime";
import { PanelLayout, Widget } from "@lumino/widgets";
import { PAYLOAD_MIME } from "factorlab/view";
import { onPreferencesChange } from "../preferences";
import { PayloadRenderer } from "../renderer";
import { FileWatch } from "./file-watch";
import type { ContentsManager } from "./file-watch";
import { readJson } from "./read-json";
import { t } from "../words";

/** Milliseconds to wait after a change, so that not every key typed in the editor draws the view. */
const PAUSE = 200;

/** The view of a file, which follows changes in an editor and on disk. */
export class FactorizationContent extends Widget implements Printing.IPrintable {
  private readonly renderer = new PayloadRenderer();
  private readonly watch: FileWatch;
  private readonly stopListening = onPreferencesChange(() => {
    if (!this.isDrawn) this.redraw();
  });
  private timer = 0;
  /** Whether a view is drawn, which follows the preferences by itself; a message has to be written again. */
  private isDrawn = true;

  constructor(
    private readonly context: DocumentRegistry.Context,
    contents: ContentsManager,
  ) {
    super();
    this.addClass("factorlab-document");
    const layout = new PanelLayout();
    layout.addWidget(this.renderer);
    this.layout = layout;
    this.watch = new FileWatch(context, contents);
    void context.ready.then(() => {
      if (this.isDisposed) return;
      context.model.contentChanged.connect(this.onChange);
      this.redraw();
    });
  }

  /** Prints the view for File > Print. */
  [Printing.symbol](): () => Promise<void> {
    return () => Printing.printWidget(this);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    clearTimeout(this.timer);
    this.stopListening();
    this.context.model.contentChanged.disconnect(this.onChange);
    this.watch.stop();
    super.dispose();
  }

  protected override onAfterShow(): void {
    this.watch.start();
  }

  protected override onAfterAttach(): void {
    if (this.isVisible) this.watch.start();
  }

  protected override onBeforeHide(): void {
    this.watch.stop();
  }

  protected override onActivateRequest(): void {
    this.node.tabIndex = -1;
    this.node.focus();
  }

  private readonly onChange = (): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.redraw(), PAUSE);
  };

  private redraw(): void {
    const read = readJson(this.context.model.toString());
    this.isDrawn = "value" in read;
    if ("value" in read) {
      // The file may hold any JSON; the renderer checks it.
      void this.renderer.renderModel(new MimeModel({ data: { [PAYLOAD_MIME]: read.value } }));
    } else {
      void this.renderer.complain(() => t("This file cannot be drawn."), read.reason);
    }
  }
}
