import type { GuessViewPayload } from "factorlab/view";
import type { Preferences } from "../preferences";
import { WorkbenchView } from "./factorization";

/** What was hidden and what is guessed of it, in a workbench. */
export class GuessView extends WorkbenchView {
  private shown: GuessViewPayload | null = null;

  show(payload: GuessViewPayload, look: Preferences): void {
    if (payload !== this.shown) {
      this.shown = payload;
      this.workbench.showGuess(payload.sweeps);
    }
    this.workbench.showOutput(payload, look);
  }
}
