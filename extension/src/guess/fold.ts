import type { Sweeps } from "factorlab/view";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";
import { t } from "../words";
import { canBeEdited } from "../workbench/snapshot";
import type { GuessHost } from "./host";
import type { GuessPanel } from "./panel";

/** The fold in which cells are hidden and guessed. What it holds is loaded when it is first opened. */
export class GuessFold {
  readonly node = element("details", { class: "factorlab-fold" });
  private readonly summary = element("summary");
  private readonly body = element("div");
  private panel: GuessPanel | null = null;
  private loading = false;
  private disposed = false;
  private count = 0;
  private given: Sweeps | undefined;

  constructor(private readonly host: GuessHost) {
    this.node.append(this.summary, this.body);
    this.node.addEventListener("toggle", () => host.draw());
  }

  /** Takes the sweeps of an output, and opens on it. */
  use(sweeps: Sweeps | undefined): void {
    this.given = sweeps;
    this.panel?.use(sweeps);
    this.node.open = true;
  }

  /** The sweeps of what is shown, once they are complete. */
  get sweeps(): Sweeps | null {
    return this.panel?.sweeps ?? null;
  }

  show(look: Preferences): void {
    const { subject } = this.host.timeline;
    setText(this.summary, t("Hide and guess"));
    this.node.hidden = !subject || (!subject.heldOut && !canBeEdited(subject));
    const count = subject?.heldOut?.places.length ?? 0;
    // Whoever hides the first cell wants to see what comes of it.
    if (count > 0 && this.count === 0) this.node.open = true;
    this.count = count;
    if (this.node.hidden || !this.node.open) return;
    if (this.panel) this.panel.show(look);
    else void this.load();
  }

  dispose(): void {
    this.disposed = true;
    this.panel?.dispose();
  }

  private async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      const { GuessPanel } = await import("./panel");
      if (this.disposed) return;
      this.panel = new GuessPanel(this.host, this.given);
      this.body.replaceChildren(this.panel.node);
      this.host.draw();
    } catch (error) {
      console.error(error);
      setText(this.body, t("Factorlab's view could not be loaded. Reload the page to try again."));
    } finally {
      this.loading = false;
    }
  }
}
