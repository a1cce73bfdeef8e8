import { element, setText } from "../dom";
import { t } from "../words";

/** What a fold holds once it is loaded. */
export interface Folded {
  readonly node: HTMLElement;
  /** Draws what the workbench shows now. */
  show(): void;
  dispose(): void;
}

/** A fold below the equation, whose content is loaded when it is first opened. */
export abstract class LazyFold<Content extends Folded> {
  readonly node = element("details", { class: "factorlab-fold" });
  protected content: Content | null = null;
  private readonly summary = element("summary");
  private readonly body = element("div");
  private loading = false;
  private disposed = false;

  /** @param draw draws the workbench again, and so the fold. */
  constructor(private readonly draw: () => void) {
    this.node.append(this.summary, this.body);
    this.node.addEventListener("toggle", () => draw());
  }

  /** What the fold is called. */
  protected abstract title(): string;
  /** Whether there is something to show in it now. */
  protected abstract fits(): boolean;
  /** Loads its content. */
  protected abstract load(): Promise<Content>;

  show(): void {
    setText(this.summary, this.title());
    this.node.hidden = !this.fits();
    if (this.node.hidden || !this.node.open) return;
    if (this.content) this.content.show();
    else void this.fill();
  }

  /** Whether its content is there to be seen. */
  protected get isShown(): boolean {
    return this.content !== null && this.node.open && !this.node.hidden;
  }

  /** Opens it, with new content. */
  protected openAnew(): void {
    this.content?.dispose();
    this.content = null;
    this.node.open = true;
  }

  dispose(): void {
    this.disposed = true;
    this.content?.dispose();
  }

  /** Is open where another fold is. @param filled whether it needs its content even while it is closed */
  protected openAs(other: LazyFold<Content>, filled: boolean): void {
    this.node.open = other.node.open;
    if (filled) void this.fill();
  }

  private async fill(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      const content = await this.load();
      if (this.disposed) {
        content.dispose();
        return;
      }
      this.content = content;
      this.body.replaceChildren(content.node);
      this.draw();
    } catch (error) {
      console.error(error);
      setText(this.body, t("Factorlab's view could not be loaded. Reload the page to try again."));
    } finally {
      this.loading = false;
    }
  }
}
