import type { FactorizationPayload } from "factorlab/view";
import type { Preferences } from "../preferences";
import { Workbench } from "../workbench/workbench";

/** A factorization's output: everything of it that can be looked at and tried. */
export class FactorizationView {
  private readonly workbench = new Workbench();
  readonly node: HTMLElement = this.workbench.node;

  /** What is on the screen now, which may be an earlier state or one's own experiment. */
  get payload(): FactorizationPayload | null {
    return this.workbench.payload;
  }

  /** Whether somebody has begun an experiment in it. */
  get touched(): boolean {
    return this.workbench.experiment !== null;
  }

  show(payload: FactorizationPayload, look: Preferences): void {
    this.workbench.showOutput(payload, look);
  }

  dispose(): void {
    this.workbench.dispose();
  }
}
