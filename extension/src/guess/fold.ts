import type { Sweeps } from "factorlab/view";
import { t } from "../words";
import { LazyFold } from "../workbench/lazy-fold";
import { canBeEdited } from "../workbench/snapshot";
import type { GuessHost } from "./host";
import type { GuessPanel } from "./panel";

/** The fold in which cells are hidden and guessed. What it holds is loaded when it is first opened. */
export class GuessFold extends LazyFold<GuessPanel> {
  private count = 0;
  private given: Sweeps | undefined;

  constructor(private readonly host: GuessHost) {
    super(() => host.draw());
  }

  /** Takes the sweeps of an output, and opens on it. */
  use(sweeps: Sweeps | undefined): void {
    this.given = sweeps;
    this.content?.use(sweeps);
    this.node.open = true;
  }

  /** Goes on with what was found in another fold on the same factorization. */
  takeOver(other: GuessFold): void {
    this.given = other.sweeps ?? other.given;
    this.count = other.count;
    this.openAs(other, false);
  }

  /** The sweeps of what is shown, once they are complete. */
  get sweeps(): Sweeps | null {
    return this.content?.sweeps ?? null;
  }

  override show(): void {
    const count = this.host.timeline.subject?.heldOut?.places.length ?? 0;
    // Whoever hides the first cell wants to see what comes of it.
    if (count > 0 && this.count === 0) this.node.open = true;
    this.count = count;
    super.show();
  }

  protected title(): string {
    return t("Hide and guess");
  }

  protected fits(): boolean {
    const { subject } = this.host.timeline;
    return subject !== null && (subject.heldOut !== undefined || canBeEdited(subject));
  }

  protected async load(): Promise<GuessPanel> {
    const { GuessPanel } = await import("./panel");
    return new GuessPanel(this.host, this.given);
  }
}
