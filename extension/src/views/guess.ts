import type { GuessViewPayload } from "factorlab/view";
import type { Preferences } from "../preferences";
import { WorkbenchView } from "./factorization";

/** What was hidden and what is guessed of it, in a workbench. */
export class GuessView extends WorkbenchView {
  show(payload: GuessViewPayload, look: Preferences): void {
    this.workbench.showOutput(payload, look);
  }
}
